package dev.fairlead.routing.registry;

import dev.fairlead.Inquiry;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.Router;
import dev.fairlead.TextEncoder;
import dev.fairlead.routing.IntentRouter;
import dev.fairlead.routing.RouteTable;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Routes by a registry's current version, which may change while questions are under way: each is decided by one version from
 * beginning to end, named in the step {@value #STEP} of its trace, and a version is freed when its last question is done.
 *
 * <p>Thread-safe. Starts no thread: a host calls {@link #refresh()} after a promotion, or from time to time where another
 * process promotes.
 */
public final class ServedRouter implements Router {
    /** The step of a trace that says which version decided. */
    public static final String STEP = "model";

    private final ModelRegistry registry;
    private final TextEncoder encoder;
    private final RouteTable table;
    private final AtomicReference<@Nullable Serving> serving = new AtomicReference<>();

    /** Held while a version is opened, so that of two refreshes at once the later one's version stays. */
    private final ReentrantLock refreshing = new ReentrantLock();

    private ServedRouter(ModelRegistry registry, TextEncoder encoder, RouteTable table) {
        this.registry = registry;
        this.encoder = Objects.requireNonNull(encoder, "encoder");
        this.table = Objects.requireNonNull(table, "table");
    }

    /**
     * Serves a registry's current version.
     *
     * @param registry with a current version
     * @param encoder the encoder heads were trained with; stays open
     * @param table where intents go
     * @return the router; close it
     * @throws IllegalStateException if no version is current
     * @throws dev.fairlead.RoutingException if the version cannot be opened
     */
    public static ServedRouter of(ModelRegistry registry, TextEncoder encoder, RouteTable table) {
        ServedRouter router = new ServedRouter(registry, encoder, table);
        router.serving.set(router.opened(router.wanted()));
        return router;
    }

    /** A version at work, and how many hold it: one for being current, one for each question under way. */
    private record Serving(int number, IntentRouter router, AtomicInteger holders) {
        boolean hold() {
            return holders.getAndUpdate(holding -> holding == 0 ? 0 : holding + 1) > 0;
        }

        void letGo() {
            if (holders.decrementAndGet() == 0) {
                router.close();
            }
        }
    }

    private int wanted() {
        return registry.current()
                .orElseThrow(() -> new IllegalStateException("no version of the registry is current; promote one"))
                .number();
    }

    private Serving opened(int number) {
        return new Serving(number, registry.router(number, encoder, table), new AtomicInteger(1));
    }

    /**
     * Serves the version that is current now. Where it cannot be opened, the one before goes on.
     *
     * @return whether another version is served than before
     * @throws IllegalStateException if this router is closed
     * @throws dev.fairlead.RoutingException if the version cannot be opened
     */
    public boolean refresh() {
        refreshing.lock();
        try {
            return swapped();
        } finally {
            refreshing.unlock();
        }
    }

    private boolean swapped() {
        int number = wanted();
        if (current().number() == number) {
            return false;
        }
        Serving next = opened(number);
        Serving before = serving.getAndUpdate(now -> now == null ? null : next);
        if (before == null) {
            next.letGo();
            throw closed();
        }
        before.letGo();
        return true;
    }

    /**
     * The version that decides questions now.
     *
     * @return its number
     * @throws IllegalStateException if this router is closed
     */
    public int version() {
        return current().number();
    }

    private Serving current() {
        Serving now = serving.get();
        if (now == null) {
            throw closed();
        }
        return now;
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the served router is closed");
    }

    @Override
    public RouteDecision route(Inquiry inquiry, Set<RoutePath> available) {
        Serving held = current();
        while (!held.hold()) {
            // Swapped and freed between the two lines: the next one is there already.
            held = current();
        }
        try {
            long start = System.nanoTime();
            RouteDecision decision = held.router().route(inquiry, available);
            inquiry.record(STEP, start, Map.of("version", held.number()));
            return decision;
        } finally {
            held.letGo();
        }
    }

    /** Frees the version once its last question is done. */
    @Override
    public void close() {
        Serving last = serving.getAndSet(null);
        if (last != null) {
            last.letGo();
        }
    }
}
