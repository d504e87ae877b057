package dev.fairlead.benchmarks.recipe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A seeded draw of windows from a stream: reservoir sampling (Vitter 1985, https://doi.org/10.1145/3147.3165), in the order
 * of a seeded shuffle. Not thread-safe.
 */
final class Draw {
    private final List<SourceText> reservoir = new ArrayList<>();
    private final Random random;
    private final int size;
    private long offered;

    Draw(int size, long seed) {
        this.size = size;
        this.random = new Random(seed);
    }

    void offer(SourceText window) {
        offered++;
        if (reservoir.size() < size) {
            reservoir.add(window);
            return;
        }
        long place = random.nextLong(offered);
        if (place < size) {
            reservoir.set((int) place, window);
        }
    }

    long offered() {
        return offered;
    }

    List<SourceText> drawn() {
        List<SourceText> drawn = new ArrayList<>(reservoir);
        Collections.shuffle(drawn, random);
        return drawn;
    }
}
