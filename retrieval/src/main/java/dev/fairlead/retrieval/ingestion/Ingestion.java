package dev.fairlead.retrieval.ingestion;

import dev.fairlead.IndexException;
import dev.fairlead.IngestProgress;
import dev.fairlead.retrieval.engine.PassageStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code add}. A pool that lives as long as the call reads, parses, cuts and encodes; the calling thread lists
 * what there is and hands finished documents to the writer in the order they came, so that equal input makes an equal
 * index. Documents under way are bounded in number and in characters.
 */
public final class Ingestion {
    private static final System.Logger LOG = System.getLogger(Ingestion.class.getName());
    private static final int PENDING_PER_THREAD = 4;
    private static final long MAX_PENDING_CHARACTERS = 16L << 20;

    /**
     * Readers follow so often, so that a long ingestion can be watched. Each time leaves a segment, so it goes by time: the
     * faster documents come, the larger the segments, up to the writer's buffer.
     */
    private static final Duration REFRESH_EVERY = Duration.ofSeconds(10);

    /** A crash costs at most so much encoding. */
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(60);

    private final PassageStore engine;
    private final IngestSettings settings;
    private final Contexts contexts;
    private final Preparation.Cancellation cancellation = new Preparation.Cancellation();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Set<String> pendingIds = new HashSet<>();
    private final List<IngestFailure> failures = new ArrayList<>();
    private final LongSupplier nanoTime;
    private final long start;
    private OptionalInt total = OptionalInt.empty();
    private long refreshed;
    private long committed;
    private int added;
    private int updated;
    private int unchanged;
    private long passages;
    private long truncated;
    private boolean interrupted;

    private record Pending(Intake intake, Future<Intake.Outcome> outcome) {}

    /**
     * A call to come.
     *
     * @param engine what to fill
     * @param settings how
     */
    public Ingestion(PassageStore engine, IngestSettings settings) {
        this(engine, settings, System::nanoTime);
    }

    Ingestion(PassageStore engine, IngestSettings settings, LongSupplier nanoTime) {
        this.engine = engine;
        this.settings = settings;
        this.contexts = new Contexts(settings.writer());
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.refreshed = start;
        this.committed = start;
    }

    /**
     * Runs, once.
     *
     * @param documents what to add
     * @return what became of each
     * @throws IndexException if the index is closed or broken
     */
    public IngestReport run(Documents documents) {
        total = documents.total();
        ExecutorService pool = Executors.newFixedThreadPool(
                settings.threads(),
                Thread.ofPlatform().daemon().name("fairlead-ingest-", 1).factory());
        try (Stream<Loaded.Unread> stream = documents.open()) {
            Preparation.Workshop workshop = new Preparation.Workshop(settings, contexts, pool, cancellation);
            Iterator<Loaded.Unread> unread = stream.iterator();
            while (!stopped() && unread.hasNext()) {
                Loaded.Unread next = unread.next();
                if (!stopped()) {
                    take(next, workshop, pool);
                }
            }
            while (!pending.isEmpty()) {
                writeFirst();
            }
        } finally {
            cancellation.cancel();
            pool.close();
            engine.refresh();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - start);
        var counts = new IngestReport.Counts(added, updated, unchanged, passages, truncated);
        return new IngestReport(counts, failures, contexts.report(), interrupted, elapsed);
    }

    /** Whether the caller was interrupted: then what is not yet encoded is given up. */
    private boolean stopped() {
        if (!interrupted && Thread.interrupted()) {
            interrupted = true;
            cancellation.cancel();
        }
        return interrupted;
    }

    private void take(Loaded.Unread next, Preparation.Workshop workshop, ExecutorService pool) {
        while (pendingIds.contains(next.id()) || isFull(next)) {
            writeFirst();
        }
        Intake intake = new Intake(next, engine, workshop);
        pending.add(new Pending(intake, pool.submit(intake)));
        pendingIds.add(next.id());
    }

    private boolean isFull(Loaded.Unread next) {
        long weight = next.weight();
        for (Pending one : pending) {
            weight += one.intake().weight();
        }
        return pending.size() >= settings.threads() * PENDING_PER_THREAD
                || (!pending.isEmpty() && weight > MAX_PENDING_CHARACTERS);
    }

    private void writeFirst() {
        Pending first = pending.removeFirst();
        String id = first.intake().id();
        pendingIds.remove(id);
        try {
            write(first.intake(), await(first.outcome()));
        } catch (CancellationException e) {
            LOG.log(System.Logger.Level.DEBUG, "given up: {0}", id);
        } catch (IndexException e) {
            throw e;
        } catch (RuntimeException e) {
            fail(id, e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private void write(Intake intake, Intake.Outcome outcome) {
        switch (outcome) {
            case Intake.Outcome.Failed failed -> fail(intake.id(), failed.reason());
            case Intake.Outcome.Unchanged unchangedOne -> {
                unchanged++;
                ended(intake.id());
            }
            case Intake.Outcome.NewFacts facts -> writeFacts(intake, facts);
            case Intake.Outcome.Ready ready -> {
                engine.write(ready.prepared(), intake.keepsAccess());
                added++;
                passages += ready.prepared().chunks().size();
                truncated += ready.truncated();
                ended(intake.id());
            }
        }
    }

    private void writeFacts(Intake intake, Intake.Outcome.NewFacts facts) {
        if (engine.setFacts(facts.document(), facts.contentHash(), intake.keepsAccess())) {
            updated++;
            ended(intake.id());
            return;
        }
        // Another caller has replaced or deleted it in between.
        try {
            write(intake, intake.prepare(facts.document(), facts.contentHash()));
        } catch (InterruptedException e) {
            interrupted = true;
            cancellation.cancel();
        }
    }

    /** Waits whatever happens to the caller; an interrupt cancels the rest, so the wait is short. */
    private Intake.Outcome await(Future<Intake.Outcome> future) {
        while (true) {
            try {
                return future.get();
            } catch (InterruptedException e) {
                interrupted = true;
                cancellation.cancel();
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            }
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> new IllegalStateException("a document ended without a result");
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            default -> new IllegalStateException(cause);
        };
    }

    /** A commit shows what it keeps. */
    private void showAndKeep() {
        long now = nanoTime.getAsLong();
        if (now - committed > COMMIT_EVERY.toNanos()) {
            engine.commit();
            committed = nanoTime.getAsLong();
            refreshed = committed;
        } else if (now - refreshed > REFRESH_EVERY.toNanos()) {
            engine.refresh();
            refreshed = nanoTime.getAsLong();
        }
    }

    private void fail(String documentId, String reason) {
        failures.add(new IngestFailure(documentId, reason));
        ended(documentId);
    }

    private void ended(String documentId) {
        int ended = added + updated + unchanged + failures.size();
        showAndKeep();
        Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - start);
        try {
            settings.listener().ingested(new IngestProgress(documentId, ended, total, passages, elapsed));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a listener failed on the progress of an ingestion", e);
        }
    }
}
