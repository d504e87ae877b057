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
import dev.fairlead.text.Terms;
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
     * @param words what share of the weight of the question's content words it reaches, in [0, 1]
     */
    record Ranked(Fusion.Candidate candidate, double score, double words) {
        static Ranked of(Fusion.Candidate candidate, double score, double ceiling) {
            return new Ranked(candidate, score, Math.min(1, candidate.lexical().score() / ceiling));
        }

        /** The same with something added to its score. */
        Ranked plus(double more) {
            return new Ranked(candidate, score + more, words);
        }

        /** Falling score, ties by passage id. */
        static final Comparator<Ranked> ORDER = Comparator.comparingDouble(Ranked::score)
                .reversed()
                .thenComparing(ranked -> ranked.candidate().hit().passageId());
    }

    /** Everything found for one thing asked, best first. */
    List<Ranked> search(Asked.Part part, IndexSnapshot snapshot, Within within) {
        Inquiry inquiry = part.inquiry();
        Ranking lexical = lexical(inquiry, snapshot, within);
        Ranking dense = dense(inquiry, snapshot, within);
        double ceiling = ceiling(inquiry.question().text(), snapshot, within);
        if (part.exact().isEmpty()) {
            return fuse(inquiry, lexical, dense, List.of(), ceiling);
        }
        Ranking exact = exact(part, snapshot, within);
        return raised(fuse(inquiry, lexical, dense, exact.hits(), ceiling), exact.leg());
    }

    /** A leg with its own best hits. */
    private record Ranking(Leg leg, List<Hit> hits) {}

    /** The ceiling of a question's content words: "how" and "does" are rare in documents, and say nothing. */
    static double ceiling(String question, IndexSnapshot snapshot, Within within) {
        String content = Terms.content(question);
        return snapshot.lexical(content.isEmpty() ? question : content, within).ceiling();
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

    private static Ranking exact(Asked.Part part, IndexSnapshot snapshot, Within within) {
        Inquiry inquiry = part.inquiry();
        inquiry.deadline().check("exact");
        long start = System.nanoTime();
        Leg leg = snapshot.exact(part.exact(), within);
        List<Hit> hits = leg.top(DEPTH);
        inquiry.record("exact", start, details("hits", hits.size()));
        return new Ranking(leg, hits);
    }

    /** Each exact part held adds one, more than any fusion of normalised scores: who holds more of them comes first. */
    private static List<Ranked> raised(List<Ranked> fused, Leg exact) {
        double[] held =
                exact.scores(fused.stream().map(one -> one.candidate().hit()).toList());
        return IntStream.range(0, held.length)
                .mapToObj(i -> fused.get(i).plus(held[i]))
                .sorted(Ranked.ORDER)
                .toList();
    }

    private List<Ranked> fuse(Inquiry inquiry, Ranking lexical, Ranking dense, List<Hit> exact, double ceiling) {
        inquiry.deadline().check("fuse");
        long start = System.nanoTime();
        List<Fusion.Candidate> candidates = candidates(lexical, dense, exact);
        double[] scores = fusion.scores(candidates);
        List<Ranked> fused = IntStream.range(0, scores.length)
                .mapToObj(i -> Ranked.of(candidates.get(i), scores[i], ceiling))
                .sorted(Ranked.ORDER)
                .toList();
        long both = candidates.stream()
                .filter(candidate -> candidate.lexical().rank().isPresent()
                        && candidate.dense().rank().isPresent())
                .count();
        inquiry.record("fuse", start, details("candidates", candidates.size(), "inBothLegs", both));
        return fused;
    }

    /** What either leg found, with the exact score of the other, and what holds exact parts, with both. */
    private static List<Fusion.Candidate> candidates(Ranking lexical, Ranking dense, List<Hit> exact) {
        Map<String, LegStanding> inLexical = standings(LEXICAL, lexical.hits());
        Map<String, LegStanding> inDense = standings(DENSE, dense.hits());
        List<Hit> onlyDense = without(dense.hits(), inLexical);
        List<Hit> onlyLexical = without(lexical.hits(), inDense);
        List<Hit> onlyExact = without(without(exact, inLexical), inDense);
        complete(inLexical, LEXICAL, onlyDense, lexical.leg().scores(onlyDense));
        complete(inDense, DENSE, onlyLexical, dense.leg().scores(onlyLexical));
        complete(inLexical, LEXICAL, onlyExact, lexical.leg().scores(onlyExact));
        complete(inDense, DENSE, onlyExact, dense.leg().scores(onlyExact));
        List<Fusion.Candidate> candidates = new ArrayList<>();
        for (List<Hit> hits : List.of(lexical.hits(), onlyDense, onlyExact)) {
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
