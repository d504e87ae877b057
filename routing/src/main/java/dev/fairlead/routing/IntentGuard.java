package dev.fairlead.routing;

import dev.fairlead.IntentScore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What an intent model remembers to say how far it can be trusted on a text, calibrated on rows that were held out: whether the
 * text is like any it knows, and which intents it may have. Both are split conformal prediction, Vovk, Gammerman, Shafer 2005,
 * https://doi.org/10.1007/b106715; sets by the least ambiguous rule, Sadinle, Lei, Wasserman 2019,
 * https://doi.org/10.1080/01621459.2017.1395341.
 *
 * <p>How typical a text is: its largest logit and its cosine to the nearest remembered example, each less its mean and divided
 * by its deviation over held-out rows. On CLINC150 their sum tells texts outside all intents with an area under the curve of
 * .981, the logit alone .968, the cosine alone .959, probability .957, energy .966 (4,500 and 1,000 test rows). Where rows were
 * given that belong to no intent, how far the largest logit lies above theirs counts half as much as either.
 */
final class IntentGuard {
    /** Quantiles kept of each; where there are fewer held-out rows, each of them is kept. */
    static final int QUANTILES = 1_000;

    /** Of how many texts of known intents the candidates hold the right one. */
    private static final double LEVEL = 0.95;

    /** Of fewer, a set that keeps its word holds every intent, and no text looks strange. */
    private static final int LEAST_ROWS = 20;

    private final Examples examples;
    private final Spread logit;
    private final Spread nearest;
    private final Optional<Outside> outside;
    private final float[] typical;
    private final float[] misfit;

    /**
     * Of known numbers.
     *
     * @param examples remembered vectors
     * @param logit of the largest logits of held-out rows
     * @param nearest of their cosines to the nearest example
     * @param outside the label of rows that belong to no intent, where there is one
     * @param typical quantiles of their typicality, rising; taken over
     * @param misfit quantiles of {@code 1 - probability of the right intent}, rising; taken over
     */
    IntentGuard(
            Examples examples,
            Spread logit,
            Spread nearest,
            Optional<Outside> outside,
            float[] typical,
            float[] misfit) {
        this.examples = examples;
        this.logit = logit;
        this.nearest = nearest;
        this.outside = outside;
        this.typical = typical;
        this.misfit = misfit;
    }

    Examples examples() {
        return examples;
    }

    Spread logit() {
        return logit;
    }

    Spread nearest() {
        return nearest;
    }

    Optional<Outside> outside() {
        return outside;
    }

    float[] typical() {
        return typical;
    }

    float[] misfit() {
        return misfit;
    }

    /**
     * The label of rows that belong to no intent.
     *
     * @param label its position
     * @param gap of the largest other logit less this one's
     */
    record Outside(int label, Spread gap) {
        /** Counts half: it was learnt from few rows, which are not all there is outside. */
        private static final double WEIGHT = 0.5;

        private double of(float[] logits) {
            return WEIGHT * gap.of(above(logits, label));
        }
    }

    /** How far the largest logit of a known intent lies above that of what lies outside. */
    private static double above(float[] logits, int outside) {
        return largest(logits, outside) - logits[outside];
    }

    /** The largest logit of a known intent. */
    private static float largest(float[] logits, int outside) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < logits.length; k++) {
            largest = k == outside ? largest : Math.max(largest, logits[k]);
        }
        return largest;
    }

    /** Mean and standard deviation. */
    record Spread(float mean, float deviation) {
        static Spread of(float[] values) {
            double mean = 0;
            for (float value : values) {
                mean += value / (double) values.length;
            }
            double variance = 0;
            for (float value : values) {
                variance += (value - mean) * (value - mean) / values.length;
            }
            return new Spread((float) mean, (float) Math.max(1e-6, Math.sqrt(variance)));
        }

        private double of(double value) {
            return (value - mean) / deviation;
        }
    }

    /**
     * A guard; none where nothing is remembered, or too few rows of known intents were held out to say anything.
     *
     * @param rows held out
     * @param cosines theirs to the nearest example that could be remembered without them
     * @param outside the label whose rows belong to no intent, -1 for none
     */
    static Optional<IntentGuard> of(
            Examples examples, List<Calibration.Scored> rows, List<Float> cosines, double temperature, int outside) {
        int[] known = IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).label() != outside)
                .toArray();
        if (examples.count() == 0 || known.length < LEAST_ROWS) {
            return Optional.empty();
        }
        float[] logits = floats(known, i -> largest(rows.get(i).logits(), outside));
        float[] near = floats(known, cosines::get);
        float[] misfit = floats(
                known,
                i -> 1 - rows.get(i).probabilities(temperature)[rows.get(i).label()]);
        Optional<Outside> label = outside < 0
                ? Optional.empty()
                : Optional.of(new Outside(
                        outside, Spread.of(floats(known, i -> above(rows.get(i).logits(), outside)))));
        IntentGuard unquantified =
                new IntentGuard(examples, Spread.of(logits), Spread.of(near), label, new float[0], quantiles(misfit));
        float[] typical = floats(known, i -> unquantified.score(rows.get(i).logits(), cosines.get(i)));
        return Optional.of(new IntentGuard(
                examples, unquantified.logit, unquantified.nearest, label, quantiles(typical), unquantified.misfit));
    }

    private static float[] floats(int[] rows, IntToDoubleFunction value) {
        float[] floats = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            floats[i] = (float) value.applyAsDouble(rows[i]);
        }
        return floats;
    }

    private double score(float[] logits, double cosine) {
        return logit.of(largest(logits, outside.map(Outside::label).orElse(-1)))
                + nearest.of(cosine)
                + outside.map(known -> known.of(logits)).orElse(0.0);
    }

    private static float[] quantiles(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        if (sorted.length <= QUANTILES) {
            return sorted;
        }
        float[] quantiles = new float[QUANTILES];
        for (int i = 0; i < QUANTILES; i++) {
            quantiles[i] = sorted[(int) ((i + 0.5) * sorted.length / QUANTILES)];
        }
        return quantiles;
    }

    /**
     * How far to trust what a model says of a text.
     *
     * @param labels in the order of the logits
     * @param scores every intent, by falling probability
     * @param cosines to each remembered example
     */
    IntentPrediction.Trust trust(List<String> labels, List<IntentScore> scores, float[] logits, float[] cosines) {
        double least = leastProbability(LEVEL);
        Optional<String> unknown = outside.map(label -> labels.get(label.label()));
        List<String> candidates = scores.stream()
                .filter(score -> score.probability() >= least)
                .filter(score -> !unknown.equals(Optional.of(score.intent())))
                .map(IntentScore::intent)
                .toList();
        return new IntentPrediction.Trust(chance(logits, Examples.largest(cosines)), candidates);
    }

    /** The share of texts of known intents that are as untypical as one, or more so, in (0, 1]. */
    double chance(float[] logits, double cosine) {
        double score = score(logits, cosine);
        int below = 0;
        while (below < typical.length && typical[below] <= score) {
            below++;
        }
        return (below + 1.0) / (typical.length + 1);
    }

    /** The least probability of an intent in a set that holds the right one with a chance of {@code level}. */
    double leastProbability(double level) {
        int rank = (int) Math.ceil((misfit.length + 1) * level);
        return rank > misfit.length ? 0 : 1 - misfit[rank - 1];
    }
}
