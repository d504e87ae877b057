package dev.fairlead.benchmarks.quality;

import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.Options;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What a run is given. */
record Setting(Options options, TextEncoder encoder, PrintStream out) {
    private static final long SEED = 20_260_101L;

    Path data() {
        return options.existing("data");
    }

    Optional<String> split() {
        return options.text("split");
    }

    int threads() {
        return options.integer("threads", 1, 256).orElse(Runtime.getRuntime().availableProcessors());
    }

    /** The seed every draw of a run derives from. */
    static long seed() {
        return SEED;
    }

    /** The first rows where a limit was given, else all. */
    <T> List<T> limited(List<T> rows) {
        int limit = options.integer("limit", 1, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE);
        return rows.subList(0, Math.min(limit, rows.size()));
    }

    /** A seeded draw without replacement, in the order of the rows. */
    static <T> List<T> draw(List<T> rows, int size, long seed) {
        if (rows.size() <= size) {
            return rows;
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        return order.subList(0, size).stream().sorted().map(rows::get).toList();
    }

    void note(String line) {
        out.println("  " + line);
    }
}
