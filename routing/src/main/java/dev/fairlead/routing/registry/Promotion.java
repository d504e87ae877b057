package dev.fairlead.routing.registry;

import dev.fairlead.routing.PairedTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Whether a version was promoted, and on what.
 *
 * @param number the version that was to be promoted
 * @param promoted whether it is current now
 * @param rows how many golden rows were judged
 * @param accuracy its share of right ones, in [0, 1]
 * @param before that of the version that was current; empty where none was
 * @param falls what speaks against it; empty if and only if it was promoted
 */
public record Promotion(
        int number, boolean promoted, int rows, double accuracy, OptionalDouble before, List<String> falls) {
    private static final double LEVEL = 0.05;

    /** Copies. */
    public Promotion {
        falls = List.copyOf(falls);
    }

    static Promotion first(int number, GoldenResult candidate) {
        return new Promotion(
                number, true, candidate.right().size(), candidate.accuracy(), OptionalDouble.empty(), List.of());
    }

    static Promotion of(int number, GoldenResult candidate, GoldenResult current) {
        List<String> falls = new ArrayList<>();
        test("all rows", candidate.right(), current.right(), LEVEL).ifPresent(falls::add);
        for (String label : new TreeSet<>(current.labels())) {
            if (candidate.labels().contains(label)) {
                test(
                                "intent " + label,
                                candidate.right(label),
                                current.right(label),
                                LEVEL / current.labels().size())
                        .ifPresent(falls::add);
            } else {
                falls.add("intent " + label + " is not known any more");
            }
        }
        return new Promotion(
                number,
                falls.isEmpty(),
                candidate.right().size(),
                candidate.accuracy(),
                OptionalDouble.of(current.accuracy()),
                falls);
    }

    private static Optional<String> test(String what, List<Boolean> candidate, List<Boolean> current, double level) {
        PairedTest worse = PairedTest.of(current, candidate);
        return worse.chance() > level
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s: %d of %d rows that were right are wrong now, and %d the other way; chance %.4f if it were no worse",
                        what,
                        worse.won(),
                        candidate.size(),
                        worse.lost(),
                        worse.chance()));
    }
}
