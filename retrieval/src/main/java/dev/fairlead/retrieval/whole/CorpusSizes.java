package dev.fairlead.retrieval.whole;

import dev.fairlead.context.TokenEstimate;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many tokens a view of an index has, remembered until the view changes. Thread-safe.
 *
 * <p>O(1) once known; before, O(passages / 64) where the number of passages alone shows that they are too many, else one
 * reading of at most as many passages as fit.
 */
final class CorpusSizes {
    private static final int MOST = 256;

    /** What a size was counted of: the version tells content apart, the constraint who sees it. */
    private record View(String version, Within within) {}

    private final long limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<View, Long> known = new LinkedHashMap<>(16, 0.75f, true);

    CorpusSizes(long limit) {
        this.limit = limit;
    }

    /** Tokens of everything in view; some number above the limit where they are more. */
    long of(IndexSnapshot snapshot, Within within) {
        View view = new View(snapshot.version(), within);
        lock.lock();
        try {
            Long tokens = known.get(view);
            if (tokens != null) {
                return tokens;
            }
        } finally {
            lock.unlock();
        }
        long least = TokenEstimate.leastOf(snapshot.size(within));
        long tokens =
                least > limit ? least : Tiles.ofCorpus(snapshot, within, limit).tokens();
        lock.lock();
        try {
            known.put(view, tokens);
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
        return tokens;
    }
}
