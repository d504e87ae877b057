package dev.fairlead.retrieval.fusion;

import dev.fairlead.LegStanding;
import java.util.List;
import java.util.function.Function;

/**
 * Fuses two legs by a weighted sum of min-max normalised scores: {@code (1 - weight) * lexical + weight * dense}.
 * Bruch, Gai, Ingber, ACM TOIS 2023, https://doi.org/10.1145/3596512. O(n) for n candidates. Stateless.
 *
 * <p>Smallest and largest score of a leg are taken over all candidates, those with completed scores included. A leg that
 * gives all candidates one score orders nothing: it adds its full weight to each where it found any, else nothing. Equal
 * inputs get equal outputs; the caller breaks ties by passage id.
 *
 * @param weight share of the dense leg, in [0, 1]; 0 is the lexical leg alone, 1 the dense one
 */
public record ConvexMinMaxFusion(double weight) implements Fusion {
    /**
     * Share of the dense leg unless said otherwise. Mean nDCG@10 on development rows, beside {@link TheoreticalMinMaxFusion}
     * at .5 and {@link ReciprocalRankFusion} at 60: SciFact train .756, .715, .745 (n = 809), PolicyQA dev .412, .380, .404
     * (n = 2,420); reproduce with {@code quality retrieval --split train --fusions all}.
     */
    public static final double DEFAULT_WEIGHT = 0.5;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if {@code weight} is outside [0, 1]
     */
    public ConvexMinMaxFusion {
        if (!(weight >= 0 && weight <= 1)) {
            throw new IllegalArgumentException("weight must be in [0, 1], was " + weight);
        }
    }

    /** Fuses with the default weight. */
    public ConvexMinMaxFusion() {
        this(DEFAULT_WEIGHT);
    }

    @Override
    public List<Fused> explain(List<Candidate> candidates) {
        Range lexical = Range.of(candidates, Candidate::lexical);
        Range dense = Range.of(candidates, Candidate::dense);
        return candidates.stream()
                .map(candidate -> new Fused(List.of(
                        lexical.contribution(candidate.lexical(), 1 - weight),
                        dense.contribution(candidate.dense(), weight))))
                .toList();
    }

    /** What a leg's scores lie between, and whether it found any candidate itself. */
    private record Range(double min, double max, boolean foundAny) {
        static Range of(List<Candidate> candidates, Function<Candidate, LegStanding> leg) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            boolean foundAny = false;
            for (Candidate candidate : candidates) {
                LegStanding standing = leg.apply(candidate);
                min = Math.min(min, standing.score());
                max = Math.max(max, standing.score());
                foundAny |= standing.rank().isPresent();
            }
            return new Range(min, max, foundAny);
        }

        Fused.Contribution contribution(LegStanding standing, double share) {
            double flat = foundAny ? 1 : 0;
            double normalised = max > min ? (standing.score() - min) / (max - min) : flat;
            return new Fused.Contribution(standing.leg(), normalised, share);
        }
    }
}
