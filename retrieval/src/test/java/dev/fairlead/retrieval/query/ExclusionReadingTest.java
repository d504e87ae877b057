package dev.fairlead.retrieval.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExclusionReadingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Describe the warranties, but do not mention software. | Describe the warranties. | software.
            Describe the warranties but don't include any references to software | Describe the warranties | software
            Summarise the lease without discussing the deposit. | Summarise the lease. | the deposit
            What does the lease say about repairs (excluding the roof)? | What does the lease say about repairs? | the roof
            Which duties has the tenant, excluding insurance, and what follows from a breach? | Which duties has the tenant and what follows from a breach? | insurance
            Which contracts are governed by the law of New York, except the Acme loan? | Which contracts are governed by the law of New York? | the Acme loan
            List all fees, with the exception of the late fee. | List all fees. | the late fee
            Excluding the lease, which contracts renew themselves? | which contracts renew themselves? | the lease
            product warranties but not software | product warranties | software
            Compare Plato (excluding The Republic) and Aristotle (excluding the Ethics). | Compare Plato and Aristotle. | The Republic the Ethics
            Explain the indemnity. Do not mention insurance. | Explain the indemnity. | insurance.
            Explain the indemnity. Please leave out the caps. | Explain the indemnity. | the caps.
            Discuss the theme of freedom, avoiding any mention of Offred's rebellion. | Discuss the theme of freedom. | Offred's rebellion
            Introduce amplitude modulation, but do not radio waves. | Introduce amplitude modulation. | radio waves
            """)
    void an_exclusion_is_taken_off(String question, String positive, String excluded) {
        QuestionReading reading = QuestionReading.of(question);
        assertEquals(positive, reading.positive());
        assertEquals(excluded.replaceAll("\\.$", ""), reading.excluded().replaceAll("\\.$", ""));
        assertTrue(reading.excludes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Can a party terminate this contract without cause?",
                "Is there a clause excluding liability for consequential damages?",
                "What is the effect of excluding implied warranties?",
                "Which expenses are covered, including but not limited to travel?",
                "What is the price excluding VAT?",
                "Is the notice period ten days excluding weekends?",
                "I received my card but not my PIN.",
                "Why am I charged fees on some transactions but not on others?",
                "Mice without the receptor are resistant to the disease.",
                "Embryonic stem cells give rise to the outer layer, but not the other two layers.",
                "What may the licensee do except as provided in section 4?",
                "Is anything due except in the case of fraud?",
                "Methods other than the principle of Biot.",
                "Besides the deposit, what else is due?",
                "Can I use milk instead of cream?",
                "Can the landlord enter without naming a reason?",
                "What are the exceptions to confidentiality?",
                "I topped up but don't have any funds",
                "Do not mention it.",
                "Excluding",
                "but not",
                "except for, without mentioning"
            })
    void what_only_looks_like_an_exclusion_stays_whole(String question) {
        assertEquals("", QuestionReading.of(question).excluded());
        assertEquals(question, QuestionReading.of(question).positive());
    }

    @Test
    void a_question_of_nothing_but_an_exclusion_stays_whole() {
        assertFalse(QuestionReading.of("(excluding the lease)").excludes());
    }

    @Test
    void a_pasted_text_is_not_read() {
        String question = "Describe the lease, excluding the deposit. " + "x ".repeat(1_000);
        assertEquals("", QuestionReading.of(question).excluded());
        assertEquals(question, QuestionReading.of(question).positive());
    }

    @Test
    void what_is_excluded_is_no_part() {
        QuestionReading reading = QuestionReading.of(
                "What warranties does the supplier give, excluding software, and which remedies has the buyer?");
        assertEquals("software", reading.excluded());
        assertEquals(2, reading.parts().size());
        assertTrue(reading.parts().stream().noneMatch(part -> part.text().contains("software")));
    }
}
