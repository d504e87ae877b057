package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.Document;
import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Scope;
import dev.fairlead.Trace;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AskedSearchTest {
    private static final String QUESTION =
            "What is the notice period for termination and who bears the costs of repairs?";

    private final WordEncoder encoder = new WordEncoder();
    private final HybridIndex index = HybridIndex.inMemory(encoder);

    @BeforeEach
    void fill() {
        index.add(Stream.concat(
                Stream.of(
                        Document.of("notice", "The notice period for termination is ninety days."),
                        Document.of("repairs", "The landlord bears the costs of repairs.")),
                // Closer to the whole question than what answers its second half.
                IntStream.range(0, 8)
                        .mapToObj(i -> Document.of(
                                "near" + i,
                                "Termination: the notice period for notice of termination, period " + i + "."))));
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

    @Test
    void each_thing_asked_has_its_best_passage_first() {
        List<String> found = documents(index.retriever(2).retrieve(ask(QUESTION)));
        assertTrue(found.contains("repairs"), found.toString());
    }

    @Test
    void lists_are_joined_in_turn_without_doubles() {
        List<String> joined = documents(index.retriever(10).retrieve(ask(QUESTION)));
        String first = documents(index.retriever(1).retrieve(ask("What is the notice period for termination")))
                .getFirst();
        String second = documents(index.retriever(1).retrieve(ask("who bears the costs of repairs?")))
                .getFirst();
        assertEquals(List.of(first, second), joined.subList(0, 2));
        assertEquals(joined.size(), Set.copyOf(joined).size());
        assertEquals(joined.subList(0, 5), documents(index.retriever(5).retrieve(ask(QUESTION))));
    }

    @Test
    void the_trace_tells_into_how_many_questions_it_was_taken_apart() {
        Inquiry inquiry = ask(QUESTION);
        index.retriever().retrieve(inquiry);
        List<String> names = inquiry.steps().stream().map(Trace.Step::name).toList();
        assertEquals(2, inquiry.steps().getFirst().details().get("questions"));
        assertEquals(2, names.stream().filter("lexical"::equals).count());
        assertTrue(new HashSet<>(names).containsAll(Set.of("read", "join", "load")), names.toString());
    }

    @Test
    void several_questions_well_answered_are_no_less_sure_than_their_mean() {
        double both = index.retriever().retrieve(ask(QUESTION)).confidence();
        double unread = HybridRetriever.builder(index, encoder)
                .asWritten(false)
                .build()
                .retrieve(ask(QUESTION))
                .confidence();
        assertTrue(both > unread, both + " against " + unread);
    }

    @Test
    void each_thing_asked_is_looked_for_in_the_document_the_question_names() {
        for (String name : List.of("Acme", "Beta")) {
            StringBuilder lease = new StringBuilder();
            for (int i = 1; i <= 12; i++) {
                lease.append(i)
                        .append(". Clause ")
                        .append(i)
                        .append("\n\n")
                        .append("The tenant keeps it clean. ".repeat(40));
            }
            lease.append("\n\n13. Notice\n\nThe notice period for termination is ninety days.");
            lease.append("\n\n14. Repairs\n\nThe landlord bears the costs of repairs.");
            index.add(Document.of(name, lease.toString()).withTitle(name + " lease"));
        }
        List<String> found = documents(
                index.retriever()
                        .retrieve(
                                ask(
                                        "What is the notice period for termination in the Acme lease and who bears the costs of repairs?")));
        assertEquals(Set.of("Acme"), Set.copyOf(found));
    }

    @Test
    void an_expired_deadline_stops_it() {
        Inquiry inquiry = Inquiry.of(Question.of(QUESTION), Scope.none(), Deadline.after(Duration.ZERO));
        assertThrows(DeadlineExceededException.class, () -> index.retriever().retrieve(inquiry));
    }
}
