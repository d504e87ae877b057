package dev.fairlead.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Logits of rows under heads that were not trained on them. Few rows are cross-fitted, so that each counts; of many a tenth
 * is held out once. Both are stratified: each fold has its share of every label.
 *
 * @param scheme how the rows were held out, in words
 * @param scores their logits and labels
 * @param first positions of the rows that were held out first, which the first scores belong to
 * @param weight of the cosines to training rows at which the scores are best, where heads have {@link Neighbours}; else 0
 */
record HeldOutScores(String scheme, List<Calibration.Scored> scores, List<Integer> first, float weight) {
    // Ten examples a label, three draws: BANKING77 takes 4, 8, 4 and gains .009 of accuracy, CLINC150 takes 1 and gains
    // .001. Command: benchmarks.jar quality intents --data DIR.
    /** Weights that are tried beside 0, the head without neighbours. */
    private static final float[] WEIGHTS = {1, 2, 3, 4, 6, 8};

    /** Fewer held-out rows choose nothing. */
    private static final int LEAST_ROWS = 20;

    private static final int MOST_CROSS_FITTED = 10_000;
    private static final int FOLDS = 5;
    private static final int SHARE = 10;
    private static final int CONFUSIONS = 6;

    /** Trains a head on some of the rows. */
    interface Fit {
        /** Fits on the rows at these positions. */
        IntentHead on(int[] positions);
    }

    static HeldOutScores of(float[][] vectors, int[] targets, long seed, Fit fit) {
        List<Fold> folds = folds(targets, seed);
        List<Unweighed> rows = new ArrayList<>();
        for (Fold fold : folds) {
            IntentHead head = fit.on(fold.trainedOn);
            for (int i : fold.held) {
                rows.add(Unweighed.of(head, vectors[i], targets[i]));
            }
        }
        String scheme = folds.size() > 1
                ? FOLDS + "-fold cross-fitting, stratified by label"
                : "a tenth held out, stratified by label";
        List<Integer> first = Arrays.stream(folds.getFirst().held).boxed().toList();
        return best(scheme, rows, first);
    }

    /** What a head makes of a row, before it is known how much neighbours count. */
    private static final class Unweighed {
        private final float[] logits;
        private final float[] cosines;
        private final int label;

        private Unweighed(float[] logits, float[] cosines, int label) {
            this.logits = logits;
            this.cosines = cosines;
            this.label = label;
        }

        static Unweighed of(IntentHead head, float[] vector, int label) {
            float[] cosines =
                    head.neighbours().map(rows -> rows.cosines(vector)).orElse(new float[0]);
            return new Unweighed(head.ofLayers(vector), cosines, label);
        }

        Calibration.Scored at(float weight) {
            float[] sums = logits.clone();
            if (weight != 0) {
                IntentHead.add(weight, cosines, sums);
            }
            return new Calibration.Scored(sums, label);
        }
    }

    /** At the weight of least log-loss after calibration, the smallest of equals. */
    private static HeldOutScores best(String scheme, List<Unweighed> rows, List<Integer> first) {
        HeldOutScores best = at(0, scheme, rows, first);
        if (rows.size() < LEAST_ROWS || rows.stream().anyMatch(row -> row.cosines.length == 0)) {
            return best;
        }
        double least = best.loss();
        for (float weight : WEIGHTS) {
            HeldOutScores other = at(weight, scheme, rows, first);
            double loss = other.loss();
            if (loss < least) {
                least = loss;
                best = other;
            }
        }
        return best;
    }

    private static HeldOutScores at(float weight, String scheme, List<Unweighed> rows, List<Integer> first) {
        return new HeldOutScores(
                scheme, rows.stream().map(row -> row.at(weight)).toList(), first, weight);
    }

    private double loss() {
        return Calibration.logLoss(scores, Calibration.temperature(scores));
    }

    /**
     * The cosines of the rows of {@link #of}, in the order of their scores, to the nearest example of the rows they were held out
     * from.
     *
     * @param examples what is remembered of the rows at some positions
     */
    static List<Float> nearest(float[][] vectors, int[] targets, long seed, Function<int[], Examples> examples) {
        List<Float> nearest = new ArrayList<>();
        for (Fold fold : folds(targets, seed)) {
            Examples remembered = examples.apply(fold.trainedOn);
            for (int i : fold.held) {
                nearest.add(remembered.nearest(vectors[i]));
            }
        }
        return nearest;
    }

    /** Positions of rows that are held out together, and of all others. */
    private static final class Fold {
        private final int[] held;
        private final int[] trainedOn;

        Fold(int[] part, int number) {
            this.held = IntStream.range(0, part.length)
                    .filter(i -> part[i] == number)
                    .toArray();
            this.trainedOn = IntStream.range(0, part.length)
                    .filter(i -> part[i] != number)
                    .toArray();
        }
    }

    private static List<Fold> folds(int[] targets, long seed) {
        boolean crossFitted = targets.length <= MOST_CROSS_FITTED;
        int[] part = parts(targets, crossFitted ? FOLDS : SHARE, seed);
        return IntStream.range(0, crossFitted ? FOLDS : 1)
                .mapToObj(fold -> new Fold(part, fold))
                .toList();
    }

    /** Of rows that somebody else held out. */
    static HeldOutScores given(IntentHead head, float[][] vectors, int[] targets) {
        List<Unweighed> rows = IntStream.range(0, targets.length)
                .mapToObj(i -> Unweighed.of(head, vectors[i], targets[i]))
                .toList();
        return best(
                "rows given apart",
                rows,
                IntStream.range(0, targets.length).boxed().toList());
    }

    private static int[] parts(int[] targets, int parts, long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, targets.length).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        Map<Integer, Integer> taken = new HashMap<>();
        int[] part = new int[targets.length];
        for (int i : order) {
            part[i] = (taken.merge(targets[i], 1, Integer::sum) - 1) % parts;
        }
        return part;
    }

    /** The figures for a card, whose labels stand in the order of the outputs. */
    IntentModelCard.HeldOut figures(double temperature, List<String> labels) {
        return new IntentModelCard.HeldOut(
                scheme,
                scores.size(),
                Calibration.accuracy(scores),
                Calibration.error(scores, temperature),
                Calibration.logLoss(scores, temperature),
                Calibration.logLoss(scores, 1),
                confusions(labels));
    }

    private List<IntentModelCard.Confusion> confusions(List<String> labels) {
        int[] of = new int[labels.size()];
        int[][] taken = new int[labels.size()][labels.size()];
        for (Calibration.Scored row : scores) {
            of[row.label()]++;
            taken[row.label()][row.taken()]++;
        }
        List<IntentModelCard.Confusion> confusions = new ArrayList<>();
        for (int k = 0; k < of.length; k++) {
            for (int j = 0; j < of.length; j++) {
                if (j != k && taken[k][j] > 0) {
                    confusions.add(new IntentModelCard.Confusion(labels.get(k), labels.get(j), taken[k][j], of[k]));
                }
            }
        }
        // The sort is stable, so ties keep the order of labels.
        confusions.sort(Comparator.comparingInt(confusion -> -confusion.rows()));
        return confusions.subList(0, Math.min(CONFUSIONS, confusions.size()));
    }
}
