package dev.fairlead.routing.transformer.network;

/**
 * Sets a share of values to zero and scales the others up, so that sums stay as they are on average (Srivastava et al., JMLR
 * 2014, https://jmlr.org/papers/v15/srivastava14a.html). Which ones is a hash of a key and of where the value stands: the
 * backward pass finds the same ones again without keeping them, and no thread takes random numbers from another. Immutable.
 */
public final class Dropout {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int BITS = 16;
    private static final int MASK = (1 << BITS) - 1;

    private final int threshold;
    private final float scale;
    private final long key;

    private Dropout(int threshold, long key) {
        this.threshold = threshold;
        this.scale = (float) (1 << BITS) / ((1 << BITS) - threshold);
        this.key = key;
    }

    /**
     * Leaves everything as it is.
     *
     * @return for use rather than training
     */
    public static Dropout none() {
        return new Dropout(0, 0);
    }

    /**
     * Drops a share of values.
     *
     * @param rate the share, in [0, 1), kept to a 65,536th
     * @param key another one for each step
     * @return the dropout
     */
    public static Dropout of(double rate, long key) {
        return new Dropout((int) Math.round(rate * (1 << BITS)), mix(key));
    }

    /** The dropout of one place in the network. */
    Dropout at(int place) {
        return new Dropout(threshold, mix(key + place * GOLDEN));
    }

    /**
     * Drops values of a row.
     *
     * @param values where the row is
     * @param at its first value
     * @param count how many it has
     * @param row tells it from other rows of this dropout
     */
    public void apply(float[] values, int at, int count, long row) {
        if (threshold == 0) {
            return;
        }
        long start = mix(key ^ row);
        for (int i = 0; i < count; i += 4) {
            long bits = mix(start + i * GOLDEN);
            for (int j = i; j < Math.min(count, i + 4); j++) {
                // Multiplied, not branched on: which way it goes cannot be predicted.
                values[at + j] *= (int) (bits & MASK) < threshold ? 0 : scale;
                bits >>>= BITS;
            }
        }
    }

    /** The finaliser of SplitMix64: Steele, Lea and Flood, OOPSLA 2014, https://doi.org/10.1145/2660193.2660195. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
