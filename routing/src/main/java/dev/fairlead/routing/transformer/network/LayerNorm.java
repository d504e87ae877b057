package dev.fairlead.routing.transformer.network;

import dev.fairlead.routing.graph.BertWeights;
import dev.fairlead.routing.transformer.kernel.Block;
import dev.fairlead.routing.transformer.kernel.Team;

/** {@code out = (in - mean) / deviation * scale + bias} over the values of a row. Keeps what the backward pass needs. */
final class LayerNorm {
    private static final double EPSILON = 1e-12; // as BERT was trained

    private final Parameter scale;
    private final Parameter bias;
    private final Buffer normalised = new Buffer();
    private final Buffer steepness = new Buffer(); // one over the deviation of each row

    LayerNorm(Parameter scale, Parameter bias) {
        this.scale = scale;
        this.bias = bias;
    }

    static LayerNorm read(BertWeights weights, String name) {
        int dimension = weights.dimension();
        return new LayerNorm(
                new Parameter(name + ".weight", weights.values(name + ".weight"), dimension, Parameter.Kind.VECTOR),
                new Parameter(name + ".bias", weights.values(name + ".bias"), dimension, Parameter.Kind.VECTOR));
    }

    Parameter scale() {
        return scale;
    }

    Parameter bias() {
        return bias;
    }

    /** The norm of {@code residual + dropout(branch)}; {@code branch} is overwritten. */
    void forward(Team team, Block branch, Block residual, Dropout dropout, Block out) {
        Block kept = normalised.block(out.rows(), out.columns());
        float[] slopes = steepness.values(out.rows());
        team.eachRows(out.rows(), (worker, from, to) -> {
            for (int row = from; row < to; row++) {
                dropout.apply(branch.values(), branch.at(row), branch.columns(), row);
                Rows.add(branch, row, residual, row);
                slopes[row] = normalise(branch, kept, row);
                stretch(kept, out, row);
            }
        });
    }

    private static float normalise(Block in, Block out, int row) {
        int count = in.columns();
        int from = in.at(row);
        int to = out.at(row);
        float mean = Rows.sum(in, row) / count;
        for (int i = 0; i < count; i++) {
            out.values()[to + i] = in.values()[from + i] - mean;
        }
        float slope = (float) (1 / Math.sqrt(Rows.dot(out, row, out, row) / count + EPSILON));
        for (int i = 0; i < count; i++) {
            out.values()[to + i] *= slope;
        }
        return slope;
    }

    private void stretch(Block in, Block out, int row) {
        float[] scales = scale.values();
        float[] shifts = bias.values();
        int from = in.at(row);
        int to = out.at(row);
        for (int i = 0; i < scales.length; i++) {
            out.values()[to + i] = in.values()[from + i] * scales[i] + shifts[i];
        }
    }

    /**
     * Turns the gradient by the output into that by the residual, and writes that by the branch.
     *
     * @param gradient changed
     * @param branch written
     * @param dropout as in the forward pass
     */
    void backward(Team team, Block gradient, Block branch, Dropout dropout) {
        Block kept = normalised.block(gradient.rows(), gradient.columns());
        float[] slopes = steepness.values(gradient.rows());
        if (scale.trained()) {
            team.eachColumns(gradient.columns(), (worker, from, to) -> addGradients(gradient, kept, from, to));
        }
        team.eachRows(gradient.rows(), (worker, from, to) -> {
            for (int row = from; row < to; row++) {
                backward(gradient, kept, row, slopes[row]);
                System.arraycopy(
                        gradient.values(), gradient.at(row), branch.values(), branch.at(row), branch.columns());
                dropout.apply(branch.values(), branch.at(row), branch.columns(), row);
            }
        });
    }

    private void addGradients(Block gradient, Block kept, int from, int to) {
        float[] byScale = scale.gradient();
        float[] byBias = bias.gradient();
        for (int row = 0; row < gradient.rows(); row++) {
            int at = gradient.at(row);
            int keptAt = kept.at(row);
            for (int i = from; i < to; i++) {
                byBias[i] += gradient.values()[at + i];
                byScale[i] += gradient.values()[at + i] * kept.values()[keptAt + i];
            }
        }
    }

    /** The gradient loses what shifting or stretching the row would change, which the norm takes out again. */
    private void backward(Block gradient, Block kept, int row, float slope) {
        float[] scales = scale.values();
        float[] values = gradient.values();
        int at = gradient.at(row);
        int keptAt = kept.at(row);
        for (int i = 0; i < scales.length; i++) {
            values[at + i] *= scales[i];
        }
        float shift = Rows.sum(gradient, row) / scales.length;
        float stretch = Rows.dot(gradient, row, kept, row) / scales.length;
        for (int i = 0; i < scales.length; i++) {
            values[at + i] = slope * (values[at + i] - shift - stretch * kept.values()[keptAt + i]);
        }
    }
}
