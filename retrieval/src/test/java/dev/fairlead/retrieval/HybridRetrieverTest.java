package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Deadline;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.Document;
import dev.fairlead.Evidence;
import dev.fairlead.Filter;
import dev.fairlead.Inquiry;
import dev.fairlead.LegStanding;
import dev.fairlead.Question;
import dev.fairlead.RankedPassage;
import dev.fairlead.Scope;
import dev.fairlead.ScopeRequiredException;
import dev.fairlead.Trace;
import dev.fairlead.retrieval.ingestion.Documents;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HybridRetrieverTest {
    private final HybridIndex index = HybridIndex.inMemory(new WordEncoder());

    @BeforeEach
    void fill() {
        List<Document> random = new RandomCorpus(7)
                .documents(300).stream()
                        .map(d -> d.withAccess(Access.undeclared()))
                        .toList();
        index.add(Documents.of(random));
        index.add(Document.of("lease", "The tenant insures the berth against storm damage. Rent is due monthly."));
    }

    @AfterEach
    void close() {
        index.close();
    }

    private static Inquiry ask(String question) {
        return Inquiry.of(Question.of(question), Scope.none(), Deadline.never());
    }

    private static List<String> ids(Evidence evidence) {
        return evidence.passages().stream().map(ranked -> ranked.passage().id()).toList();
    }

    @Test
    void the_passage_that_answers_comes_first_and_says_where_it_stood() {
        RankedPassage first = index.retriever()
                .retrieve(ask("Who insures the berth against storm damage?"))
                .passages()
                .getFirst();
        assertEquals("lease", first.passage().locator().documentId());
        assertEquals(
                List.of("lexical", "dense"),
                first.standings().stream().map(LegStanding::leg).toList());
        assertEquals(1, first.standings().getFirst().rank().orElseThrow());
    }

    @Test
    void five_passages_are_the_first_five_of_ten() {
        for (String question : List.of("royalty audit", "agreement", "vessel insurance notice", "unknown words only")) {
            List<String> ten = ids(index.retriever(10).retrieve(ask(question)));
            assertEquals(ten.subList(0, 5), ids(index.retriever(5).retrieve(ask(question))));
        }
    }

    @Test
    void the_same_question_finds_the_same() {
        Evidence once = index.retriever().retrieve(ask("royalty audit"));
        assertEquals(once, index.retriever().retrieve(ask("royalty audit")));
    }

    @Test
    void every_passage_has_a_score_in_both_legs_also_where_one_missed_it() {
        Evidence evidence = index.retriever(100).retrieve(ask("royalty audit"));
        Set<Integer> standings =
                evidence.passages().stream().map(p -> p.standings().size()).collect(Collectors.toSet());
        assertEquals(Set.of(2), standings);
        assertTrue(evidence.passages().stream()
                .flatMap(passage -> passage.standings().stream())
                .anyMatch(standing -> standing.rank().isEmpty()));
    }

    @Test
    void the_trace_tells_each_step_and_no_text() {
        Inquiry inquiry = ask("royalty audit");
        index.retriever().retrieve(inquiry);
        assertEquals(
                List.of("lexical", "encode", "dense", "fuse", "load", "confidence"),
                inquiry.steps().stream().map(Trace.Step::name).toList());
    }

    @Test
    void confidence_is_higher_for_what_the_documents_hold() {
        double held = index.retriever()
                .retrieve(ask("Who insures the berth against storm damage?"))
                .confidence();
        double foreign = index.retriever()
                .retrieve(ask("What colour do penguins like best?"))
                .confidence();
        assertTrue(held > foreign, held + " against " + foreign);
    }

    @Test
    void a_filter_that_matches_nothing_gives_no_evidence() {
        Question question = Question.of("royalty").withFilter(Filter.equalTo("nothing", "here"));
        Evidence evidence = index.retriever().retrieve(Inquiry.of(question, Scope.none(), Deadline.never()));
        assertTrue(evidence.isEmpty());
        assertEquals(0, evidence.confidence());
    }

    @Test
    void an_expired_deadline_stops_before_the_search() {
        Inquiry inquiry = Inquiry.of(Question.of("royalty"), Scope.none(), Deadline.after(Duration.ZERO));
        assertThrows(DeadlineExceededException.class, () -> index.retriever().retrieve(inquiry));
    }

    @Test
    void a_missing_scope_is_refused_before_anything_is_encoded() {
        WordEncoder encoder = new WordEncoder();
        try (HybridIndex strict =
                HybridIndex.builder(encoder).requireScope(true).build()) {
            assertThrows(ScopeRequiredException.class, () -> strict.retriever().retrieve(ask("royalty")));
        }
        assertEquals(0, encoder.encoded());
    }

    @Test
    void k_out_of_range_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> index.retriever(0));
        assertThrows(IllegalArgumentException.class, () -> index.retriever(HybridRetriever.DEPTH + 1));
    }
}
