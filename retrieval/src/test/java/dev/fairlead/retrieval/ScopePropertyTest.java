package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Answer;
import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Evidence;
import dev.fairlead.Fairlead;
import dev.fairlead.FairleadListener;
import dev.fairlead.Inquiry;
import dev.fairlead.Passage;
import dev.fairlead.Question;
import dev.fairlead.RankedPassage;
import dev.fairlead.Reranker;
import dev.fairlead.Scope;
import dev.fairlead.TextEncoder;
import dev.fairlead.Trace;
import dev.fairlead.context.ContextBudget;
import dev.fairlead.retrieval.chunking.Chunker;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.PassageIndex;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.retrieval.ingestion.IngestSettings;
import dev.fairlead.retrieval.ingestion.Ingestion;
import dev.fairlead.retrieval.memory.MemoryEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random questions of random scopes over random tenants' documents, some of them exact copies of each other's, while
 * access changes and documents come and go: nothing anybody is shown, in passages, answers, explanations or traces, comes
 * from a document outside the scope, or counts one. 2,000 questions, 100,000 with {@code -Dfairlead.soak=true}.
 */
final class ScopePropertyTest {
    private static final int WORLDS = Boolean.getBoolean("fairlead.soak") ? 100 : 2;
    private static final int QUESTIONS_PER_WORLD = 1_000;
    private static final int K = 10;

    /** A machine under load must not end a question here. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Passages found, whole documents where they are asked for, or all there is. */
    private static final List<ContextBudget> BUDGETS = List.of(
            ContextBudget.documentsOnly(),
            ContextBudget.documentsOnly().forcing(Evidence.Kind.WHOLE_DOCUMENTS),
            ContextBudget.ofTokens(5_000));

    /** What a document gives itself away by. */
    private static final Pattern NUMBER = Pattern.compile("(?:doc|zq)(\\d{3})", Pattern.CASE_INSENSITIVE);

    private static final Chunking CHUNKING = Chunking.sentences(32, 8);
    private static final IngestSettings SETTINGS = settings(new WordEncoder());

    private final WordEncoder encoder = new WordEncoder();

    private static IngestSettings settings(WordEncoder encoder) {
        return new IngestSettings(
                encoder, new Chunker(CHUNKING, encoder), Optional.empty(), new FairleadListener() {}, 1);
    }

    @Test
    void no_question_is_shown_anything_of_a_document_outside_its_scope() {
        Map<Evidence.Kind, Integer> kinds = new EnumMap<>(Evidence.Kind.class);
        for (long seed = 0; seed < WORLDS; seed++) {
            boolean requireScope = seed % 2 == 0;
            ScopeWorld world = new ScopeWorld(seed);
            try (HybridIndex index = HybridIndex.builder(encoder)
                            .chunking(CHUNKING)
                            .requireScope(requireScope)
                            .ingestThreads(1)
                            .build();
                    Fairlead fairlead = Fairlead.builder(index.retriever())
                            .timeLimit(PATIENCE)
                            .build()) {
                index.add(Documents.of(List.copyOf(world.present())));
                Observed observed = new Observed(index, fairlead, requireScope, world, kinds);
                for (int i = 0; i < QUESTIONS_PER_WORLD; i++) {
                    change(index, world);
                    Question question = world.question();
                    Scope scope = world.scope();
                    observed.ask(question, scope, "seed " + seed + ", question " + i + ": " + question + ", " + scope);
                }
            }
        }
        assertEquals(EnumSet.allOf(Evidence.Kind.class), kinds.keySet(), "every kind of evidence was given");
    }

    private static HybridRetriever retriever(PassageIndex index, ContextBudget budget, Reranker reranker) {
        return HybridRetriever.builder(index, new WordEncoder())
                .k(K)
                .budget(budget)
                .reranking(Reranking.by(reranker))
                .build();
    }

    /** Orders by length, and keeps what it was shown: a reranker may be a service of somebody else's. */
    private static final class Watching implements Reranker {
        private final List<Passage> seen = new ArrayList<>();

        @Override
        public String name() {
            return "length";
        }

        @Override
        public double[] scores(String question, List<Passage> passages, Deadline deadline) {
            seen.addAll(passages);
            return passages.stream()
                    .mapToDouble(passage -> passage.text().length())
                    .toArray();
        }
    }

    /** Now and then a list changes, a document goes, or one comes back as it was. */
    private void change(HybridIndex index, ScopeWorld world) {
        Document document = world.any();
        String id = document.id();
        if (world.chance(10)) {
            Access access = world.access();
            int encoded = encoder.encoded();
            assertEquals(world.holds(id), index.setAccess(id, access));
            assertEquals(encoded, encoder.encoded(), "changing access encodes nothing");
            world.setAccess(id, access);
        } else if (world.chance(40)) {
            assertEquals(world.holds(id), index.delete(id));
            world.remove(id);
        } else if (world.chance(40)) {
            // Undeclared, it would keep the access it has.
            Document declared = document.access().isUndeclared() ? document.withAccess(Access.tenant("a")) : document;
            assertEquals(List.of(), index.add(declared).failed());
            world.put(declared);
        }
    }

    /** Everything a caller can get out of an index, against what its scope shows by definition. */
    private record Observed(
            HybridIndex index,
            Fairlead fairlead,
            boolean requireScope,
            ScopeWorld world,
            Map<Evidence.Kind, Integer> kinds) {
        void ask(Question question, Scope scope, String message) {
            Within within = new Within(scope, question.filter());
            Set<String> visible = ids(world.visible(within, requireScope));
            Set<String> asked = numbers(question.text());
            Inquiry inquiry = Inquiry.of(question, scope, Deadline.never());
            Watching reranker = new Watching();
            HybridRetriever retriever = retriever(index, world.pick(BUDGETS), reranker);
            Evidence evidence = retriever.retrieve(inquiry);
            kinds.merge(evidence.kind(), 1, Integer::sum);
            requireOnly(visible, Set.of(), evidence, message);
            requireOnly(visible, Set.of(), reranker.seen, message);
            requireCounts(visible, within, inquiry.steps(), message);
            if (world.chance(4)) {
                Explanation explanation = retriever.explain(Inquiry.of(question, scope, Deadline.never()));
                assertEquals(evidence, explanation.evidence(), message);
                requireOnly(visible, asked, explanation, message);
                requireOnly(visible, Set.of(), explanation.decisions(), message);
                requireOnly(visible, Set.of(), inquiry.steps(), message);
            }
            if (world.chance(8)) {
                requireReads(visible, within, evidence, message);
            }
            if (world.chance(25)) {
                requireSameCountsWithoutTheOthers(question, scope, message);
            }
            if (world.chance(8)) {
                Answer answer = fairlead.within(scope).ask(question);
                requireOnly(visible, asked, answer, message);
                requireOnly(visible, Set.of(), answer.trace(), message);
            }
        }

        private static Set<String> ids(List<Document> documents) {
            return documents.stream().map(Document::id).collect(Collectors.toCollection(TreeSet::new));
        }

        private static Set<String> numbers(String text) {
            Set<String> numbers = new TreeSet<>();
            Matcher matcher = NUMBER.matcher(text);
            while (matcher.find()) {
                numbers.add("doc" + matcher.group(1));
            }
            return numbers;
        }

        /** No output may hold the number of a document that is neither visible nor in what the caller wrote. */
        private static void requireOnly(Set<String> visible, Set<String> asked, Object output, String message) {
            Set<String> strangers = numbers(output.toString());
            strangers.removeAll(visible);
            strangers.removeAll(asked);
            assertEquals(Set.of(), strangers, message);
        }

        /** What is counted is visible: a leg's hits are no more than the passages the constraint shows. */
        private void requireCounts(Set<String> visible, Within within, List<Trace.Step> steps, String message) {
            try (IndexSnapshot snapshot = index.snapshot()) {
                long size = snapshot.size(within);
                assertTrue(visible.isEmpty() == (size == 0), message);
                for (Trace.Step step : steps) {
                    for (String count : List.of("hits", "candidates", "inBothLegs", "passages")) {
                        Object value = step.details().getOrDefault(count, 0);
                        assertTrue(value instanceof Number number && number.longValue() <= size, message + step);
                    }
                }
            }
        }

        /** Counts and sizes are those of an index that never held anything else than what the scope may see. */
        private void requireSameCountsWithoutTheOthers(Question question, Scope scope, String message) {
            try (MemoryEngine alone = new MemoryEngine(new WordEncoder().dimension(), requireScope)) {
                for (Document document : world.visible(Within.scope(scope), requireScope)) {
                    Documents one = Documents.of(document);
                    assertEquals(
                            List.of(), new Ingestion(alone, SETTINGS).run(one).failed());
                }
                ContextBudget budget = ContextBudget.ofTokens(5_000);
                assertEquals(counts(alone, budget, question, scope), counts(index, budget, question, scope), message);
            }
        }

        /** What is measured before any score decides anything: the plan's sizes, and how much the first search found. */
        private static Map<String, Object> counts(
                PassageIndex searched, ContextBudget budget, Question question, Scope scope) {
            Inquiry inquiry = Inquiry.of(question, scope, Deadline.never());
            retriever(searched, budget, new Watching()).retrieve(inquiry);
            Map<String, Object> counts = new TreeMap<>();
            for (Trace.Step step : inquiry.steps()) {
                if (step.name().equals("plan")) {
                    counts.putIfAbsent(step.name(), step.details());
                } else if (step.details().containsKey("hits")) {
                    counts.putIfAbsent(step.name(), step.details().get("hits"));
                }
            }
            return counts;
        }

        /** The reads below a retriever, with ids of strangers offered to those that take ids. */
        private void requireReads(Set<String> visible, Within within, Evidence evidence, String message) {
            try (IndexSnapshot snapshot = index.snapshot()) {
                requireOnly(visible, Set.of(), snapshot.listing(within, "", 10_000), message);
                requireOnly(
                        visible,
                        Set.of(),
                        snapshot.named(List.of("charter", "zq001", "zq003", "zq005"), within, 100),
                        message);
                for (int i = 0; i < 5; i++) {
                    String id = world.any().id();
                    boolean shown =
                            !snapshot.neighbours(id + "#00001", 1, 1, within).isEmpty();
                    assertEquals(visible.contains(id), shown, message);
                    Optional<Document> stored = index.document(id, within.scope());
                    boolean admitted = ids(world.visible(Within.scope(within.scope()), requireScope))
                            .contains(id);
                    assertEquals(admitted, stored.isPresent(), message);
                }
                for (RankedPassage ranked : evidence.passages()) {
                    requireOnly(
                            visible,
                            Set.of(),
                            snapshot.neighbours(ranked.passage().id(), 3, 3, within),
                            message);
                }
                requireCompleted(snapshot, within, visible, message);
            }
        }

        /** A leg completes what another leg found under the same constraint. */
        private static void requireCompleted(
                IndexSnapshot snapshot, Within within, Set<String> visible, String message) {
            WordEncoder words = new WordEncoder();
            float[] vector = words.encode("royalty", TextEncoder.Kind.QUERY, Deadline.never())
                    .vector();
            List<Hit> hits = snapshot.nearest(vector, within).top(1_000);
            requireOnly(visible, Set.of(), snapshot.passages(hits), message);
            assertEquals(hits.size(), snapshot.lexical("royalty", within).scores(hits).length, message);
        }
    }
}
