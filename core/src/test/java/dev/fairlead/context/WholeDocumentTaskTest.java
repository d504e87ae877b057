package dev.fairlead.context;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.context.WholeDocumentTask.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WholeDocumentTaskTest {
    private static Optional<Kind> kind(String question) {
        return WholeDocumentTask.of(question).map(WholeDocumentTask::kind);
    }

    private static Set<String> topic(String question, String... names) {
        return WholeDocumentTask.of(question).orElseThrow().topic(Set.of(names));
    }

    @Test
    void requests_about_whole_documents_are_recognised() {
        Map<Kind, List<String>> asked = Map.of(
                Kind.SUMMARISE,
                List.of(
                        "Summarise the Acme NDA.",
                        "Please summarize the travel policy in three sentences",
                        "Can you briefly sum up the Acme lease?",
                        "Give me a short overview of the Borealis agreement",
                        "What are the main points of the Acme NDA?",
                        "I need a one-page executive summary of the Cedar report"),
                Kind.COMPARE,
                List.of(
                        "Compare the Acme NDA and the Borealis NDA",
                        "What are the differences between the Acme and the Cedar lease?",
                        "How does the Acme NDA differ from the Borealis NDA?",
                        "Could you compare notice periods in both?"),
                Kind.CONTRADICTIONS,
                List.of(
                        "Are there contradictions in the Acme NDA?",
                        "Find inconsistencies between the Acme lease and its amendment",
                        "Do the Acme and Cedar leases contradict each other?",
                        "List any conflicts between the Acme NDA and the Acme lease"));
        asked.forEach((kind, questions) ->
                questions.forEach(question -> assertEquals(Optional.of(kind), kind(question), question)));
    }

    @Test
    void ordinary_questions_are_not() {
        for (String question : List.of(
                "What is the notice period in the Acme NDA?",
                "Does the policy cover a conflict of interest?",
                "Which fee is lower compared to last year?",
                "Who writes the summary report?",
                "When may the tenant terminate?",
                "Is there a summary judgment clause?",
                "Which sum is due on the first of May?")) {
            assertEquals(Optional.empty(), kind(question), question);
        }
    }

    @Test
    void a_request_for_the_whole_has_no_topic_beyond_the_names() {
        assertEquals(Set.of(), topic("Summarise the Acme NDA in three short bullet points, please.", "Acme NDA"));
        assertEquals(Set.of(), topic("Compare the Acme agreement and the Borealis agreement", "Acme", "Borealis"));
        assertEquals(Set.of(), topic("How does the Acme NDA differ from the Borealis NDA?", "acme", "borealis"));
    }

    @Test
    void a_request_for_a_part_has_its_words_as_topic() {
        assertEquals(Set.of("notic", "period"), topic("Compare the notice periods of Acme and Cedar", "Acme", "Cedar"));
        assertEquals(Set.of("termination", "claus"), topic("Summarise the termination clause of the Acme NDA", "Acme"));
    }
}
