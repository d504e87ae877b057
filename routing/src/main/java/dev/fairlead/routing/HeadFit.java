package dev.fairlead.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Fits a head to unit vectors by mini-batches at a rate that falls to zero. Without hidden units it is multinomial logistic
 * regression, which minimises
 *
 * <pre>mean(-log softmax(x W + b)[label]) + penalty / (2 rows) |W|^2,  x = SCALE (v - mean(v))</pre>
 *
 * With them, a layer of rectified units under dropout (Srivastava et al., JMLR 2014,
 * https://jmlr.org/papers/v15/srivastava14a.html) stands before it. Labels may be smoothed (Szegedy et al., CVPR 2016,
 * https://doi.org/10.1109/CVPR.2016.308). The same input and seed give the same head.
 * O(row visits x weights). Not thread-safe; one instance a fit.
 */
final class HeadFit {
    // Unit vectors of one domain lie within a few tenths of each other; unscaled, the weights would need hundreds of
    // epochs.
    private static final float SCALE = 20;
    private static final float DROPOUT = 0.4f;

    private final Settings settings;
    private final float[] mean;
    private final float[][] rows;
    private final int[] labels;
    private final Random random;
    private final List<Adam> layers = new ArrayList<>();
    private final int[] widths;

    /**
     * How to fit.
     *
     * @param hidden units between vector and logits, 0 for none
     * @param penalty weight of the squared weights against one row's loss
     * @param smoothing share of a row's loss that is spread evenly over all labels, in [0, 1)
     * @param rate the first step size
     * @param batch rows a step
     * @param rowVisits about how many rows are looked at in total, repeats included
     * @param seed of first weights, dropout and the order of rows
     */
    record Settings(int hidden, double penalty, double smoothing, double rate, int batch, int rowVisits, long seed) {}

    private HeadFit(float[][] vectors, int[] labels, int classes, Settings settings) {
        this.settings = settings;
        this.labels = labels;
        this.mean = mean(vectors);
        this.rows = centred(vectors, mean);
        this.random = new Random(settings.seed());
        int dimension = vectors[0].length;
        this.widths = settings.hidden() == 0
                ? new int[] {dimension, classes}
                : new int[] {dimension, settings.hidden(), classes};
        for (int i = 0; i + 1 < widths.length; i++) {
            layers.add(new Adam(firstWeights(widths[i], widths[i + 1]), widths[i], widths[i + 1]));
        }
    }

    /**
     * Fits a head.
     *
     * @param vectors {@code float[rows][dimension]}, of unit length
     * @param labels {@code int[rows]}, each in [0, classes)
     */
    static IntentHead of(float[][] vectors, int[] labels, int classes, Settings settings) {
        HeadFit fit = new HeadFit(vectors, labels, classes, settings);
        fit.descend();
        return fit.head();
    }

    /** The mean of some vectors. */
    static float[] mean(float[][] vectors) {
        double[] sum = new double[vectors[0].length];
        for (float[] vector : vectors) {
            for (int d = 0; d < sum.length; d++) {
                sum[d] += vector[d];
            }
        }
        float[] mean = new float[sum.length];
        for (int d = 0; d < sum.length; d++) {
            mean[d] = (float) (sum[d] / vectors.length);
        }
        return mean;
    }

    private static float[][] centred(float[][] vectors, float[] mean) {
        float[][] centred = new float[vectors.length][mean.length];
        for (int i = 0; i < vectors.length; i++) {
            for (int d = 0; d < mean.length; d++) {
                centred[i][d] = SCALE * (vectors[i][d] - mean[d]);
            }
        }
        return centred;
    }

    /** Logistic regression is convex and starts at zero; two layers at zero would never move. */
    private float[] firstWeights(int inputs, int outputs) {
        float[] weights = new float[(inputs + 1) * outputs];
        if (settings.hidden() > 0) {
            double spread = 1 / Math.sqrt(inputs);
            for (int i = 0; i < inputs * outputs; i++) {
                weights[i] = (float) (spread * random.nextGaussian());
            }
        }
        return weights;
    }

    private void descend() {
        int[] order = new int[rows.length];
        Arrays.setAll(order, i -> i);
        int batches = (rows.length + settings.batch() - 1) / settings.batch();
        int steps = Math.max(2 * batches, settings.rowVisits() / Math.min(settings.batch(), rows.length));
        float penalty = (float) (settings.penalty() / rows.length);
        for (int step = 0; step < steps; step++) {
            if (step % batches == 0) {
                shuffle(order);
            }
            int from = step % batches * settings.batch();
            int to = Math.min(rows.length, from + settings.batch());
            differentiate(Arrays.copyOfRange(order, from, to));
            double rate = settings.rate() * 0.5 * (1 + StrictMath.cos(Math.PI * step / steps));
            layers.forEach(layer -> layer.step(to - from, rate, penalty));
        }
    }

    private void shuffle(int[] order) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    private void differentiate(int[] batch) {
        float[][] inputs = new float[batch.length][];
        float[][] errors = new float[batch.length][];
        float[][] kept = new float[batch.length][];
        float[][] keptErrors = new float[batch.length][];
        Adam last = layers.getLast();
        int classes = widths[widths.length - 1];
        for (int i = 0; i < batch.length; i++) {
            inputs[i] = rows[batch[i]];
            kept[i] = settings.hidden() == 0 ? inputs[i] : hidden(inputs[i]);
            errors[i] = LinearLayer.apply(last.weights(), kept[i], classes);
            softmax(errors[i]);
            subtractTarget(errors[i], labels[batch[i]]);
            keptErrors[i] = settings.hidden() == 0 ? inputs[i] : back(last.weights(), kept[i], errors[i]);
        }
        last.add(kept, errors);
        if (settings.hidden() > 0) {
            layers.getFirst().add(inputs, keptErrors);
        }
    }

    private void subtractTarget(float[] probabilities, int label) {
        float everywhere = (float) (settings.smoothing() / probabilities.length);
        for (int k = 0; k < probabilities.length; k++) {
            probabilities[k] -= everywhere;
        }
        probabilities[label] -= (float) (1 - settings.smoothing());
    }

    private float[] hidden(float[] input) {
        float[] values = LinearLayer.apply(layers.getFirst().weights(), input, settings.hidden());
        IntentHead.keepPositive(values);
        for (int k = 0; k < values.length; k++) {
            values[k] = random.nextFloat() < DROPOUT ? 0 : values[k] / (1 - DROPOUT);
        }
        return values;
    }

    /** What the errors of the logits mean for the hidden units that were kept. */
    private static float[] back(float[] weights, float[] kept, float[] errors) {
        float[] back = new float[kept.length];
        for (int h = 0; h < kept.length; h++) {
            if (kept[h] > 0) {
                float sum = 0;
                for (int k = 0; k < errors.length; k++) {
                    sum += weights[h * errors.length + k] * errors[k];
                }
                back[h] = sum / (1 - DROPOUT);
            }
        }
        return back;
    }

    /** Replaces logits by probabilities. */
    private static void softmax(float[] logits) {
        float largest = logits[Calibration.largest(logits)];
        double sum = 0;
        for (int k = 0; k < logits.length; k++) {
            logits[k] = (float) StrictMath.exp(logits[k] - largest);
            sum += logits[k];
        }
        for (int k = 0; k < logits.length; k++) {
            logits[k] = (float) (logits[k] / sum);
        }
    }

    private IntentHead head() {
        List<LinearLayer> fitted = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            fitted.add(new LinearLayer(layers.get(i).weights(), widths[i], widths[i + 1]));
        }
        fitted.set(0, fitted.getFirst().folded(SCALE, mean));
        return new IntentHead(fitted);
    }
}
