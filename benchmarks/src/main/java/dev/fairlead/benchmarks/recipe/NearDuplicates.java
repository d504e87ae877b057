package dev.fairlead.benchmarks.recipe;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Recognises texts that nearly repeat an earlier one: at least half of their three-word shingles stand in one earlier text,
 * judged by the quarter of shingles whose hash ends in two zero bits. Broder 1997,
 * https://doi.org/10.1109/SEQUEN.1997.666900. Not thread-safe.
 */
final class NearDuplicates {
    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int SHINGLE = 3;
    private static final int SAMPLED = 4;
    private static final double CONTAINED = 0.5;

    /** The first text each sampled shingle stood in. */
    private final Map<Long, Integer> firstText = new HashMap<>();

    private int texts;

    /** Whether an earlier text held half of this one; if not, this one is remembered. */
    boolean repeats(String text) {
        Set<Long> sketch = sketch(text);
        Map<Integer, Integer> shared = new HashMap<>();
        int most = 0;
        for (Long shingle : sketch) {
            Integer earlier = firstText.get(shingle);
            most = earlier == null ? most : Math.max(most, shared.merge(earlier, 1, Integer::sum));
        }
        if (most > 0 && most >= CONTAINED * sketch.size()) {
            return true;
        }
        texts++;
        sketch.forEach(shingle -> firstText.putIfAbsent(shingle, texts));
        return false;
    }

    static Set<Long> sketch(String text) {
        List<String> words = Stream.of(WORDS.split(text.toLowerCase(Locale.ROOT), -1))
                .filter(word -> !word.isEmpty())
                .toList();
        Set<Long> sketch = new HashSet<>();
        for (int i = 0; i + SHINGLE <= words.size(); i++) {
            long hash = 0;
            for (String word : words.subList(i, i + SHINGLE)) {
                hash = mix(hash * 31 + word.hashCode());
            }
            if (hash % SAMPLED == 0) {
                sketch.add(hash);
            }
        }
        return sketch;
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
