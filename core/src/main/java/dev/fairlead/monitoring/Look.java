package dev.fairlead.monitoring;

import dev.fairlead.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One comparison of two windows. */
record Look(List<Observation> before, List<Observation> now) {
    /** Signals in the order of their kinds, with p corrected by Holm's method over those that were tested. */
    List<Signal> signals(double falseAlarmRate) {
        List<Signal> raw = List.of(
                names(Signal.Kind.ROUTES, Observation::path),
                names(Signal.Kind.OUTCOMES, Observation::outcome),
                numbers(Signal.Kind.ROUTE_PROBABILITY, Observation::probability),
                numbers(Signal.Kind.EVIDENCE_CONFIDENCE, Observation::confidence),
                vectors());
        return holm(raw, falseAlarmRate);
    }

    private Signal names(Signal.Kind kind, Function<Observation, String> name) {
        List<String> then = before.stream().map(name).toList();
        List<String> today = now.stream().map(name).toList();
        if (tooFew(then.size(), today.size())) {
            return untested(kind, then.size(), today.size());
        }
        StabilityIndex index = StabilityIndex.ofNames(then, today);
        return tested(kind, then.size(), today.size(), index.value(), index.p(), shares(then, today));
    }

    private Signal numbers(Signal.Kind kind, Function<Observation, OptionalDouble> number) {
        double[] then = before.stream()
                .map(number)
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        double[] today =
                now.stream().map(number).flatMapToDouble(OptionalDouble::stream).toArray();
        if (tooFew(then.length, today.length)) {
            return untested(kind, then.length, today.length);
        }
        StabilityIndex index = StabilityIndex.ofNumbers(then, today);
        String detail = String.format(Locale.ROOT, "median %.2f to %.2f", median(then), median(today));
        return tested(kind, then.length, today.length, index.value(), index.p(), detail);
    }

    private Signal vectors() {
        List<Encoding> then = before.stream()
                .map(Observation::encoding)
                .flatMap(Optional::stream)
                .toList();
        List<Encoding> today = now.stream()
                .map(Observation::encoding)
                .flatMap(Optional::stream)
                .toList();
        if (tooFew(then.size(), today.size())) {
            return untested(Signal.Kind.EMBEDDINGS, then.size(), today.size());
        }
        EnergyDistance distance = EnergyDistance.of(then, today);
        return tested(
                Signal.Kind.EMBEDDINGS,
                then.size(),
                today.size(),
                Math.max(0, distance.value()),
                distance.p(),
                "energy distance of the questions' vectors");
    }

    private static boolean tooFew(int then, int today) {
        return Math.min(then, today) < Monitor.FEWEST;
    }

    private static Signal untested(Signal.Kind kind, int then, int today) {
        return new Signal(kind, then, today, 0, 1, false, "not tested: fewer than " + Monitor.FEWEST + " in a window");
    }

    private static Signal tested(Signal.Kind kind, int then, int today, double statistic, double p, String detail) {
        return new Signal(kind, then, today, statistic, p, false, detail);
    }

    /** The k-th smallest of m probabilities counts m - k + 1 times, and no less than the one before it. */
    private static List<Signal> holm(List<Signal> signals, double falseAlarmRate) {
        List<Signal> rising = signals.stream()
                .filter(signal -> !tooFew(signal.reference(), signal.current()))
                .sorted(Comparator.comparingDouble(Signal::p).thenComparing(Signal::kind))
                .toList();
        Map<Signal.Kind, Double> corrected = new TreeMap<>();
        double least = 0;
        for (int k = 0; k < rising.size(); k++) {
            least = Math.max(least, Math.min(1, rising.get(k).p() * (rising.size() - k)));
            corrected.put(rising.get(k).kind(), least);
        }
        List<Signal> done = new ArrayList<>();
        for (Signal signal : signals) {
            double p = corrected.getOrDefault(signal.kind(), 1.0);
            done.add(new Signal(
                    signal.kind(),
                    signal.reference(),
                    signal.current(),
                    signal.statistic(),
                    p,
                    p <= falseAlarmRate,
                    signal.detail()));
        }
        return done;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Largest changes first, ties by name. */
    private static String shares(List<String> then, List<String> today) {
        Map<String, Double> before = shares(then);
        Map<String, Double> now = shares(today);
        return Stream.concat(before.keySet().stream(), now.keySet().stream())
                .distinct()
                .sorted(Comparator.<String>comparingDouble(
                                name -> -Math.abs(before.getOrDefault(name, 0.0) - now.getOrDefault(name, 0.0)))
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> String.format(
                        Locale.ROOT,
                        "%s %.2f to %.2f",
                        name,
                        before.getOrDefault(name, 0.0),
                        now.getOrDefault(name, 0.0)))
                .collect(Collectors.joining(", "));
    }

    private static Map<String, Double> shares(List<String> names) {
        return names.stream()
                .collect(Collectors.groupingBy(
                        name -> name, TreeMap::new, Collectors.summingDouble(name -> 1.0 / names.size())));
    }
}
