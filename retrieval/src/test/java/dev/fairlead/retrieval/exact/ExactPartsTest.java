package dev.fairlead.retrieval.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExactPartsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            What does clause 4.2(b) say?                | §4.2(b) §§4.2(b)
            § 4.2 (b)                                   | §4.2(b) §§4.2(b)
            what is in section 12.3                     | §12.3 §§12.3
            Compare Sections 4.2, 4.3 and 4.5(a)(ii)    | §4.2 §§4.2 §4.3 §§4.3 §4.5(a)(ii) §§4.5(a)(ii)
            Does Article IV apply?                      | §4 §§4
            Is it 12.3.1?                               | §12.3.1 §§12.3.1
            When was INV-2024-0071 paid?                | inv-2024-0071
            What is EX-10.27?                           | ex-10.27
            Is the cap $1,250,000?                      | #1250000 #1250000usd
            Is the cap USD 1.25 million?                | #1250000 #1250000usd
            Is the cap 1,250,000?                       | #1250000
            Is the cap 1250000?                         | #1250000
            A fee of €3.5m                              | #3500000 #3500000eur
            A fee of 10,000 dollars a year              | #10000 #10000usd
            A fee of US$ 1,250,000.00                   | #1250000 #1250000usd
            """)
    void a_question_has_exact_terms(String question, String terms) {
        assertEquals(List.of(terms.split(" ", -1)), ExactParts.of(question).terms());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Which rights has the tenant in 2019?",
                "IL-10 and p53 in COVID-19 during the 1990s",
                "a 24-hour notice, a 12-month-old invoice, 1/2 of 30 days at 12.5%",
                "It's the tenant's \" inch",
                "section of the park, article about clauses"
            })
    void ordinary_words_and_numbers_are_not_exact(String question) {
        assertTrue(ExactParts.of(question).isEmpty(), ExactParts.of(question).toString());
    }

    @Test
    void attachments_are_told_apart_from_clauses() {
        assertEquals(
                List.of("§schedule 2", "§§schedule 2"),
                ExactParts.of("What is in Schedule 2?").terms());
    }

    @Test
    void quotes_of_either_form_are_phrases() {
        assertEquals(
                List.of("best efforts", "time is of the essence"),
                ExactParts.of("Is it \"best efforts\" or “time is of the essence”?")
                        .phrases());
    }

    @Test
    void a_passage_owns_the_clauses_of_its_headings_lines_and_items() {
        Set<String> terms = ExactTerms.of(
                List.of("4. Fees", "4.2 Late fees"),
                "4.2 Late fees. The tenant shall (a) pay within\n12 months; (b) tell the landlord:\n(i) when;\n4.3 Other. See Section 7.1(c).");
        assertTrue(
                terms.containsAll(Set.of("§§4", "§§4.2", "§§4.2(a)", "§§4.2(b)", "§§4.2(b)(i)", "§§4.3", "§7.1(c)")),
                terms.toString());
        assertTrue(terms.stream().noneMatch(Set.of("§§7.1(c)", "§§12", "§12")::contains), terms.toString());
    }

    @Test
    void a_pasted_text_has_a_bounded_number_of_parts() {
        StringBuilder pasted = new StringBuilder();
        for (int i = 1; i < 200; i++) {
            pasted.append("section ").append(i).append(" \"phrase ").append(i).append("\" ");
        }
        ExactParts parts = ExactParts.of(pasted.toString());
        assertEquals(16, parts.terms().size());
        assertEquals(16, parts.phrases().size());
    }
}
