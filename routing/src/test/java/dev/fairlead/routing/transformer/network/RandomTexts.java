package dev.fairlead.routing.transformer.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts of random tokens. */
public final class RandomTexts {
    private RandomTexts() {}

    /** So many, each of a length in [shortest, longest]. */
    public static List<int[]> of(int count, int shortest, int longest, int vocabulary, long seed) {
        Random random = new Random(seed);
        List<int[]> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(random.ints(shortest + random.nextInt(longest - shortest + 1), 0, vocabulary)
                    .toArray());
        }
        return texts;
    }
}
