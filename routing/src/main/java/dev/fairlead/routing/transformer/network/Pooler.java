package dev.fairlead.routing.transformer.network;

import dev.fairlead.routing.Pooling;
import dev.fairlead.routing.transformer.kernel.Block;
import java.util.Arrays;

/** One vector for each text, of length {@link Encoder#LENGTH}. */
final class Pooler {
    private final Pooling pooling;
    private final Buffer output = new Buffer();
    private final Buffer lengths = new Buffer();

    Pooler(Pooling pooling) {
        this.pooling = pooling;
    }

    Block forward(Batch batch, Block states) {
        Block out = output.block(batch.texts(), states.columns());
        float[] norms = lengths.values(batch.texts());
        Arrays.fill(out.values(), 0, batch.texts() * states.columns(), 0);
        for (int text = 0; text < batch.texts(); text++) {
            for (int i = 0; i < pooled(batch, text); i++) {
                Rows.add(out, text, states, batch.start(text) + i);
            }
            norms[text] = (float) Math.sqrt(Rows.dot(out, text, out, text));
            scale(out, text, Encoder.LENGTH / norms[text]);
        }
        return out;
    }

    /** Over how many tokens the sum runs; a mean is the same sum once its length is set. */
    private int pooled(Batch batch, int text) {
        return pooling == Pooling.CLS ? 1 : batch.length(text);
    }

    private static void scale(Block block, int row, float factor) {
        int at = block.at(row);
        for (int i = 0; i < block.columns(); i++) {
            block.values()[at + i] *= factor;
        }
    }

    /**
     * Finds the gradient by the states.
     *
     * @param gradient by the vectors; changed
     * @param into by the states, written
     */
    void backward(Batch batch, Block gradient, Block into) {
        Block out = output.block(batch.texts(), into.columns());
        float[] norms = lengths.values(batch.texts());
        Arrays.fill(into.values(), 0, into.rows() * into.columns(), 0);
        for (int text = 0; text < batch.texts(); text++) {
            removeStretch(gradient, out, text);
            scale(gradient, text, Encoder.LENGTH / norms[text]);
            for (int i = 0; i < pooled(batch, text); i++) {
                Rows.add(into, batch.start(text) + i, gradient, text);
            }
        }
    }

    /** A vector's length is set, so what would make it longer changes nothing. */
    private static void removeStretch(Block gradient, Block out, int text) {
        float along = Rows.dot(gradient, text, out, text) / (Encoder.LENGTH * Encoder.LENGTH);
        int at = gradient.at(text);
        int outAt = out.at(text);
        for (int i = 0; i < gradient.columns(); i++) {
            gradient.values()[at + i] -= along * out.values()[outAt + i];
        }
    }
}
