package dev.fairlead.retrieval.fusion;

import static dev.fairlead.retrieval.fusion.ConvexMinMaxFusion.DEFAULT_WEIGHT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The arithmetic of {@link FusionWeight}. */
final class WeightFit {
    private static final int CUT = 10;
    private static final int PARTS = 5;
    private static final int STEPS = 20;
    private static final int RESAMPLES = 2_000;
    private static final double TAIL = 0.025;
    private static final double ROUNDING = 1e-12;
    private static final long SEED = 20_261_128L;

    private final List<LabelledCandidates> questions;
    /** {@code double[questions][STEPS + 1]}: nDCG@10 at each weight of the grid. */
    private final double[][] grid;

    WeightFit(List<LabelledCandidates> questions) {
        this.questions = List.copyOf(questions);
        this.grid = this.questions.stream()
                .map(question -> IntStream.rangeClosed(0, STEPS)
                        .mapToDouble(step -> ndcg(question, step / (double) STEPS))
                        .toArray())
                .toArray(double[][]::new);
    }

    FusionWeight decide() {
        int n = questions.size();
        if (n < FusionWeight.MIN_QUESTIONS) {
            return new FusionWeight(
                    DEFAULT_WEIGHT,
                    DEFAULT_WEIGHT,
                    new FusionWeight.HeldOut(0, 0, 0, 0),
                    "kept the default: " + n + " questions are too few to fit on, " + FusionWeight.MIN_QUESTIONS
                            + " are needed");
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        Collections.shuffle(order, new Random(SEED));
        double fitted = fit(order);
        FusionWeight.HeldOut heldOut = heldOut(order);
        boolean better = heldOut.low() > 0 && fitted != DEFAULT_WEIGHT;
        String reason = String.format(
                Locale.ROOT,
                "%s: %.3f against %.1f changes nDCG@10 by %+.4f (%+.4f to %+.4f) on %d held-out questions",
                better ? "took the fitted weight" : "kept the default",
                fitted,
                DEFAULT_WEIGHT,
                heldOut.gain(),
                heldOut.low(),
                heldOut.high(),
                n);
        return new FusionWeight(better ? fitted : DEFAULT_WEIGHT, fitted, heldOut, reason);
    }

    /** The best weight of the grid, of equal ones the nearest to the default, shrunk. */
    private double fit(List<Integer> on) {
        int best = STEPS / 2;
        double most = mean(on, best);
        for (int distance = 1; distance <= STEPS / 2; distance++) {
            for (int step : new int[] {STEPS / 2 - distance, STEPS / 2 + distance}) {
                double mean = mean(on, step);
                if (mean > most + ROUNDING) {
                    most = mean;
                    best = step;
                }
            }
        }
        double trust = on.size() / (double) (on.size() + FusionWeight.PRIOR_QUESTIONS);
        return DEFAULT_WEIGHT + trust * (best / (double) STEPS - DEFAULT_WEIGHT);
    }

    private double mean(List<Integer> on, int step) {
        return on.stream()
                .mapToDouble(question -> grid[question][step])
                .average()
                .orElse(0);
    }

    private FusionWeight.HeldOut heldOut(List<Integer> order) {
        double[] gains = new double[order.size()];
        for (int part = 0; part < PARTS; part++) {
            List<Integer> others = new ArrayList<>();
            for (int i = 0; i < gains.length; i++) {
                if (i % PARTS != part) {
                    others.add(order.get(i));
                }
            }
            double weight = fit(others);
            for (int i = part; i < gains.length; i += PARTS) {
                int question = order.get(i);
                gains[question] = ndcg(questions.get(question), weight) - grid[question][STEPS / 2];
            }
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            means[i] = IntStream.range(0, gains.length)
                    .mapToDouble(j -> gains[random.nextInt(gains.length)])
                    .average()
                    .orElse(0);
        }
        Arrays.sort(means);
        return new FusionWeight.HeldOut(
                gains.length,
                Arrays.stream(gains).average().orElse(0),
                means[(int) (TAIL * RESAMPLES)],
                means[(int) Math.ceil((1 - TAIL) * RESAMPLES) - 1]);
    }

    /** Gain 1 for each relevant passage, and for the first passage of each relevant document. */
    private static double ndcg(LabelledCandidates question, double weight) {
        List<Fusion.Candidate> candidates = question.candidates();
        double[] scores = new ConvexMinMaxFusion(weight).scores(candidates);
        List<String> best = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -scores[i])
                        .thenComparing(i -> candidates.get(i).hit().passageId()))
                .limit(CUT)
                .map(i -> candidates.get(i).hit().passageId())
                .toList();
        Set<String> open = new HashSet<>(question.relevant());
        double gain = 0;
        for (int i = 0; i < best.size(); i++) {
            String id = best.get(i);
            boolean passage = open.remove(id);
            boolean document = open.remove(id.substring(0, Math.max(0, id.lastIndexOf('#'))));
            gain += passage || document ? discount(i) : 0;
        }
        double ideal = IntStream.range(0, Math.min(CUT, question.relevant().size()))
                .mapToDouble(WeightFit::discount)
                .sum();
        return gain / ideal;
    }

    private static double discount(int index) {
        return Math.log(2) / Math.log(index + 2.0);
    }
}
