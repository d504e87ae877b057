package dev.fairlead.routing.transformer;

import dev.fairlead.routing.transformer.kernel.Block;
import dev.fairlead.routing.transformer.network.Batch;
import dev.fairlead.routing.transformer.network.Dropout;
import dev.fairlead.routing.transformer.network.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** An encoder and a head, taught together. For one caller at a time. */
final class Network {
    // What is kept for the backward pass is about 150 KB a token with 6 layers. A step over more tokens is taken in
    // parts.
    private static final int TOKENS_AT_ONCE = 512;

    private final Encoder encoder;
    private final Head head;

    Network(Encoder encoder, Head head) {
        this.encoder = encoder;
        this.head = head;
    }

    Encoder encoder() {
        return encoder;
    }

    Head head() {
        return head;
    }

    /**
     * Adds to the gradients of all that is trained.
     *
     * @param rate of dropout
     * @param key of dropout
     * @return the sum of the losses
     */
    double learn(List<Example> examples, double rate, long key) {
        double loss = 0;
        float share = 1f / examples.size();
        List<List<Example>> parts = parts(examples);
        for (int i = 0; i < parts.size(); i++) {
            Batch batch = batch(parts.get(i));
            Dropout dropout = Dropout.of(rate, key + (long) i * Integer.MAX_VALUE);
            head.forward(encoder.forward(batch, dropout), dropout);
            loss += head.backward(labels(parts.get(i)), share);
            encoder.backward(batch, dropout, head.inputGradient(dropout));
        }
        return loss;
    }

    /** Vectors of all examples, without dropout: {@code [examples][dimension]}. */
    Block vectors(List<Example> examples) {
        float[] vectors = new float[examples.size() * encoder.dimension()];
        int at = 0;
        for (List<Example> part : parts(examples)) {
            Block some = encoder.forward(batch(part), Dropout.none());
            System.arraycopy(some.values(), 0, vectors, at, part.size() * encoder.dimension());
            at += part.size() * encoder.dimension();
        }
        return Block.of(vectors, examples.size(), encoder.dimension());
    }

    /** Gives the probabilities of the classes of each example, with its number. */
    void eachProbabilities(List<Example> examples, ObjIntConsumer<float[]> consumer) {
        int number = 0;
        for (List<Example> part : parts(examples)) {
            Block shares = head.forward(encoder.forward(batch(part), Dropout.none()), Dropout.none());
            for (int row = 0; row < part.size(); row++) {
                float[] own = new float[shares.columns()];
                System.arraycopy(shares.values(), shares.at(row), own, 0, own.length);
                consumer.accept(own, number++);
            }
        }
    }

    /** How often the most probable class of an example is the right one, and how probable the right ones are. */
    Progress.Judged judge(List<Example> examples) {
        int[] right = {0};
        double[] loss = {0};
        eachProbabilities(examples, (shares, number) -> {
            int label = examples.get(number).label();
            int best = 0;
            for (int i = 1; i < shares.length; i++) {
                best = shares[i] > shares[best] ? i : best;
            }
            right[0] += best == label ? 1 : 0;
            loss[0] -= Math.log(Math.max(shares[label], Float.MIN_NORMAL));
        });
        return new Progress.Judged(right[0] / (double) examples.size(), loss[0] / examples.size());
    }

    private static List<List<Example>> parts(List<Example> examples) {
        List<List<Example>> parts = new ArrayList<>();
        int from = 0;
        int tokens = 0;
        for (int i = 0; i < examples.size(); i++) {
            int more = examples.get(i).tokens().length;
            if (i > from && tokens + more > TOKENS_AT_ONCE) {
                parts.add(examples.subList(from, i));
                from = i;
                tokens = 0;
            }
            tokens += more;
        }
        parts.add(examples.subList(from, examples.size()));
        return parts;
    }

    private static Batch batch(List<Example> examples) {
        return Batch.of(examples.stream().map(Example::tokens).toList());
    }

    static int[] labels(List<Example> examples) {
        return examples.stream().mapToInt(Example::label).toArray();
    }
}
