package dev.fairlead.retrieval.lucene;

import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which passages of one segment may be seen, deletions left aside.
 *
 * @param bits the passages, or null where it is all of them, so that no time goes into asking
 * @param ordinals their vectors, or null where it is all of them
 * @param count how many
 */
record SegmentMask(@Nullable FixedBitSet bits, @Nullable FixedBitSet ordinals, int count) {
    private static final int OVERHEAD = 200;

    /** A mask of some passages of a segment. */
    static SegmentMask of(LeafReader reader, FixedBitSet bits) throws IOException {
        int count = bits.cardinality();
        FixedBitSet none = new FixedBitSet(0);
        return new SegmentMask(
                bits, count == 0 ? none : SegmentVectors.of(reader).ordinals(bits), count);
    }

    /** A mask of every passage. */
    static SegmentMask all(int count) {
        return new SegmentMask(null, null, count);
    }

    boolean admits(int doc) {
        return bits == null || bits.get(doc);
    }

    /** What a scorer may collect: this mask without deleted passages; null where it is everything. */
    @Nullable
    Bits accepted(@Nullable Bits live) {
        return both(bits, live);
    }

    /** The same of vectors. */
    @Nullable
    Bits acceptedOrdinals(@Nullable Bits live) {
        return both(ordinals, live);
    }

    private static @Nullable Bits both(@Nullable FixedBitSet mask, @Nullable Bits live) {
        if (mask == null || live == null) {
            return mask == null ? live : mask;
        }
        return new Bits() {
            @Override
            public boolean get(int index) {
                return mask.get(index) && live.get(index);
            }

            @Override
            public int length() {
                return mask.length();
            }
        };
    }

    int bytes() {
        return (int) Math.min(Integer.MAX_VALUE / 2, OVERHEAD + bytes(bits) + bytes(ordinals));
    }

    private static long bytes(@Nullable FixedBitSet set) {
        return set == null ? 0 : set.ramBytesUsed();
    }
}
