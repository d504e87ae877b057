package dev.fairlead.json.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads who plays a role: "Acme, Inc., a Delaware corporation (the "Supplier")", "Supplier: Acme, Inc.". Only what a contract
 * itself calls so counts.
 */
final class RoleReader implements ValueReader {
    /** Roles of those who make contracts. */
    static final Set<String> ROLES = Set.of(
            "supplier",
            "customer",
            "client",
            "buyer",
            "seller",
            "vendor",
            "purchaser",
            "licensor",
            "licensee",
            "landlord",
            "tenant",
            "lessor",
            "lessee",
            "employer",
            "employee",
            "consultant",
            "contractor",
            "subcontractor",
            "provider",
            "distributor",
            "reseller",
            "franchisor",
            "franchisee",
            "lender",
            "borrower",
            "guarantor",
            "agent",
            "principal",
            "manufacturer",
            "developer",
            "company",
            "investor",
            "issuer",
            "publisher",
            "author",
            "insurer",
            "carrier");

    private static final int LONGEST_DESCRIPTION = 500;
    private final Pattern called;
    private final Pattern labelled;
    private final PartyReader parties = new PartyReader();

    RoleReader(String role) {
        String quoted = Pattern.quote(role);
        called = Pattern.compile("\\([^()]{0,60}?[\"“]" + quoted + "[\"”]", Pattern.CASE_INSENSITIVE);
        labelled = Pattern.compile("(?m)^[\\s#*]*" + quoted + "[*\\s]*:[*\\s]*", Pattern.CASE_INSENSITIVE);
    }

    @Override
    public List<Reading> read(String text) {
        List<Reading> readings = new ArrayList<>();
        Matcher label = labelled.matcher(text);
        while (label.find()) {
            parties.nameAt(text, label.end()).ifPresent(readings::add);
        }
        Matcher shortForm = called.matcher(text);
        while (shortForm.find()) {
            before(text, shortForm.start()).ifPresent(readings::add);
        }
        return readings;
    }

    /** The last name before a short form that is no later part of an address: a company's, else the nearest one. */
    private Optional<Reading> before(String text, int end) {
        int from = Math.max(0, end - LONGEST_DESCRIPTION);
        List<Reading> names = parties.namesIn(text, from, end);
        return names.stream()
                .filter(one -> one.clarity() == 1)
                .reduce((first, second) -> second)
                .or(() -> names.stream().reduce((first, second) -> second));
    }
}
