package dev.fairlead.retrieval;

import static dev.fairlead.retrieval.HybridRetriever.DENSE;
import static dev.fairlead.retrieval.HybridRetriever.DEPTH;
import static dev.fairlead.retrieval.HybridRetriever.LEXICAL;

import dev.fairlead.Inquiry;
import dev.fairlead.LegStanding;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Leg;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.fusion.Fusion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Both legs to a constant depth over one view of an index, each hit that one leg missed scored there exactly, both scores
 * fused. Thread-safe.
 *
 * @param encoder turns the question into a vector
 * @param fusion joins the legs
 */
record HybridSearch(TextEncoder encoder, Fusion fusion) {
    /**
     * A passage found.
     *
     * @param candidate where it stood in each leg
     * @param score the fused score
     */
    record Ranked(Fusion.Candidate candidate, double score) {
        /** Falling score, ties by passage id. */
        static final Comparator<Ranked> ORDER = Comparator.comparingDouble(Ranked::score)
                .reversed()
                .thenComparing(ranked -> ranked.candidate().hit().passageId());
    }

    /** Everything either leg found for what is asked, what it excludes held against it; best first. */
    List<Ranked> search(Asked asked, IndexSnapshot snapshot, Within within) {
        List<Ranked> found = search(asked.positive(), snapshot, within);
        return asked.excluded()
                .map(excluded -> new ExcludedPart(encoder, fusion).without(found, excluded, snapshot, within))
                .orElse(found);
    }

    /** Everything either leg found, best first. */
    List<Ranked> search(Inquiry inquiry, IndexSnapshot snapshot, Within within) {
        Ranking lexical = lexical(inquiry, snapshot, within);
        Ranking dense = dense(inquiry, snapshot, within);
        return fuse(inquiry, lexical, dense);
    }

    /** A leg with its own best hits. */
    private record Ranking(Leg leg, List<Hit> hits) {}

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

    private List<Ranked> fuse(Inquiry inquiry, Ranking lexical, Ranking dense) {
        inquiry.deadline().check("fuse");
        long start = System.nanoTime();
        List<Fusion.Candidate> candidates = candidates(lexical, dense);
        double[] scores = fusion.scores(candidates);
        List<Ranked> fused = IntStream.range(0, scores.length)
                .mapToObj(i -> new Ranked(candidates.get(i), scores[i]))
                .sorted(Ranked.ORDER)
                .toList();
        int both = lexical.hits().size() + dense.hits().size() - candidates.size();
        inquiry.record("fuse", start, details("candidates", candidates.size(), "inBothLegs", both));
        return fused;
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
}
