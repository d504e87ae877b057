package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Scope;
import dev.fairlead.Trace;
import dev.fairlead.retrieval.fusion.Fusion;
import dev.fairlead.retrieval.fusion.ReciprocalRankFusion;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ExcludedPartTest {
    private static final String QUESTION =
            "Describe the warranties of the supplier, but do not mention software licences.";
    private static final String POSITIVE = "Describe the warranties of the supplier.";

    private final WordEncoder encoder = new WordEncoder();
    private final HybridIndex index = HybridIndex.inMemory(encoder);

    @BeforeEach
    void fill() {
        index.add(Stream.of(
                Document.of("software", "The supplier gives warranties of the software and of software licences."),
                Document.of("goods", "The supplier gives warranties of all goods delivered under an order."),
                Document.of("rent", "Rent is due on the first day of each month in advance."),
                Document.of("berth", "The tenant insures the berth against storm damage.")));
    }

    @AfterEach
    void close() {
        index.close();
    }

    private static Inquiry ask(String question) {
        return Inquiry.of(Question.of(question), Scope.none(), Deadline.never());
    }

    private static List<String> documents(Evidence evidence) {
        return evidence.passages().stream()
                .map(ranked -> ranked.passage().locator().documentId())
                .toList();
    }

    private HybridRetriever with(Fusion fusion) {
        return HybridRetriever.builder(index, encoder).fusion(fusion).build();
    }

    @Test
    void what_is_excluded_falls_behind_and_stays() {
        List<String> unread = documents(
                HybridRetriever.builder(index, encoder).asWritten(false).build().retrieve(ask(QUESTION)));
        List<String> read = documents(index.retriever().retrieve(ask(QUESTION)));
        assertEquals("software", unread.getFirst());
        assertEquals(List.of("goods", "software"), read.subList(0, 2));
    }

    @Test
    void scores_are_those_of_the_positive_part_less_a_fifth_of_what_the_excluded_part_gives() {
        var positive = index.retriever().retrieve(ask(POSITIVE)).passages().stream()
                .collect(Collectors.toMap(ranked -> ranked.passage().id(), ranked -> ranked.score()));
        // All four passages are candidates of both, so that normalisation is over the same passages.
        var excluded = index.retriever().retrieve(ask("software licences.")).passages().stream()
                .collect(Collectors.toMap(ranked -> ranked.passage().id(), ranked -> ranked.score()));
        assertEquals(4, excluded.size());
        index.retriever()
                .retrieve(ask(QUESTION))
                .passages()
                .forEach(ranked -> assertEquals(
                        positive.get(ranked.passage().id())
                                - 0.2 * excluded.get(ranked.passage().id()),
                        ranked.score(),
                        1e-9));
    }

    @Test
    void fusion_by_ranks_honours_it_too() {
        assertEquals(
                "goods",
                documents(with(new ReciprocalRankFusion()).retrieve(ask(QUESTION)))
                        .getFirst());
    }

    @Test
    void the_trace_tells_that_something_was_excluded_and_no_text() {
        Inquiry inquiry = ask(QUESTION);
        HybridRetriever.builder(index, encoder).secondLook(false).build().retrieve(inquiry);
        assertEquals(
                List.of("read", "lexical", "encode", "dense", "fuse", "encode", "exclude", "load", "confidence"),
                inquiry.steps().stream().map(Trace.Step::name).toList());
        assertEquals(2, inquiry.steps().getFirst().details().get("excludedWords"));
    }

    @Test
    void excluded_names_do_not_choose_the_document() {
        String clause = "The supplier gives warranties of goods. ";
        index.add(Stream.of("Acme", "Beta")
                .map(name -> Document.of(name, contract(clause)).withTitle(name + " supply")));
        Evidence found =
                index.retriever(10).retrieve(ask("What warranties does the supplier give, excluding the Acme supply?"));
        assertTrue(documents(found).contains("Beta"), documents(found).toString());
        assertTrue(documents(found).indexOf("Beta") < documents(found).indexOf("Acme")
                || !documents(found).contains("Acme"));
    }

    private static String contract(String clause) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 12; i++) {
            text.append(i)
                    .append(". Warranty ")
                    .append(i)
                    .append("\n\n")
                    .append(clause.repeat(30))
                    .append("\n\n");
        }
        return text.toString();
    }
}
