package dev.fairlead.routing;

import dev.fairlead.Encoding;
import dev.fairlead.TextEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How heads are trained on a frozen encoder's vectors.
 *
 * @param encoder encodes the names of labels
 * @param threads how many texts are encoded at once
 * @param labelNames whether the names of labels count as rows where there are few
 * @param hidden units of the hidden layer, 0 for none
 * @param seed of weights and order
 */
record HeadTraining(TextEncoder encoder, int threads, boolean labelNames, int hidden, long seed) {
    // CLINC150 and BANKING77: full 96.3 and 93.3, ten examples a label 92.7 and 87.6 (three draws; a later encoder 92.4
    // and 87.1, with neighbours beside 92.5 and 88.0); with a penalty of 1
    // and a rate of .01 95.8 and 92.3, 92.1 and 86.8. Command: benchmarks.jar quality intents --data DIR.
    private static final double PENALTY = 20;
    private static final double RATE = 0.003;
    private static final int BATCH = 64;
    // Five-fold cross-fitting over the 9,980 rows of routing/src/training, accuracy and log-loss: 256 units .871 and
    // .390, with labels as they are and half the visits .858 and .412, no units .829 and .505. Command: RouteSweep
    // among this module's tests.
    private static final double HIDDEN_PENALTY = 10;
    private static final double HIDDEN_SMOOTHING = 0.1;
    private static final double HIDDEN_RATE = 0.001;
    private static final int HIDDEN_BATCH = 32;
    private static final int HIDDEN_VISITS = 4;
    private static final int FEW = 50;
    private static final int LEAST_ROW_VISITS = 40_000;
    private static final int EPOCHS = 10;

    private static final int OUTSIDE_TIMES = 5;

    /**
     * Trains on some of the rows.
     *
     * @param vectors {@code float[rows][dimension]}
     * @param unknown the label of rows that belong to no intent, -1 for none
     */
    HeldOutScores.Fit fit(float[][] vectors, TrainingRows rows, int unknown) {
        boolean few = rows.rows().size() < FEW * rows.labels().size();
        float[][] names = labelNames && few ? encodeNames(rows.labels()) : new float[0][];
        int[] targets = rows.targets();
        return positions ->
                fit(vectors, targets, names, rows.labels().size(), repeated(positions, targets, unknown), few);
    }

    /** What lies outside is wider than any intent, and is learnt from more than its share. */
    private static int[] repeated(int[] positions, int[] targets, int unknown) {
        return Arrays.stream(positions)
                .flatMap(i -> IntStream.generate(() -> i).limit(targets[i] == unknown ? OUTSIDE_TIMES : 1))
                .toArray();
    }

    private IntentHead fit(
            float[][] vectors, int[] targets, float[][] names, int classes, int[] positions, boolean few) {
        List<float[]> chosen = new ArrayList<>();
        int[] labels =
                Arrays.copyOf(Arrays.stream(positions).map(i -> targets[i]).toArray(), positions.length + names.length);
        for (int position : positions) {
            chosen.add(vectors[position]);
        }
        for (int k = 0; k < names.length; k++) {
            labels[positions.length + k] = k;
            chosen.add(names[k]);
        }
        int visits = Math.max(LEAST_ROW_VISITS, EPOCHS * labels.length);
        float[][] taught = chosen.toArray(new float[0][]);
        IntentHead head = HeadFit.of(
                taught,
                labels,
                classes,
                hidden == 0
                        ? new HeadFit.Settings(0, PENALTY, 0, RATE, BATCH, visits, seed)
                        : new HeadFit.Settings(
                                hidden,
                                HIDDEN_PENALTY,
                                HIDDEN_SMOOTHING,
                                HIDDEN_RATE,
                                HIDDEN_BATCH,
                                HIDDEN_VISITS * visits,
                                seed));
        return few ? head.beside(Neighbours.of(taught, labels, classes, FEW)) : head;
    }

    private float[][] encodeNames(List<String> labels) {
        List<Encoding> names = new RowEncoder(encoder, threads)
                .encode(labels.stream().map(HeadTraining::words).toList());
        return names.stream().map(Encoding::vector).toArray(float[][]::new);
    }

    private static String words(String label) {
        return label.replace('_', ' ').replace('-', ' ').toLowerCase(Locale.ROOT);
    }
}
