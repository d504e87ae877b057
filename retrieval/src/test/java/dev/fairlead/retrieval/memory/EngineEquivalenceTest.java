package dev.fairlead.retrieval.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Evidence;
import dev.fairlead.FairleadListener;
import dev.fairlead.Filter;
import dev.fairlead.Inquiry;
import dev.fairlead.Metadata;
import dev.fairlead.Question;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.HybridRetriever;
import dev.fairlead.retrieval.RandomCorpus;
import dev.fairlead.retrieval.WordEncoder;
import dev.fairlead.retrieval.chunking.Chunker;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Language;
import dev.fairlead.retrieval.engine.Leg;
import dev.fairlead.retrieval.engine.NamedDocument;
import dev.fairlead.retrieval.engine.PassageStore;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.engine.WriteSettings;
import dev.fairlead.retrieval.exact.ExactParts;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.retrieval.ingestion.IngestSettings;
import dev.fairlead.retrieval.ingestion.Ingestion;
import dev.fairlead.retrieval.lucene.LuceneEngine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Lucene engine and the plain one read alike: same hits, same scores up to rounding, ties by passage id. */
final class EngineEquivalenceTest {
    private static final int ALL = IndexSnapshot.MAX_DEPTH;
    private static final double ROUNDING = 1e-4;
    private static final int DOCUMENTS = 60;
    private static final List<String> WORDS = List.of(
            "payment",
            "notice",
            "lease",
            "cargo",
            "harbour",
            "royalty",
            "audit",
            "breach",
            "agreement",
            "the",
            "zebra");

    private final WordEncoder encoder = new WordEncoder();

    /** Both engines with the same writes behind them. */
    private record Pair(PassageStore lucene, PassageStore memory) implements AutoCloseable {
        List<PassageStore> both() {
            return List.of(lucene, memory);
        }

        @Override
        public void close() {
            both().forEach(PassageStore::close);
        }
    }

    private Pair filled(long seed, boolean requireScope) {
        LuceneEngine.Opening opening = new LuceneEngine.Opening(
                "the index",
                new LuceneEngine.Texts(Language.ENGLISH, encoder.fingerprint(), encoder.dimension()),
                requireScope,
                1 << 20,
                WriteSettings.standard());
        Pair pair = new Pair(
                LuceneEngine.open(Optional.empty(), opening, "equivalence"),
                new MemoryEngine(encoder.dimension(), requireScope));
        List<Document> documents = new RandomCorpus(seed).documents(DOCUMENTS);
        for (PassageStore engine : pair.both()) {
            add(engine, documents.subList(0, 40));
            add(engine, documents.subList(30, DOCUMENTS));
            add(
                    engine,
                    documents.subList(5, 10).stream()
                            .map(document -> document.withMetadata(Metadata.of("kind", "a")))
                            .toList());
            documents.subList(0, 3).forEach(document -> engine.delete(document.id()));
            engine.setAccess(documents.get(20).id(), documents.get(21).access());
            // Until its segments are merged, Lucene counts deleted passages in the statistics of words.
            engine.compact(1);
        }
        return pair;
    }

    private void add(PassageStore engine, List<Document> documents) {
        Chunking chunking = Chunking.sentences(32, 8);
        IngestSettings settings = new IngestSettings(
                encoder, new Chunker(chunking, encoder), Optional.empty(), new FairleadListener() {}, 1);
        assertEquals(
                List.of(),
                new Ingestion(engine, settings).run(Documents.of(documents)).failed());
    }

    private static String question(Random random) {
        return random.ints(1 + random.nextInt(6), 0, WORDS.size())
                .mapToObj(WORDS::get)
                .collect(Collectors.joining(" "));
    }

    private static Within within(RandomCorpus corpus, Random random) {
        Filter filter = random.nextBoolean() ? Filter.all() : corpus.filter(2);
        return new Within(corpus.scope(), filter);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void both_engines_rank_complete_name_list_and_count_alike(long seed) {
        Random random = new Random(seed);
        RandomCorpus corpus = new RandomCorpus(seed);
        try (Pair pair = filled(seed, seed % 2 == 0);
                IndexSnapshot lucene = pair.lucene().snapshot();
                IndexSnapshot memory = pair.memory().snapshot()) {
            for (int round = 0; round < 40; round++) {
                String question = question(random);
                Within within = within(corpus, random);
                String message = "seed " + seed + ", '" + question + "', " + within;
                requireSameLegs(lucene, memory, question, within, message);
                requireSameReads(lucene, memory, within, message);
                requireSameNames(lucene, memory, question + " doc " + random.nextInt(DOCUMENTS), within, message);
            }
        }
    }

    private void requireSameLegs(
            IndexSnapshot lucene, IndexSnapshot memory, String question, Within within, String message) {
        float[] vector = encoder.encode(question, TextEncoder.Kind.QUERY, Deadline.never())
                .vector();
        requireSame(memory.lexical(question, within), lucene.lexical(question, within), message);
        ExactParts parts = new ExactParts(List.of("§1", "§§1"), List.of(question, "notice the lease", "agreement"));
        requireSame(memory.exact(parts, within), lucene.exact(parts, within), message);
        requireSame(memory.nearest(vector, within), lucene.nearest(vector, within), message);
        List<Hit> expected = memory.nearest(vector, within).top(ALL);
        List<Hit> asked = lucene.nearest(vector, within).top(ALL);
        requireSameCompletion(memory.lexical(question, within), expected, lucene.lexical(question, within), asked);
    }

    private static void requireSame(Leg expected, Leg found, String message) {
        assertEquals(expected.ceiling(), found.ceiling(), 1e-9 * expected.ceiling(), message);
        Map<String, Double> scores = scores(expected.top(ALL), expected);
        for (int depth : new int[] {1, 10, ALL}) {
            List<Hit> right = expected.top(depth);
            List<Hit> hits = found.top(depth);
            assertEquals(right.size(), hits.size(), message);
            for (int i = 0; i < hits.size(); i++) {
                double own = scores.getOrDefault(hits.get(i).passageId(), Double.NaN);
                assertEquals(own, hits.get(i).score(), ROUNDING, message);
                // Those of equal score at the cut may differ, their scores may not.
                assertEquals(right.get(i).score(), hits.get(i).score(), ROUNDING, message);
            }
        }
    }

    private static Map<String, Double> scores(List<Hit> hits, Leg leg) {
        double[] completed = leg.scores(hits);
        for (int i = 0; i < completed.length; i++) {
            assertEquals(hits.get(i).score(), completed[i], 0);
        }
        return hits.stream().collect(Collectors.toMap(Hit::passageId, Hit::score));
    }

    private static void requireSameCompletion(Leg expected, List<Hit> right, Leg found, List<Hit> asked) {
        double[] scores = expected.scores(right);
        Map<String, Double> byId = new HashMap<>();
        for (int i = 0; i < scores.length; i++) {
            byId.put(right.get(i).passageId(), scores[i]);
        }
        double[] completed = found.scores(asked);
        for (int i = 0; i < completed.length; i++) {
            assertEquals(byId.get(asked.get(i).passageId()), completed[i], ROUNDING);
        }
    }

    private static void requireSameReads(IndexSnapshot lucene, IndexSnapshot memory, Within within, String message) {
        var listed = memory.listing(within, "", ALL);
        assertEquals(listed, lucene.listing(within, "", ALL), message);
        assertEquals(memory.size(within), lucene.size(within), message);
        for (int i = 0; i < listed.size(); i += 7) {
            String id = listed.get(i).id();
            assertEquals(memory.listing(within, id, 3), lucene.listing(within, id, 3), message);
            assertEquals(memory.neighbours(id, 1, 2, within), lucene.neighbours(id, 1, 2, within), message);
        }
    }

    private static void requireSameNames(
            IndexSnapshot lucene, IndexSnapshot memory, String question, Within within, String message) {
        List<String> words = List.of(question.split(" ", -1));
        List<NamedDocument> expected = memory.named(words, within, ALL);
        assertEquals(expected, lucene.named(words, within, ALL), message);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void a_retriever_gives_the_same_evidence_over_either_engine(long seed) {
        Random random = new Random(seed);
        RandomCorpus corpus = new RandomCorpus(seed);
        try (Pair pair = filled(seed, seed % 2 == 0)) {
            for (int round = 0; round < 40; round++) {
                Within within = within(corpus, random);
                Question question = Question.of(question(random)).withFilter(within.filter());
                Inquiry inquiry = Inquiry.of(question, within.scope(), Deadline.never());
                Evidence expected = retrieve(pair.memory(), inquiry);
                Evidence found = retrieve(pair.lucene(), inquiry);
                String message = "seed " + seed + ", " + question + ", " + within;
                assertEquals(expected.confidence(), found.confidence(), ROUNDING, message);
                assertEquals(expected.passages().size(), found.passages().size(), message);
                for (int i = 0; i < found.passages().size(); i++) {
                    double score = found.passages().get(i).score();
                    assertEquals(expected.passages().get(i).score(), score, ROUNDING, message);
                    String id = found.passages().get(i).passage().id();
                    assertTrue(
                            expected.passages().stream()
                                    .anyMatch(one -> Math.abs(one.score() - score) < ROUNDING
                                            && one.passage().id().equals(id)),
                            message);
                }
            }
        }
    }

    /**
     * Everything either leg finds, so that no tie at a cut makes a difference; and no second look, whose words come from the
     * first passages, in which passages that differ by rounding may stand in either order.
     */
    private Evidence retrieve(PassageStore engine, Inquiry inquiry) {
        return HybridRetriever.builder(engine, encoder)
                .k(HybridRetriever.DEPTH)
                .secondLook(false)
                .build()
                .retrieve(inquiry);
    }
}
