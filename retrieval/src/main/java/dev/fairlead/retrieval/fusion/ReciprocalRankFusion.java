package dev.fairlead.retrieval.fusion;

import dev.fairlead.LegStanding;
import java.util.List;

/**
 * Fuses two legs by their ranks alone: the sum of {@code 1 / (k + rank)} over the legs that found a passage. Cormack, Clarke,
 * Büttcher, SIGIR 2009, https://doi.org/10.1145/1571941.1572114. O(n) for n candidates. Stateless.
 *
 * <p>A leg that did not find a passage adds nothing for it, whatever its completed score. Passages of equal ranks in
 * exchanged legs get equal scores; the caller breaks ties by passage id.
 *
 * @param k how little the first ranks stand out, in [1, 1000]; 60 in the paper
 */
public record ReciprocalRankFusion(int k) implements Fusion {
    /** The paper's. */
    public static final int DEFAULT_K = 60;

    private static final int MAX_K = 1_000;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if {@code k} is out of range
     */
    public ReciprocalRankFusion {
        if (k < 1 || k > MAX_K) {
            throw new IllegalArgumentException("k must be in [1, " + MAX_K + "], was " + k);
        }
    }

    /** Fuses with the paper's {@code k}. */
    public ReciprocalRankFusion() {
        this(DEFAULT_K);
    }

    @Override
    public List<Fused> explain(List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> new Fused(List.of(share(candidate.lexical()), share(candidate.dense()))))
                .toList();
    }

    private Fused.Contribution share(LegStanding standing) {
        double reciprocal =
                standing.rank().isPresent() ? 1.0 / (k + standing.rank().getAsInt()) : 0;
        return new Fused.Contribution(standing.leg(), reciprocal, 1);
    }
}
