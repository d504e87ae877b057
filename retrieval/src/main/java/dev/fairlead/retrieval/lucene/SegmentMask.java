package dev.fairlead.retrieval.lucene;

import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which passages of one segment may be seen, deletions left aside.
 *
 * @param bits the passages, or null where it is all of them, so that no time goes into asking
 * @param count how many
 */
record SegmentMask(@Nullable FixedBitSet bits, int count) {
    private static final int OVERHEAD = 200;

    boolean admits(int doc) {
        return bits == null || bits.get(doc);
    }

    /** What a scorer may collect: this mask without deleted passages; null where it is everything. */
    @Nullable
    Bits accepted(@Nullable Bits live) {
        if (bits == null || live == null) {
            return bits == null ? live : bits;
        }
        FixedBitSet mask = bits;
        return new Bits() {
            @Override
            public boolean get(int doc) {
                return mask.get(doc) && live.get(doc);
            }

            @Override
            public int length() {
                return mask.length();
            }
        };
    }

    int bytes() {
        return OVERHEAD + (bits == null ? 0 : (int) Math.min(Integer.MAX_VALUE / 2, bits.ramBytesUsed()));
    }
}
