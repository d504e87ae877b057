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
 */
record HeldOutScores(String scheme, List<Calibration.Scored> scores, List<Integer> first) {
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
        List<Calibration.Scored> scores = new ArrayList<>();
        for (Fold fold : folds) {
            IntentHead head = fit.on(fold.trainedOn);
            for (int i : fold.held) {
                scores.add(new Calibration.Scored(head.logits(vectors[i]), targets[i]));
            }
        }
        String scheme = folds.size() > 1
                ? FOLDS + "-fold cross-fitting, stratified by label"
                : "a tenth held out, stratified by label";
        List<Integer> first = Arrays.stream(folds.getFirst().held).boxed().toList();
        return new HeldOutScores(scheme, scores, first);
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
        List<Calibration.Scored> scores = new ArrayList<>();
        for (int i = 0; i < targets.length; i++) {
            scores.add(new Calibration.Scored(head.logits(vectors[i]), targets[i]));
        }
        return new HeldOutScores(
                "rows given apart",
                scores,
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
