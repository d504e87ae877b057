package dev.fairlead.retrieval;

/**
 * An estimate of how likely evidence holds the answer: a logistic function of {@link EvidenceFeatures}.
 *
 * <p>The constants suit the encoder that ships. Fitted by {@code quality confidence} on half of the paragraphs of XQuAD and
 * half of the contracts of CUAD, each question once with its document and once without.
 */
final class Confidence {
    private static final double COSINE_WEIGHT = 7.15;
    private static final double COVERAGE_WEIGHT = 5.48;
    private static final double BIAS = -7.16;

    private Confidence() {}

    static double of(EvidenceFeatures features) {
        double z = COSINE_WEIGHT * features.cosine() + COVERAGE_WEIGHT * features.coverage() + BIAS;
        return 1 / (1 + Math.exp(-z));
    }
}
