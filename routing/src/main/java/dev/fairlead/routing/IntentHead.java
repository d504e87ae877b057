package dev.fairlead.routing;

import java.util.List;
import java.util.Optional;

/**
 * What turns a vector into logits: one linear layer, or two with the positive part taken between them; and, at a weight, how
 * near the vector lies to training rows of each label.
 *
 * @param layers in the order they are applied
 * @param neighbours the rows, where they are looked at
 * @param weight of their cosines
 */
record IntentHead(List<LinearLayer> layers, Optional<Neighbours> neighbours, float weight) {
    /** Copies. */
    IntentHead {
        layers = List.copyOf(layers);
    }

    /** Of layers alone. */
    IntentHead(List<LinearLayer> layers) {
        this(layers, Optional.empty(), 0);
    }

    /** The same layers beside training rows, whose weight is still to be chosen. */
    IntentHead beside(Neighbours rows) {
        return new IntentHead(layers, Optional.of(rows), 0);
    }

    /** The same at another weight; at 0 rows are left out. */
    IntentHead weighing(float newWeight) {
        return newWeight == 0 ? new IntentHead(layers) : new IntentHead(layers, neighbours, newWeight);
    }

    int dimension() {
        return layers.getFirst().inputs();
    }

    int classes() {
        return layers.getLast().outputs();
    }

    /** The logits of one vector. */
    float[] logits(float[] vector) {
        float[] logits = ofLayers(vector);
        neighbours.ifPresent(rows -> add(weight, rows.cosines(vector), logits));
        return logits;
    }

    /** Adds cosines at a weight to logits. */
    static void add(float weight, float[] cosines, float[] logits) {
        for (int k = 0; k < logits.length; k++) {
            logits[k] += weight * cosines[k];
        }
    }

    /** What the layers make of one vector. */
    float[] ofLayers(float[] vector) {
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
