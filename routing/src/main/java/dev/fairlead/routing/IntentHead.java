package dev.fairlead.routing;

import java.util.List;

/**
 * What turns a vector into logits: one linear layer, or two with the positive part taken between them.
 *
 * @param layers in the order they are applied
 */
record IntentHead(List<LinearLayer> layers) {
    /** Copies. */
    IntentHead {
        layers = List.copyOf(layers);
    }

    int dimension() {
        return layers.getFirst().inputs();
    }

    int classes() {
        return layers.getLast().outputs();
    }

    /** The logits of one vector. */
    float[] logits(float[] vector) {
        float[] values = layers.getFirst().of(vector);
        for (LinearLayer layer : layers.subList(1, layers.size())) {
            keepPositive(values);
            values = layer.of(values);
        }
        return values;
    }

    /** Replaces negative values by zero. */
    static void keepPositive(float[] values) {
        for (int k = 0; k < values.length; k++) {
            values[k] = Math.max(0, values[k]);
        }
    }
}
