package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Evidence;
import dev.fairlead.Filter;
import dev.fairlead.Inquiry;
import dev.fairlead.LegStanding;
import dev.fairlead.Question;
import dev.fairlead.RankedPassage;
import dev.fairlead.Scope;
import dev.fairlead.Trace;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.fusion.ConvexMinMaxFusion;
import dev.fairlead.retrieval.fusion.Fused;
import dev.fairlead.retrieval.fusion.Fusion;
import dev.fairlead.retrieval.fusion.ReciprocalRankFusion;
import dev.fairlead.retrieval.fusion.TheoreticalMinMaxFusion;
import dev.fairlead.retrieval.ingestion.Documents;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ExplanationTest {
    private static final String SENTENCES =
            "The berth of the %s is insured against storm damage by the tenant named here. "
                    + "The rent of the %s is due on the first day of every month. "
                    + "The deposit for the %s is held by the owner until the end. ";

    private final WordEncoder encoder = new WordEncoder();
    private final HybridIndex index =
            HybridIndex.builder(encoder).chunking(Chunking.sentences(16, 0)).build();

    @BeforeEach
    void fill() {
        index.add(Documents.of(new RandomCorpus(7)
                .documents(200).stream()
                        .map(document -> document.withAccess(Access.undeclared()))
                        .toList()));
        for (String name : List.of("Borealis", "Acme")) {
            String text = SENTENCES.replace("%s", name.toLowerCase(Locale.ROOT)).repeat(3);
            index.add(Document.of(name, text).withTitle(name + " Lease"));
        }
    }

    @AfterEach
    void close() {
        index.close();
    }

    private static Inquiry ask(String question) {
        return Inquiry.of(Question.of(question), Scope.none(), Deadline.never());
    }

    private static void requireSums(Explanation explanation) {
        for (Explanation.Explained hit : explanation.hits()) {
            double sum = 0;
            for (Fused.Contribution contribution : hit.contributions()) {
                sum += contribution.weight() * contribution.normalised();
            }
            assertEquals(hit.passage().score(), sum + hit.adjustment(), 1e-12);
        }
    }

    @Test
    void an_explanation_accounts_for_the_very_evidence_that_is_retrieved() {
        for (Fusion fusion :
                List.of(new ConvexMinMaxFusion(0.3), new TheoreticalMinMaxFusion(0.5), new ReciprocalRankFusion())) {
            HybridRetriever retriever =
                    HybridRetriever.builder(index, encoder).fusion(fusion).k(20).build();
            for (String question : List.of("royalty audit", "Who insures the berth?", "agreement", "nothing known")) {
                Evidence evidence = retriever.retrieve(ask(question));
                Explanation explanation = retriever.explain(ask(question));
                List<RankedPassage> explained = explanation.hits().stream()
                        .map(Explanation.Explained::passage)
                        .toList();
                assertEquals(evidence.passages(), explained, question);
                assertEquals(evidence, explanation.evidence());
                requireSums(explanation);
                explanation.hits().forEach(hit -> {
                    assertEquals(2, hit.contributions().size());
                    assertEquals(0, hit.adjustment(), "nothing came after the fusion");
                });
            }
        }
    }

    @Test
    void normalised_scores_and_weights_are_those_of_the_fusion() {
        Explanation explanation = HybridRetriever.builder(index, encoder)
                .fusion(new ConvexMinMaxFusion(0.3))
                .build()
                .explain(ask("Who insures the berth against storm damage?"));
        for (Explanation.Explained hit : explanation.hits()) {
            List<Fused.Contribution> contributions = hit.contributions();
            assertEquals(
                    List.of("lexical", "dense"),
                    contributions.stream().map(Fused.Contribution::leg).toList());
            assertEquals(0.7, contributions.getFirst().weight(), 1e-12);
            assertEquals(0.3, contributions.getLast().weight(), 1e-12);
            for (int i = 0; i < 2; i++) {
                LegStanding standing = hit.passage().standings().get(i);
                boolean first = standing.rank().isPresent() && standing.rank().getAsInt() == 1;
                double normalised = contributions.get(i).normalised();
                assertTrue(normalised >= 0 && normalised <= 1);
                assertTrue(!first || normalised == 1, "the best of a leg is its 1");
            }
        }
    }

    @Test
    void a_question_that_names_its_document_is_explained_by_the_search_inside_it() {
        Explanation explanation = index.retriever().explain(ask("When is the rent due in the Borealis lease?"));
        List<Trace.Step> named = explanation.decisions().stream()
                .filter(step -> step.name().equals("name"))
                .toList();
        assertEquals(List.of("Borealis"), named.getFirst().details().get("documents"));
        assertEquals(true, named.getFirst().details().get("kept"));
        requireSums(explanation);
        assertEquals(5, explanation.hits().size());
        explanation.hits().forEach(hit -> {
            assertEquals("Borealis", hit.passage().passage().locator().documentId());
            assertEquals(0, hit.adjustment());
        });
    }

    @Test
    void scope_and_filter_are_shown_as_they_were_given() {
        Filter filter = Filter.equalTo("kind", "a");
        Scope scope = Scope.of("t", "ann");
        Inquiry inquiry = Inquiry.of(Question.of("royalty").withFilter(filter), scope, Deadline.never());
        Explanation explanation = index.retriever().explain(inquiry);
        assertEquals(scope, explanation.scope());
        assertEquals(filter, explanation.filter());
        assertEquals("royalty", explanation.question());
        assertTrue(explanation.toString().contains("Scope[tenant=t, principals=[ann]]"));
        assertTrue(explanation.toString().contains("key=kind, values=[a]"));
    }

    @Test
    void the_readable_form_names_ranks_arithmetic_and_decisions_without_quoting_texts() {
        Explanation explanation = index.retriever(3).explain(ask("Who insures the berth against storm damage?"));
        String text = explanation.toString();
        IntStream.rangeClosed(1, 3).forEach(rank -> assertTrue(text.contains(" " + rank + ". score "), text));
        assertTrue(text.contains("dense    rank 1 "), text);
        assertTrue(text.contains("normalised 1.0000 x weight 0.50 = 0.5000"), text);
        assertTrue(text.contains("  fuse: candidates "), text);
        explanation
                .hits()
                .forEach(hit ->
                        assertFalse(text.contains(hit.passage().passage().text().strip()), text));
    }

    @Test
    void nothing_found_is_explained_as_that() {
        Inquiry inquiry = Inquiry.of(
                Question.of("royalty").withFilter(Filter.equalTo("kind", "unheard of")),
                Scope.none(),
                Deadline.never());
        Explanation explanation = index.retriever().explain(inquiry);
        assertEquals(List.of(), explanation.hits());
        assertEquals(0, explanation.evidence().confidence());
    }

    @Test
    void only_the_steps_of_this_explanation_are_among_its_decisions() {
        Inquiry inquiry = ask("royalty");
        inquiry.record("before", System.nanoTime(), Map.of());
        List<String> steps = index.retriever().explain(inquiry).decisions().stream()
                .map(Trace.Step::name)
                .toList();
        assertFalse(steps.contains("before"), steps::toString);
        assertTrue(steps.containsAll(List.of("lexical", "encode", "dense", "fuse", "load")), steps::toString);
    }

    @Test
    void what_a_question_excludes_shows_as_what_later_steps_took_off() {
        Explanation explanation =
                index.retriever(20).explain(ask("What holds about royalty, but not about insurance?"));
        assertTrue(explanation.decisions().stream().anyMatch(step -> step.name().equals("exclude")));
        requireSums(explanation);
        explanation.hits().forEach(hit -> assertTrue(hit.adjustment() <= 0, () -> hit.toString()));
        assertTrue(explanation.hits().stream().anyMatch(hit -> hit.adjustment() < 0));
    }

    @Test
    void a_rerankers_part_is_its_standing_and_what_it_added() {
        Explanation explanation = HybridRetriever.builder(index, encoder)
                .reranking(Reranking.by((question, passages, deadline) ->
                        IntStream.range(0, passages.size()).asDoubleStream().toArray()))
                .build()
                .explain(ask("royalty and audit"));
        requireSums(explanation);
        explanation.hits().forEach(hit -> {
            assertEquals(2, hit.contributions().size());
            assertEquals(Reranking.RERANK, hit.passage().standings().getLast().leg());
        });
        assertTrue(explanation.hits().stream().anyMatch(hit -> hit.adjustment() != 0));
        assertTrue(explanation.toString().contains("later steps"), explanation::toString);
    }
}
