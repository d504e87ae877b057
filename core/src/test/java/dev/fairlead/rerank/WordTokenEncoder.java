package dev.fairlead.rerank;

import dev.fairlead.Deadline;
import dev.fairlead.TextEncoder;
import dev.fairlead.text.Terms;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A token encoder that gives each word a random vector of its own, whatever stands beside it. */
public final class WordTokenEncoder implements TokenEncoder {
    private static final int DIMENSION = 100;

    private final AtomicInteger calls = new AtomicInteger();

    /** How many texts were encoded. */
    public int calls() {
        return calls.get();
    }

    @Override
    public TokenVectors tokenVectors(String text, TextEncoder.Kind kind, Deadline deadline) {
        deadline.check("encode");
        calls.incrementAndGet();
        List<String> words = Terms.of(text);
        float[][] vectors = new float[words.size()][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = vector(words.get(i));
        }
        return TokenVectors.of(vectors);
    }

    private static float[] vector(String word) {
        Random random = new Random(word.hashCode());
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
