package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.Document;
import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Rewriter;
import dev.fairlead.Scope;
import dev.fairlead.Trace;
import dev.fairlead.retrieval.fusion.ConvexMinMaxFusion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Poor evidence is looked for again in other words, and judged by the question as it was asked. */
final class SecondLookTest {
    private static final String POOR = "How do I quit prematurely?";

    private final WordEncoder encoder = new WordEncoder();
    private final HybridIndex index = HybridIndex.inMemory(encoder);

    @BeforeEach
    void fill() {
        index.add(Stream.concat(
                Stream.of(
                        Document.of("exit", "The tenant may terminate this lease early by ninety days' notice."),
                        Document.of("roof", "The landlord repairs the roof and how it is drained.")),
                IntStream.range(0, 12)
                        .mapToObj(i -> Document.of("fee" + i, "How the fee of berth " + i + " is paid."))));
    }

    @AfterEach
    void close() {
        index.close();
    }

    private HybridRetriever.Builder retriever() {
        return HybridRetriever.builder(index, encoder);
    }

    private static Inquiry ask(String question) {
        return Inquiry.of(Question.of(question), Scope.none(), Deadline.never());
    }

    private static List<Trace.Step> looks(Inquiry inquiry) {
        return inquiry.steps().stream()
                .filter(step -> step.name().equals("second look"))
                .toList();
    }

    private static String first(Evidence evidence) {
        return evidence.passages().getFirst().passage().locator().documentId();
    }

    /** Short texts of one word of the question lie nearer to it than a long one that holds three. */
    @Test
    void a_rewriter_s_words_find_what_the_question_s_did_not() {
        String answer =
                "The tenant may terminate this lease early by notice, given to the landlord in writing with proof of"
                        + " postage, signed by each director, countersigned under seal, recorded in the harbour register.";
        index.add(Stream.concat(
                Stream.of(Document.of("answer", answer)),
                IntStream.range(0, 6).mapToObj(i -> Document.of("quit" + i, "Quit, and quit again."))));
        String question = "Quit the lease early by notice?";
        HybridRetriever.Builder byVectors = retriever().fusion(new ConvexMinMaxFusion(1));
        Evidence before = byVectors.secondLook(false).build().retrieve(ask(question));
        Evidence after = byVectors
                .secondLook(true)
                .rewriter((inquiry, poor) -> List.of(answer))
                .build()
                .retrieve(ask(question));
        assertNotEquals("answer", first(before));
        assertEquals("answer", first(after));
        assertTrue(after.confidence() > before.confidence(), after.confidence() + " of " + before.confidence());
    }

    @Test
    void good_evidence_is_not_looked_for_again() {
        AtomicInteger asked = new AtomicInteger();
        Inquiry inquiry = ask("May the tenant terminate this lease early by notice?");
        Evidence evidence = retriever()
                .rewriter((one, poor) -> List.of("turn " + asked.incrementAndGet()))
                .build()
                .retrieve(inquiry);
        assertEquals("exit", first(evidence));
        assertEquals(List.of(), looks(inquiry));
        assertEquals(0, asked.get());
    }

    @Test
    void what_fits_the_rewriting_alone_does_not_make_evidence_good() {
        Inquiry once = ask(POOR);
        double before = retriever().secondLook(false).build().retrieve(once).confidence();
        Rewriter astray = (inquiry, poor) -> List.of("The landlord repairs the roof and how it is drained.");
        Evidence evidence = retriever().rewriter(astray).build().retrieve(ask(POOR));
        assertTrue(evidence.confidence() < 0.5, evidence.toString());
        assertTrue(evidence.confidence() >= before, evidence.confidence() + " < " + before);
    }

    @Test
    void each_search_stands_in_the_trace_with_who_wrote_it_and_what_it_was_worth() {
        Inquiry inquiry = ask(POOR);
        Evidence evidence =
                retriever().rewriter((one, poor) -> List.of("leave")).build().retrieve(inquiry);
        List<Trace.Step> looks = looks(inquiry);
        assertEquals("rewriter", looks.getLast().details().get("by"));
        double most = looks.stream()
                .mapToDouble(step -> (double) step.details().get("confidence"))
                .max()
                .orElseThrow();
        assertTrue(evidence.confidence() >= most, evidence.confidence() + " < " + most);
    }

    @Test
    void a_rewriter_sees_what_was_found() {
        List<Evidence> seen = new ArrayList<>();
        retriever()
                .rewriter((inquiry, poor) -> {
                    seen.add(poor);
                    return List.of();
                })
                .build()
                .retrieve(ask(POOR));
        assertEquals(1, seen.size());
        assertTrue(!seen.getFirst().isEmpty());
    }

    @Test
    void five_passages_are_the_first_five_of_ten_after_a_second_look_too() {
        Rewriter rewriter = (inquiry, poor) -> List.of("the fee of berth 3", "the roof");
        List<String> ten = ids(retriever().k(10).rewriter(rewriter).build().retrieve(ask(POOR)));
        assertEquals(
                ten.subList(0, 5),
                ids(retriever().k(5).rewriter(rewriter).build().retrieve(ask(POOR))));
    }

    private static List<String> ids(Evidence evidence) {
        return evidence.passages().stream().map(ranked -> ranked.passage().id()).toList();
    }

    @Test
    void a_search_that_fails_leaves_what_was_found_and_the_trace_says_so() {
        Inquiry inquiry = ask(POOR);
        Evidence evidence = HybridRetriever.builder(index, new FailingEncoder(encoder, "unspeakable"))
                .rewriter((one, poor) -> List.of("an unspeakable search"))
                .build()
                .retrieve(inquiry);
        assertTrue(!evidence.isEmpty());
        assertTrue(
                looks(inquiry).getLast().details().containsKey("failed"),
                looks(inquiry).toString());
    }

    @Test
    void a_rewriter_that_fails_leaves_what_was_found_and_the_trace_says_so() {
        Inquiry inquiry = ask(POOR);
        Evidence evidence = retriever()
                .rewriter((one, poor) -> {
                    throw new DeadlineExceededException("the model took too long");
                })
                .build()
                .retrieve(inquiry);
        assertTrue(!evidence.isEmpty());
        assertEquals(
                "the model took too long", looks(inquiry).getLast().details().get("failed"));
    }

    @Test
    void a_rewriter_that_uses_up_the_time_is_not_followed_by_another_search() {
        Inquiry inquiry = Inquiry.of(Question.of(POOR), Scope.none(), Deadline.after(Duration.ofSeconds(3)));
        Evidence evidence = retriever()
                .rewriter((one, poor) -> {
                    while (!one.deadline().expired()) {
                        Thread.onSpinWait();
                    }
                    return List.of("The landlord repairs the roof.");
                })
                .build()
                .retrieve(inquiry);
        assertTrue(!evidence.isEmpty());
        assertTrue(
                looks(inquiry).stream()
                        .noneMatch(step -> step.details().get("by").equals("rewriter")),
                looks(inquiry).toString());
    }

    @Test
    void it_can_be_switched_off() {
        Inquiry inquiry = ask(POOR);
        retriever().secondLook(false).build().retrieve(inquiry);
        assertEquals(List.of(), looks(inquiry));
    }
}
