package dev.fairlead.benchmarks.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What people call a contract and its parties, from gold spans.
 *
 * @param first full name of a party
 * @param second full name of another
 * @param kind the document's name in small letters, such as {@code distributor agreement}
 * @param role what the contract calls a party, such as {@code the distributor}, or {@code a party}
 */
record Contract(String first, String second, String kind, String role) {
    private static final int SHORTEST = 5;
    private static final int LONGEST = 60;

    /** A company's form, and an article before its name. */
    private static final Pattern FORM = Pattern.compile(
            "(?:,?\\s+(?:Inc|Incorporated|Corp|Corporation|LLC|L\\.L\\.C|Ltd|Limited|Co|Company|L\\.?P|LLP|PLC|GmbH|S\\.?A|N\\.?V|B\\.?V|AG"
                    + "|Pty|Pte)\\b\\.?)+\\s*$|^The\\s+",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> ROLES = Set.of(
            ("licensor licensee distributor supplier vendor customer client company consultant contractor franchisor franchisee"
                            + " reseller agent seller buyer purchaser manufacturer sponsor provider owner developer manager advisor"
                            + " adviser lender borrower host affiliate transporter shipper operator endorser talent partner executive"
                            + " employee bank administrator trust fund recipient publisher promoter user carrier subscriber retailer"
                            + " dealer representative processor racing team")
                    .split(" "));

    /** By document; contracts of which fewer than two parties are known by name are left out. */
    static Map<String, Contract> of(List<GoldQuestion> questions, Map<String, String> texts) {
        Map<String, Set<String>> parties = new HashMap<>();
        Map<String, String> kinds = new HashMap<>();
        for (GoldQuestion question : questions) {
            String doc = question.answer().doc();
            List<String> gold = question.answer().spans().stream()
                    .map(span -> span.of(texts.getOrDefault(doc, ""))
                            .replaceAll("\\s+", " ")
                            .strip())
                    .toList();
            String category = question.query().category().orElse("");
            if (category.equals("Parties")) {
                parties.put(doc, new LinkedHashSet<>(gold));
            } else if (category.equals("Document Name") && !gold.isEmpty()) {
                kinds.put(doc, gold.getFirst());
            }
        }
        Map<String, Contract> contracts = new HashMap<>();
        parties.forEach((doc, called) ->
                of(called, kinds.getOrDefault(doc, "")).ifPresent(contract -> contracts.put(doc, contract)));
        return contracts;
    }

    private static Optional<Contract> of(Set<String> called, String documentName) {
        List<String> names = new ArrayList<>(called);
        names.removeIf(name -> !isName(name));
        if (names.size() < 2) {
            return Optional.empty();
        }
        String role = called.stream()
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(ROLES::contains)
                .findFirst()
                .map(found -> "the " + found)
                .orElse("a party");
        String kind = documentName.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} -]", "");
        boolean usable = !kind.isBlank() && kind.length() <= LONGEST;
        return Optional.of(new Contract(names.get(0), names.get(1), usable ? kind.strip() : "agreement", role));
    }

    private static boolean isName(String text) {
        return text.length() >= SHORTEST
                && text.length() <= LONGEST
                && text.indexOf(' ') > 0
                && Character.isUpperCase(text.charAt(0))
                && text.indexOf('(') < 0
                && text.indexOf('"') < 0;
    }

    /** As in "the deal between Acme and Bolt". */
    String deal() {
        return "the deal between " + brief(first) + " and " + brief(second);
    }

    /** As in "the Acme distributor agreement". */
    String paper() {
        return "the " + brief(first) + " " + kind;
    }

    private static String brief(String name) {
        String brief = FORM.matcher(FORM.matcher(name).replaceAll("")).replaceAll("");
        return brief.isBlank() ? name : brief.strip();
    }
}
