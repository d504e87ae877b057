package dev.fairlead.json.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NameReadersTest {
    private static List<Object> parties(String text) {
        return ReadValues.of(Wanted.Type.TEXT, "parties", text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            governed by the laws of the State of New York, without regard to conflicts          | New York
            GOVERNED BY THE LAWS OF THE STATE OF TEXAS, U.S.A. WITHOUT REGARD                   | Texas
            construed under the laws of England and Wales                                       | England and Wales
            is governed by the law of Scotland                                                  | Scotland
            Delaware law governs this Agreement                                                 | Delaware
            subject to English law                                                              | England
            laws of the Province of Ontario and the federal laws of Canada applicable therein   | Ontario
            laws of the United States and the State of Florida                                  | Florida
            accepted in the State of Nevada and governed by the laws thereof                    | Nevada
            the laws of the People's Republic of China                                          | People's Republic of China
            the laws of Ruritania.                                                              | Ruritania
            the laws of West Virginia                                                           | West Virginia
            """)
    void the_place_whose_law_governs_is_the_plainest_one(String text, String place) {
        List<Reading> read = ReadValues.readings(Wanted.Type.TEXT, "governing law", "", List.of(), text);
        assertEquals(
                place,
                read.stream()
                        .max(Comparator.comparingDouble(Reading::clarity))
                        .orElseThrow()
                        .value());
    }

    @Test
    void parties_are_those_between_whom_a_contract_is_made() {
        assertEquals(
                List.of("Acme, Inc.", "Beta Holdings LLC", "Jane Doe"),
                parties("This Agreement is made as of May 1, 2020 by and among Acme, Inc., a Delaware corporation"
                        + " (\"Acme\"), Beta Holdings LLC, with offices at 5 Main Street, Suite 3, Boston, MA (\"Beta\"), and"
                        + " Jane Doe (the \"Consultant\"). WHEREAS, Gamma Corp. and Delta Inc. are not parties"));
    }

    @Test
    void parties_may_be_listed_over_several_lines() {
        assertEquals(
                List.of("Acme Tidal Instruments Limited", "Corvane Analytics B.V."),
                parties(
                        "made on 3 March 2025 between:\n\n(1) **Acme Tidal Instruments Limited**, a company (\"Acme\"); and\n\n"
                                + "(2) **Corvane Analytics B.V.**, a private company (\"Corvane\")."));
    }

    @Test
    void parties_given_short_forms_count_where_nothing_says_between() {
        assertEquals(
                List.of("Mutual Insurance Corporation of America", "Stratton, Cheeseman & Walsh-Nevada, Inc."),
                parties(
                        "Mutual Insurance Corporation of America (\"MICOA\") and Stratton, Cheeseman & Walsh-Nevada, Inc."
                                + " (\"Agency\") agree as follows"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            landlord | made between Lanternhouse Care Group PLC (the "Landlord") and Perrowick Systems Limited (the "Tenant")       | Lanternhouse Care Group PLC
            tenant   | made between Lanternhouse Care Group PLC (the "Landlord") and Perrowick Systems Limited (the "Tenant")       | Perrowick Systems Limited
            supplier | and PERROWICK LIMITED, a company whose office is at Unit 11, Harelaw Works, Dundee (the "Supplier")          | PERROWICK LIMITED
            client   | **Client:** Dunmarrow Freight LLC, a company of New Jersey                                                   | Dunmarrow Freight LLC
            """)
    void who_plays_a_role_is_who_the_contract_calls_so(String role, String text, String name) {
        assertEquals(List.of(name), ReadValues.of(Wanted.Type.TEXT, role, text));
    }

    @Test
    void a_role_nobody_is_given_is_nobodys() {
        assertEquals(List.of(), ReadValues.of(Wanted.Type.TEXT, "supplier", "Acme Inc. keeps its suppliers secret."));
    }

    @Test
    void addresses_are_no_parties() {
        assertEquals(
                List.of("Pellworth Biologics Pty Ltd", "Valtameri Advisory Pty Ltd"),
                parties(
                        "**Company:** Pellworth Biologics Pty Ltd, Level 6, 310 Foundry Street, Newcastle NSW (the \"Company\")\n"
                                + "**Consultant:** Valtameri Advisory Pty Ltd, 2 Sea Road, Kiama NSW (the \"Consultant\")"));
    }

    @Test
    void people_a_sentence_merely_speaks_of_are_no_parties() {
        assertEquals(List.of(), parties("The difference between the Design Capacity and what was sold is reserved."));
    }

    @Test
    void text_that_is_huge_and_hostile_is_read_in_bounded_time() {
        String hostile = "by and between " + "A ".repeat(50_000) + "(\"".repeat(20_000);
        for (Wanted.Type type : Wanted.Type.values()) {
            for (String name : List.of("parties", "governing law", "fee", "notice days", "rate", "thing")) {
                assertTrue(ReadValues.of(type, name, hostile).size() <= ValueReader.MAX_LENGTH);
                assertTrue(
                        ReadValues.of(type, name, "one hundred ".repeat(9_000)).size() <= ValueReader.MAX_LENGTH);
                assertTrue(ReadValues.of(type, name, "1,111".repeat(9_000)).size() <= ValueReader.MAX_LENGTH);
            }
        }
    }
}
