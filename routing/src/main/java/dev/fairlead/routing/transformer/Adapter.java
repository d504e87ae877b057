package dev.fairlead.routing.transformer;

import dev.fairlead.routing.transformer.kernel.Block;
import dev.fairlead.routing.transformer.kernel.Team;
import dev.fairlead.routing.transformer.network.Parameter;
import java.util.List;
import java.util.Random;

/**
 * A low-rank change to some columns of a matrix. The matrix is written anew after each step, {@code base + scale * down * up}, and
 * its gradient handed on to the two factors: passes through the network know nothing of it. Not thread-safe.
 */
final class Adapter {
    private final Parameter target;
    private final int from;
    private final int columns;
    private final float scale;
    private final float[] base;
    private final Parameter down;
    private final Parameter up;

    /**
     * An adapter that changes nothing yet.
     *
     * @param target whose gradient is summed up, but which the optimiser leaves alone
     * @param from the first column
     * @param columns how many
     * @param settings rank and scale
     * @param random for the first factor
     */
    Adapter(Parameter target, int from, int columns, Depth.LowRank settings, Random random) {
        this.target = target;
        this.from = from;
        this.columns = columns;
        this.scale = (float) (settings.alpha() / settings.rank());
        this.base = target.values().clone();
        int inputs = target.matrix().rows();
        int rank = settings.rank();
        float[] first = new float[inputs * rank];
        for (int i = 0; i < first.length; i++) {
            first[i] = (float) (random.nextGaussian() / Math.sqrt(inputs));
        }
        String name = target.name() + "." + from;
        this.down = new Parameter(name + ".down", first, rank, Parameter.Kind.MATRIX);
        this.up = new Parameter(name + ".up", new float[rank * columns], columns, Parameter.Kind.MATRIX);
        down.train();
        up.train();
    }

    List<Parameter> parameters() {
        return List.of(down, up);
    }

    /** Writes the matrix anew. */
    void apply(Team team) {
        Block matrix = window(target.values());
        Block before = window(base);
        float[] scaled = new float[up.values().length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = scale * up.values()[i];
        }
        for (int row = 0; row < matrix.rows(); row++) {
            System.arraycopy(before.values(), before.at(row), matrix.values(), matrix.at(row), columns);
        }
        team.addProduct(down.matrix(), Block.of(scaled, scaled.length / columns, columns), matrix);
    }

    /** Hands the matrix's gradient on to the factors. */
    void collect(Team team) {
        Block gradient = window(target.gradient());
        Block turned = team.turned(down.matrix());
        team.addProductTurned(gradient, up.matrix(), down.gradientMatrix());
        team.addProduct(turned, gradient, up.gradientMatrix());
        for (Parameter factor : parameters()) {
            for (int i = 0; i < factor.gradient().length; i++) {
                factor.gradient()[i] *= scale;
            }
        }
    }

    private Block window(float[] values) {
        int width = target.matrix().columns();
        return Block.of(values, values.length / width, width).columns(from, columns);
    }
}
