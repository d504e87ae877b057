package dev.fairlead.routing.transformer.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops on the Vector API, whose module a JVM must be started with. A product is worked on a panel of {@value #VECTORS} vectors
 * of columns at a time, copied so that it lies in the nearest cache, and four rows at a time, whose {@code 4 * 3} sums stay in
 * registers (Goto and van de Geijn, ACM TOMS 2008, https://doi.org/10.1145/1356052.1356053); with the vectors of {@code b} and
 * one value of {@code a} that makes the 16 registers there are without AVX-512.
 *
 * <p>Sums never run across the lanes of a vector, for their order there is not specified and differs between interpreted and
 * compiled code; nor do the API's own exponentials appear here, for the same reason. So the same input gives the same bits.
 */
final class VectorKernel implements Kernel {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int LANE_COUNT = LANES.length();
    private static final int VECTORS = 3;
    private static final int WIDTH = VECTORS * LANE_COUNT;
    private static final int ROWS = 4;
    private static final int DEPTH = 128; // a panel of 24 KB with vectors of 512 bits

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int scratch() {
        return (DEPTH + ROWS) * WIDTH;
    }

    @Override
    public void addProduct(Block a, Block b, boolean turned, Block c, float[] scratch) {
        for (int column = 0; column < c.columns(); column += WIDTH) {
            Block target = c.columns(column, Math.min(WIDTH, c.columns() - column));
            for (int k = 0; k < a.columns(); k += DEPTH) {
                Block factor = a.columns(k, Math.min(DEPTH, a.columns() - k));
                if (turned) {
                    packTurned(b.rows(column, target.columns()).columns(k, factor.columns()), scratch);
                } else {
                    pack(b.rows(k, factor.columns()).columns(column, target.columns()), scratch);
                }
                if (target.columns() == WIDTH) {
                    sweep(factor, target, scratch);
                } else {
                    sweepEdge(factor, target, scratch);
                }
            }
        }
    }

    /** Lays rows of up to {@link #WIDTH} values one behind the other, filled up with zeros. */
    private static void pack(Block b, float[] panel) {
        for (int k = 0; k < b.rows(); k++) {
            System.arraycopy(b.values(), b.at(k), panel, k * WIDTH, b.columns());
            Arrays.fill(panel, k * WIDTH + b.columns(), (k + 1) * WIDTH, 0);
        }
    }

    /** The same with columns. */
    private static void packTurned(Block b, float[] panel) {
        if (b.rows() < WIDTH) {
            Arrays.fill(panel, 0, b.columns() * WIDTH, 0);
        }
        for (int j = 0; j < b.rows(); j++) {
            int at = b.at(j);
            for (int k = 0; k < b.columns(); k++) {
                panel[k * WIDTH + j] = b.values()[at + k];
            }
        }
    }

    private static void sweep(Block a, Block c, float[] panel) {
        int row = 0;
        for (; row + ROWS <= a.rows(); row += ROWS) {
            fourRows(a, row, panel, c.values(), c.at(row), c.stride());
        }
        for (; row < a.rows(); row++) {
            oneRow(a, row, panel, c.values(), c.at(row));
        }
    }

    /** Where the panel is wider than what is left of {@code c}, the sums are taken behind the panel. */
    private static void sweepEdge(Block a, Block c, float[] panel) {
        int aside = DEPTH * WIDTH;
        for (int row = 0; row < a.rows(); row += ROWS) {
            int rows = Math.min(ROWS, a.rows() - row);
            Arrays.fill(panel, aside, aside + ROWS * WIDTH, 0);
            sweep(a.rows(row, rows), Block.of(panel, DEPTH + ROWS, WIDTH).rows(DEPTH, rows), panel);
            for (int r = 0; r < rows; r++) {
                int at = c.at(row + r);
                for (int j = 0; j < c.columns(); j++) {
                    c.values()[at + j] += panel[aside + r * WIDTH + j];
                }
            }
        }
    }

    private static void fourRows(Block block, int row, float[] panel, float[] c, int at, int stride) {
        float[] a = block.values();
        int depth = block.columns();
        int a0 = block.at(row);
        int a1 = block.at(row + 1);
        int a2 = block.at(row + 2);
        int a3 = block.at(row + 3);
        int at1 = at + stride;
        int at2 = at1 + stride;
        int at3 = at2 + stride;
        FloatVector c00 = load(c, at);
        FloatVector c01 = load(c, at + LANE_COUNT);
        FloatVector c02 = load(c, at + 2 * LANE_COUNT);
        FloatVector c10 = load(c, at1);
        FloatVector c11 = load(c, at1 + LANE_COUNT);
        FloatVector c12 = load(c, at1 + 2 * LANE_COUNT);
        FloatVector c20 = load(c, at2);
        FloatVector c21 = load(c, at2 + LANE_COUNT);
        FloatVector c22 = load(c, at2 + 2 * LANE_COUNT);
        FloatVector c30 = load(c, at3);
        FloatVector c31 = load(c, at3 + LANE_COUNT);
        FloatVector c32 = load(c, at3 + 2 * LANE_COUNT);
        for (int k = 0, p = 0; k < depth; k++, p += WIDTH) {
            FloatVector b0 = load(panel, p);
            FloatVector b1 = load(panel, p + LANE_COUNT);
            FloatVector b2 = load(panel, p + 2 * LANE_COUNT);
            FloatVector x = FloatVector.broadcast(LANES, a[a0 + k]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            c02 = x.fma(b2, c02);
            x = FloatVector.broadcast(LANES, a[a1 + k]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            c12 = x.fma(b2, c12);
            x = FloatVector.broadcast(LANES, a[a2 + k]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            c22 = x.fma(b2, c22);
            x = FloatVector.broadcast(LANES, a[a3 + k]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            c32 = x.fma(b2, c32);
        }
        store(c00, c01, c02, c, at);
        store(c10, c11, c12, c, at1);
        store(c20, c21, c22, c, at2);
        store(c30, c31, c32, c, at3);
    }

    private static void oneRow(Block block, int row, float[] panel, float[] c, int at) {
        float[] a = block.values();
        int depth = block.columns();
        int a0 = block.at(row);
        FloatVector c0 = load(c, at);
        FloatVector c1 = load(c, at + LANE_COUNT);
        FloatVector c2 = load(c, at + 2 * LANE_COUNT);
        for (int k = 0, p = 0; k < depth; k++, p += WIDTH) {
            FloatVector x = FloatVector.broadcast(LANES, a[a0 + k]);
            c0 = x.fma(load(panel, p), c0);
            c1 = x.fma(load(panel, p + LANE_COUNT), c1);
            c2 = x.fma(load(panel, p + 2 * LANE_COUNT), c2);
        }
        store(c0, c1, c2, c, at);
    }

    private static FloatVector load(float[] values, int at) {
        return FloatVector.fromArray(LANES, values, at);
    }

    private static void store(FloatVector first, FloatVector second, FloatVector third, float[] values, int at) {
        first.intoArray(values, at);
        second.intoArray(values, at + LANE_COUNT);
        third.intoArray(values, at + 2 * LANE_COUNT);
    }

    @Override
    public void gelu(float[] values, float[] slopes, int from, int to) {
        VectorMath.gelu(values, slopes, from, to);
    }

    @Override
    public void exp(float[] values, float shift, int from, int to) {
        VectorMath.exp(values, shift, from, to);
    }
}
