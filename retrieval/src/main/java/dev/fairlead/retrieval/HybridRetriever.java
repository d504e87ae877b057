package dev.fairlead.retrieval;

import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.LegStanding;
import dev.fairlead.Passage;
import dev.fairlead.Question;
import dev.fairlead.RankedPassage;
import dev.fairlead.Retriever;
import dev.fairlead.TextEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Retrieves by words and by meaning: both legs to a constant depth, each hit that one leg missed scored there exactly,
 * both scores fused. Because the depth is constant, five passages are the first five of ten. Thread-safe.
 */
public final class HybridRetriever implements Retriever {
    /** How deep each leg is searched. */
    public static final int DEPTH = 100;

    /** How many passages are returned unless said otherwise; reproduce with {@code quality spans}. */
    public static final int DEFAULT_K = 5;

    /**
     * How much surer all documents together must be than the ones a question names to be preferred to them. Of .3, .5 and 1 on
     * 800 questions, .5 failed least; reproduce with {@code quality across}.
     */
    private static final double DOUBT = 0.5;

    /** Name of the leg by words. */
    public static final String LEXICAL = "lexical";

    /** Name of the leg by meaning. */
    public static final String DENSE = "dense";

    private final PassageIndex index;
    private final TextEncoder encoder;
    private final int k;
    private final Fusion fusion;
    private final boolean namedDocuments;

    private HybridRetriever(Builder builder) {
        this.index = builder.index;
        this.encoder = builder.encoder;
        this.k = builder.k;
        this.fusion = builder.fusion;
        this.namedDocuments = builder.namedDocuments;
    }

    /**
     * A retriever over any index.
     *
     * @param index where to search
     * @param encoder the encoder the index was made with
     * @return a builder
     */
    public static Builder builder(PassageIndex index, TextEncoder encoder) {
        return new Builder(index, encoder);
    }

    @Override
    public Optional<TextEncoder> encoder() {
        return Optional.of(encoder);
    }

    @Override
    public Evidence retrieve(Inquiry inquiry) {
        Within within = new Within(inquiry.scope(), inquiry.question().filter());
        try (IndexSnapshot snapshot = index.snapshot()) {
            Evidence everywhere = search(inquiry, snapshot, within);
            return namedDocuments ? named(inquiry, snapshot, within, everywhere) : everywhere;
        }
    }

    /** The documents the question names, searched alone for what it asks of them; where doubt remains, what was found. */
    private Evidence named(Inquiry inquiry, IndexSnapshot snapshot, Within within, Evidence everywhere) {
        long start = System.nanoTime();
        Question question = inquiry.question();
        Optional<NamedSearch> named = NamedSearch.of(question.text(), snapshot, within);
        if (named.isEmpty()) {
            return everywhere;
        }
        Set<String> documents = named.get().documents();
        Question rest = new Question(named.get().question(), question.turns(), question.filter());
        Evidence inside = search(inquiry.about(rest), snapshot, within.documents(documents));
        boolean kept = inside.confidence() >= everywhere.confidence() - DOUBT;
        inquiry.record("name", start, details("documents", List.copyOf(documents), "kept", kept));
        return kept ? inside : everywhere;
    }

    private Evidence search(Inquiry inquiry, IndexSnapshot snapshot, Within within) {
        Ranking lexical = lexical(inquiry, snapshot, within);
        Ranking dense = dense(inquiry, snapshot, within);
        return load(inquiry, snapshot, fuse(inquiry, lexical, dense));
    }

    /** A leg with its own best hits. */
    private record Ranking(Leg leg, List<Hit> hits) {}

    private record Fused(Fusion.Candidate candidate, double score) {
        static final Comparator<Fused> ORDER = Comparator.comparingDouble(Fused::score)
                .reversed()
                .thenComparing(fused -> fused.candidate().hit().passageId());
    }

    private static Ranking lexical(Inquiry inquiry, IndexSnapshot snapshot, Within within) {
        inquiry.deadline().check(LEXICAL);
        long start = System.nanoTime();
        Leg leg = snapshot.lexical(inquiry.question().text(), within);
        List<Hit> hits = leg.top(DEPTH);
        inquiry.record(LEXICAL, start, details("hits", hits.size(), "wordsDropped", leg.dropped()));
        return new Ranking(leg, hits);
    }

    private Ranking dense(Inquiry inquiry, IndexSnapshot snapshot, Within within) {
        float[] vector = inquiry.encode(encoder).vector();
        inquiry.deadline().check(DENSE);
        long start = System.nanoTime();
        Leg leg = snapshot.nearest(vector, within);
        List<Hit> hits = leg.top(DEPTH);
        inquiry.record(DENSE, start, details("hits", hits.size()));
        return new Ranking(leg, hits);
    }

    private List<Fused> fuse(Inquiry inquiry, Ranking lexical, Ranking dense) {
        inquiry.deadline().check("fuse");
        long start = System.nanoTime();
        List<Fusion.Candidate> candidates = candidates(lexical, dense);
        double[] scores = fusion.scores(candidates);
        List<Fused> fused = IntStream.range(0, scores.length)
                .mapToObj(i -> new Fused(candidates.get(i), scores[i]))
                .sorted(Fused.ORDER)
                .limit(k)
                .toList();
        int both = lexical.hits().size() + dense.hits().size() - candidates.size();
        inquiry.record("fuse", start, details("candidates", candidates.size(), "inBothLegs", both));
        return fused;
    }

    private static Evidence load(Inquiry inquiry, IndexSnapshot snapshot, List<Fused> best) {
        inquiry.deadline().check("load");
        long start = System.nanoTime();
        List<Passage> passages = snapshot.passages(
                best.stream().map(fused -> fused.candidate().hit()).toList());
        List<RankedPassage> ranked = new ArrayList<>(passages.size());
        for (int i = 0; i < passages.size(); i++) {
            Fused fused = best.get(i);
            List<LegStanding> standings =
                    List.of(fused.candidate().lexical(), fused.candidate().dense());
            ranked.add(new RankedPassage(passages.get(i), i + 1, fused.score(), standings));
        }
        double confidence = Confidence.of(inquiry.question().text(), ranked);
        inquiry.record("load", start, details("passages", ranked.size(), "confidence", confidence));
        return new Evidence(Evidence.Kind.RETRIEVED, ranked, confidence, "hybrid search, each leg to depth " + DEPTH);
    }

    /** What either leg found, with the exact score of the other. */
    private static List<Fusion.Candidate> candidates(Ranking lexical, Ranking dense) {
        Map<String, LegStanding> inLexical = standings(LEXICAL, lexical.hits());
        Map<String, LegStanding> inDense = standings(DENSE, dense.hits());
        List<Hit> onlyDense = without(dense.hits(), inLexical);
        List<Hit> onlyLexical = without(lexical.hits(), inDense);
        complete(inLexical, LEXICAL, onlyDense, lexical.leg().scores(onlyDense));
        complete(inDense, DENSE, onlyLexical, dense.leg().scores(onlyLexical));
        List<Fusion.Candidate> candidates = new ArrayList<>();
        for (List<Hit> hits : List.of(lexical.hits(), onlyDense)) {
            for (Hit hit : hits) {
                candidates.add(new Fusion.Candidate(hit, standing(inLexical, hit), standing(inDense, hit)));
            }
        }
        return candidates;
    }

    private static LegStanding standing(Map<String, LegStanding> standings, Hit hit) {
        return Objects.requireNonNull(standings.get(hit.passageId()), hit::passageId);
    }

    private static Map<String, LegStanding> standings(String leg, List<Hit> hits) {
        Map<String, LegStanding> standings = new HashMap<>();
        for (int i = 0; i < hits.size(); i++) {
            standings.put(
                    hits.get(i).passageId(),
                    new LegStanding(leg, OptionalInt.of(i + 1), hits.get(i).score()));
        }
        return standings;
    }

    private static List<Hit> without(List<Hit> hits, Map<String, LegStanding> known) {
        return hits.stream().filter(hit -> !known.containsKey(hit.passageId())).toList();
    }

    private static void complete(Map<String, LegStanding> standings, String leg, List<Hit> hits, double[] scores) {
        for (int i = 0; i < scores.length; i++) {
            standings.put(hits.get(i).passageId(), new LegStanding(leg, OptionalInt.empty(), scores[i]));
        }
    }

    private static Map<String, Object> details(String name, Object value) {
        return Map.of(name, value);
    }

    private static Map<String, Object> details(String name, Object value, String name2, Object value2) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put(name, value);
        details.put(name2, value2);
        return details;
    }

    /** Settings of a {@link HybridRetriever}. Not thread-safe. */
    public static final class Builder {
        private final PassageIndex index;
        private final TextEncoder encoder;
        private int k = DEFAULT_K;
        private Fusion fusion = new ConvexMinMaxFusion();
        private boolean namedDocuments = true;

        private Builder(PassageIndex index, TextEncoder encoder) {
            this.index = Objects.requireNonNull(index, "index");
            this.encoder = Objects.requireNonNull(encoder, "encoder");
        }

        /**
         * How many passages to return.
         *
         * @param passages in [1, {@value HybridRetriever#DEPTH}]; {@value HybridRetriever#DEFAULT_K} unless said otherwise
         * @return this
         * @throws IllegalArgumentException if {@code passages} is out of range
         */
        public Builder k(int passages) {
            if (passages < 1 || passages > DEPTH) {
                throw new IllegalArgumentException("k must be in [1, " + DEPTH + "], was " + passages);
            }
            this.k = passages;
            return this;
        }

        /**
         * How the legs are joined.
         *
         * @param newFusion {@link ConvexMinMaxFusion} at its default weight unless said otherwise
         * @return this
         */
        public Builder fusion(Fusion newFusion) {
            this.fusion = Objects.requireNonNull(newFusion, "newFusion");
            return this;
        }

        /**
         * Whether a question that names its document, by title or party, is answered from that document alone.
         *
         * @param resolve true unless said otherwise
         * @return this
         */
        public Builder namedDocuments(boolean resolve) {
            this.namedDocuments = resolve;
            return this;
        }

        /**
         * Makes the retriever.
         *
         * @return the retriever
         */
        public HybridRetriever build() {
            return new HybridRetriever(this);
        }
    }
}
