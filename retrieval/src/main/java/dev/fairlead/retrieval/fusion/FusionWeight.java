package dev.fairlead.retrieval.fusion;

import java.util.List;
import java.util.Objects;

/**
 * The weight of the dense leg in a {@link ConvexMinMaxFusion}, fitted on an application's own labelled questions, or left at the
 * default where they do not show that another serves better.
 *
 * <p>With {@code n} questions the best weight {@code b} of a grid in steps of .05 is shrunk to
 * {@code .5 + n / (n + }{@value #PRIOR_QUESTIONS}{@code ) * (b - .5)}. Whether that helps is judged on questions it was not fitted
 * on: in five parts, each judged with the weight of the other four, by the difference to the default in nDCG@10, question by
 * question. The weight is kept only where the 95 % interval of the mean difference (percentile bootstrap, 2,000 resamples) lies
 * above 0. Deterministic.
 *
 * @param weight the weight to use, in [0, 1]
 * @param fitted what the questions asked for after shrinking, kept or not
 * @param heldOut how that did on questions it was not fitted on
 * @param reason what was decided and why, one line
 */
public record FusionWeight(double weight, double fitted, HeldOut heldOut, String reason) {
    /** Fewer questions than this are not fitted on. */
    public static final int MIN_QUESTIONS = 30;

    /** How many questions the default weighs against those given: chosen by hand; {@code quality fusion-weight} shows what it does. */
    static final int PRIOR_QUESTIONS = 100;

    /**
     * A comparison with the default on held-out questions.
     *
     * @param questions how many
     * @param gain mean difference in nDCG@10, above 0 where the fitted weight is better
     * @param low lower end of its 95 % interval
     * @param high upper end
     */
    public record HeldOut(int questions, double gain, double low, double high) {}

    /** Checks. */
    public FusionWeight {
        Objects.requireNonNull(heldOut, "heldOut");
        Objects.requireNonNull(reason, "reason");
    }

    /**
     * Fits.
     *
     * @param questions what both legs found for questions whose answers are known, in any order; questions of which neither leg
     *     found an answer tell nothing and do no harm
     * @return the weight; O(questions * candidates * weights)
     */
    public static FusionWeight fit(List<LabelledCandidates> questions) {
        return new WeightFit(questions).decide();
    }

    /**
     * The fusion at this weight.
     *
     * @return a fusion for a retriever
     */
    public ConvexMinMaxFusion fusion() {
        return new ConvexMinMaxFusion(weight);
    }

    /**
     * Whether the default was given up.
     *
     * @return true if the weight is the fitted one
     */
    public boolean kept() {
        return weight != ConvexMinMaxFusion.DEFAULT_WEIGHT;
    }
}
