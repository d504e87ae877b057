package dev.fairlead.routing;

import dev.fairlead.IntentScore;
import dev.fairlead.RoutePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A program, not a test: chooses hidden units, smoothing, visits and thresholds by five-fold cross-fitting over the
 * training files, never looking at the test rows. Run it with the module's test class path in the folder {@code routing}.
 */
final class RouteSweep {
    private RouteSweep() {}

    @SuppressWarnings("SystemOut") // a program for the terminal
    public static void main(String[] arguments) throws IOException {
        TrainingRows rows = TrainingRows.read(Path.of("src", "training"));
        int[] targets = rows.targets();
        float[][] vectors = rows.rows().stream()
                .map(row -> Samples.query(row.text()).vector())
                .toArray(float[][]::new);
        for (HeadFit.Settings settings : List.of(
                new HeadFit.Settings(0, 10, 0, 0.003, 64, 10 * targets.length, 1),
                hidden(128, 0.1, 40 * targets.length),
                hidden(256, 0, 20 * targets.length),
                hidden(256, 0.1, 20 * targets.length),
                hidden(256, 0.1, 40 * targets.length))) {
            HeldOutScores scores = HeldOutScores.of(
                    vectors,
                    targets,
                    1,
                    positions -> fit(vectors, targets, rows.labels().size(), positions, settings));
            double temperature = Calibration.temperature(scores.scores());
            System.out.println(settings + ": " + scores.figures(temperature, rows.labels()));
            for (double[] thresholds : new double[][] {{.3, .5}, {.3, .6}, {.3, .7}, {.4, .6}, {.5, .7}}) {
                System.out.println(sweep(scores, rows.labels(), temperature, thresholds[0], thresholds[1]));
            }
        }
    }

    private static HeadFit.Settings hidden(int units, double smoothing, int visits) {
        return new HeadFit.Settings(units, 10, smoothing, 0.001, 32, visits, 1);
    }

    private static IntentHead fit(
            float[][] vectors, int[] targets, int classes, int[] positions, HeadFit.Settings settings) {
        float[][] chosen = new float[positions.length][];
        int[] labels = new int[positions.length];
        for (int i = 0; i < positions.length; i++) {
            chosen[i] = vectors[positions[i]];
            labels[i] = targets[positions[i]];
        }
        return HeadFit.of(chosen, labels, classes, settings);
    }

    private static String sweep(
            HeldOutScores scores, List<String> labels, double temperature, double sureAt, double directAt) {
        RouteTable table = new RouteTable(RouteTable.standard().paths(), sureAt, directAt);
        Map<RoutePath, Integer> all = new EnumMap<>(RoutePath.class);
        Map<RoutePath, Integer> right = new EnumMap<>(RoutePath.class);
        int groundedDirect = 0;
        for (Calibration.Scored row : scores.scores()) {
            RoutePath wanted = table.path(labels.get(row.label()));
            RoutePath taken = taken(table, labels, row.probabilities(temperature));
            all.merge(wanted, 1, Integer::sum);
            right.merge(wanted, wanted == taken ? 1 : 0, Integer::sum);
            groundedDirect += wanted == RoutePath.GROUNDED && taken == RoutePath.DIRECT ? 1 : 0;
        }
        double recall = all.keySet().stream()
                .mapToDouble(path -> (double) right.get(path) / all.get(path))
                .average()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "  sure at %.1f, direct at %.1f: macro recall %.3f, grounded to direct %.3f",
                sureAt,
                directAt,
                recall,
                (double) groundedDirect / all.get(RoutePath.GROUNDED));
    }

    private static RoutePath taken(RouteTable table, List<String> labels, double[] probabilities) {
        List<IntentScore> intents = new ArrayList<>();
        for (int k = 0; k < probabilities.length; k++) {
            intents.add(new IntentScore(labels.get(k), Math.min(1, probabilities[k])));
        }
        RoutePath best = RoutePath.GROUNDED;
        Map<RoutePath, Double> byPath = table.byPath(intents);
        for (RoutePath path : RoutePath.values()) {
            best = byPath.get(path) > byPath.get(best) ? path : best;
        }
        return byPath.get(best) < table.threshold(best) ? RoutePath.GROUNDED : best;
    }
}
