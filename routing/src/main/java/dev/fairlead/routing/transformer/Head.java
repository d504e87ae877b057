package dev.fairlead.routing.transformer;

import dev.fairlead.routing.transformer.kernel.Block;
import dev.fairlead.routing.transformer.kernel.Team;
import dev.fairlead.routing.transformer.network.Dropout;
import dev.fairlead.routing.transformer.network.Linear;
import dev.fairlead.routing.transformer.network.Parameter;
import java.util.Arrays;
import java.util.List;

/** A linear layer from vectors to classes under cross-entropy. Keeps what the backward pass needs. For one caller at a time. */
final class Head {
    private final Team team;
    private final Linear linear;
    private final int dimension;
    private final int classes;
    private Block dropped = Block.of(new float[0], 0, 0);
    private Block shares = Block.of(new float[0], 0, 0);
    private Block inputs = Block.of(new float[0], 0, 0);

    /** A head that finds all classes equally likely. */
    Head(Team team, int dimension, int classes) {
        this.team = team;
        this.dimension = dimension;
        this.classes = classes;
        this.linear = new Linear(
                new Parameter("classifier.weight", new float[dimension * classes], classes, Parameter.Kind.MATRIX),
                new Parameter("classifier.bias", new float[classes], classes, Parameter.Kind.VECTOR));
        parameters().forEach(Parameter::train);
    }

    List<Parameter> parameters() {
        return List.of(linear.weight(), linear.bias());
    }

    /**
     * Finds the probabilities of classes.
     *
     * @param vectors {@code [texts][dimension]}
     * @return {@code [texts][classes]}, valid until the next call
     */
    Block forward(Block vectors, Dropout dropout) {
        size(vectors.rows());
        for (int row = 0; row < vectors.rows(); row++) {
            System.arraycopy(vectors.values(), vectors.at(row), dropped.values(), dropped.at(row), dimension);
            dropout.apply(dropped.values(), dropped.at(row), dimension, row);
        }
        linear.forward(team, dropped, shares);
        team.eachRows(shares.rows(), (worker, from, to) -> {
            for (int row = from; row < to; row++) {
                worker.softmax(shares.values(), shares.at(row), classes);
            }
        });
        return shares;
    }

    private void size(int rows) {
        if (dropped.rows() != rows) {
            dropped = Block.of(new float[rows * dimension], rows, dimension);
            inputs = Block.of(new float[rows * dimension], rows, dimension);
            shares = Block.of(new float[rows * classes], rows, classes);
        }
    }

    /**
     * Adds to the gradients of the head.
     *
     * @param labels the right classes of the vectors before
     * @param share what a text counts
     * @return the sum of {@code -log(probability)} of the right classes
     */
    double backward(int[] labels, float share) {
        double loss = 0;
        for (int row = 0; row < labels.length; row++) {
            int at = shares.at(row);
            loss -= Math.log(Math.max(shares.values()[at + labels[row]], Float.MIN_NORMAL));
            shares.values()[at + labels[row]] -= 1;
            for (int i = at; i < at + classes; i++) {
                shares.values()[i] *= share;
            }
        }
        linear.backward(team, dropped, shares);
        return loss;
    }

    /**
     * The gradient by the vectors, after {@link #backward}.
     *
     * @return {@code [texts][dimension]}, to be changed freely until the next call
     */
    Block inputGradient(Dropout dropout) {
        Arrays.fill(inputs.values(), 0);
        linear.addInputGradient(team, shares, inputs);
        for (int row = 0; row < inputs.rows(); row++) {
            dropout.apply(inputs.values(), inputs.at(row), dimension, row);
        }
        return inputs;
    }

    /** {@code [dimension][classes]}, shared. */
    float[] matrix() {
        return linear.weight().values();
    }

    /** {@code [classes]}, shared. */
    float[] bias() {
        return linear.bias().values();
    }
}
