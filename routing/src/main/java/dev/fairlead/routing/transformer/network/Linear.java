package dev.fairlead.routing.transformer.network;

import dev.fairlead.routing.transformer.kernel.Block;
import dev.fairlead.routing.transformer.kernel.Team;

/** {@code out = in * weight + bias}. */
public final class Linear {
    private final Parameter weight;
    private final Parameter bias;

    /**
     * A layer.
     *
     * @param weight {@code [inputs][outputs]}
     * @param bias {@code [outputs]}
     */
    public Linear(Parameter weight, Parameter bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /**
     * The matrix.
     *
     * @return {@code [inputs][outputs]}
     */
    public Parameter weight() {
        return weight;
    }

    /**
     * What is added.
     *
     * @return {@code [outputs]}
     */
    public Parameter bias() {
        return bias;
    }

    int outputs() {
        return bias.values().length;
    }

    /**
     * Maps rows.
     *
     * @param team does it
     * @param in {@code [rows][inputs]}
     * @param out {@code [rows][outputs]}, written
     */
    public void forward(Team team, Block in, Block out) {
        team.eachPanel(out.columns(), (worker, from, to) -> {
            Block panel = out.columns(from, to - from);
            for (int row = 0; row < panel.rows(); row++) {
                System.arraycopy(bias.values(), from, panel.values(), panel.at(row), to - from);
            }
            worker.addProduct(in, weight.matrix().columns(from, to - from), panel);
        });
    }

    /**
     * Adds to the gradients of those parameters that are trained.
     *
     * @param team does it
     * @param in what was mapped
     * @param gradient by the outputs, {@code [rows][outputs]}
     */
    public void backward(Team team, Block in, Block gradient) {
        if (weight.trained()) {
            Block columns = team.turned(in);
            team.addProduct(columns, gradient, weight.gradientMatrix());
        }
        if (bias.trained()) {
            team.eachColumns(gradient.columns(), (worker, from, to) -> addRows(gradient, from, to, bias.gradient()));
        }
    }

    private static void addRows(Block rows, int from, int to, float[] sums) {
        for (int row = 0; row < rows.rows(); row++) {
            int at = rows.at(row);
            for (int column = from; column < to; column++) {
                sums[column] += rows.values()[at + column];
            }
        }
    }

    /**
     * Adds to the gradient by the inputs.
     *
     * @param team does it
     * @param gradient by the outputs, {@code [rows][outputs]}
     * @param into by the inputs, {@code [rows][inputs]}
     */
    public void addInputGradient(Team team, Block gradient, Block into) {
        team.addProductTurned(gradient, weight.matrix(), into);
    }
}
