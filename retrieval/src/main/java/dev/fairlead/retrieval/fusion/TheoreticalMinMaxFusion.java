package dev.fairlead.retrieval.fusion;

import dev.fairlead.LegStanding;
import java.util.List;
import java.util.function.Function;

/**
 * Fuses two legs as {@link ConvexMinMaxFusion} does, but from the smallest score a leg could give, 0 by words and -1 by
 * cosine, instead of the smallest it gave: then a score does not depend on how bad the last hit was. Bruch, Gai, Ingber, ACM
 * TOIS 2023, section 3.2, https://doi.org/10.1145/3596512. O(n) for n candidates. Stateless.
 *
 * <p>A leg whose best score is the smallest possible adds nothing. Equal inputs get equal outputs; the caller breaks ties by
 * passage id.
 *
 * @param weight share of the dense leg, in [0, 1]; 0 is the lexical leg alone, 1 the dense one
 */
public record TheoreticalMinMaxFusion(double weight) implements Fusion {
    private static final double LEAST_BM25 = 0;
    private static final double LEAST_COSINE = -1;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if {@code weight} is outside [0, 1]
     */
    public TheoreticalMinMaxFusion {
        if (!(weight >= 0 && weight <= 1)) {
            throw new IllegalArgumentException("weight must be in [0, 1], was " + weight);
        }
    }

    @Override
    public List<Fused> explain(List<Candidate> candidates) {
        double mostLexical = most(candidates, Candidate::lexical, LEAST_BM25);
        double mostDense = most(candidates, Candidate::dense, LEAST_COSINE);
        return candidates.stream()
                .map(candidate -> new Fused(List.of(
                        contribution(candidate.lexical(), LEAST_BM25, mostLexical, 1 - weight),
                        contribution(candidate.dense(), LEAST_COSINE, mostDense, weight))))
                .toList();
    }

    private static double most(List<Candidate> candidates, Function<Candidate, LegStanding> leg, double least) {
        return candidates.stream()
                .mapToDouble(candidate -> leg.apply(candidate).score())
                .max()
                .orElse(least);
    }

    private static Fused.Contribution contribution(LegStanding standing, double least, double most, double share) {
        double normalised = most > least ? (standing.score() - least) / (most - least) : 0;
        return new Fused.Contribution(standing.leg(), normalised, share);
    }
}
