package dev.fairlead.benchmarks.vector;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.ForwardingTextEncoder;
import dev.fairlead.TextEncoder;
import dev.fairlead.text.ContentHash;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An encoder that gives a passage no vector of its own text but one of a few real ones, moved: {@code v + s (a - b)}, brought
 * to unit length, with {@code v}, {@code a}, {@code b} drawn from real passage vectors and {@code s} from [.3, .7], seeded by
 * the text. It has the directions and the spread of real vectors, and costs next to nothing: for timing a large index, not
 * for judging what it finds. Questions are encoded in earnest. Thread-safe; owns the encoder.
 */
public final class PerturbedVectors extends ForwardingTextEncoder {
    private static final int RADIX = 16;
    private static final int DIGITS = 15;
    private static final double LEAST = 0.3;
    private static final double MOST = 0.7;

    private final List<float[]> real;

    /**
     * Over some real vectors.
     *
     * @param encoder the encoder of questions
     * @param real vectors it gave for passages, at least one
     * @throws IllegalArgumentException if there are none
     */
    public PerturbedVectors(TextEncoder encoder, List<float[]> real) {
        super(encoder);
        if (real.isEmpty()) {
            throw new IllegalArgumentException("real must hold a vector");
        }
        this.real = List.copyOf(real);
    }

    @Override
    public Encoding encode(String text, Kind kind, Deadline deadline) {
        if (kind == Kind.QUERY) {
            return super.encode(text, kind, deadline);
        }
        long seed = Long.parseLong(ContentHash.of(text).substring(0, DIGITS), RADIX);
        return Encoding.of(moved(new SplittableRandom(seed)), 1, false);
    }

    private float[] moved(SplittableRandom random) {
        float[] vector = drawn(random).clone();
        float[] towards = drawn(random);
        float[] away = drawn(random);
        double share = random.nextDouble(LEAST, MOST);
        double norm = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] += (float) (share * (towards[i] - away[i]));
            norm += (double) vector[i] * vector[i];
        }
        float scale = (float) (1 / Math.sqrt(norm));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }

    private float[] drawn(SplittableRandom random) {
        return real.get(random.nextInt(real.size()));
    }
}
