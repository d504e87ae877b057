package dev.fairlead.routing.transformer.network;

import dev.fairlead.routing.transformer.kernel.Block;

/** Sums over rows, four side by side, since one alone would wait for each addition; always in the same order. */
final class Rows {
    private Rows() {}

    static void add(Block to, int row, Block from, int fromRow) {
        int at = to.at(row);
        int fromAt = from.at(fromRow);
        for (int i = 0; i < to.columns(); i++) {
            to.values()[at + i] += from.values()[fromAt + i];
        }
    }

    static float sum(Block block, int row) {
        float[] v = block.values();
        int at = block.at(row);
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 4 <= block.columns(); i += 4) {
            a += v[at + i];
            b += v[at + i + 1];
            c += v[at + i + 2];
            d += v[at + i + 3];
        }
        for (; i < block.columns(); i++) {
            a += v[at + i];
        }
        return a + b + (c + d);
    }

    static float dot(Block one, int row, Block other, int otherRow) {
        float[] v = one.values();
        float[] w = other.values();
        int at = one.at(row);
        int by = other.at(otherRow);
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 4 <= one.columns(); i += 4) {
            a += v[at + i] * w[by + i];
            b += v[at + i + 1] * w[by + i + 1];
            c += v[at + i + 2] * w[by + i + 2];
            d += v[at + i + 3] * w[by + i + 3];
        }
        for (; i < one.columns(); i++) {
            a += v[at + i] * w[by + i];
        }
        return a + b + (c + d);
    }
}
