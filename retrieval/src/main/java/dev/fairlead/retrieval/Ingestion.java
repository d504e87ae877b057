package dev.fairlead.retrieval;

import dev.fairlead.Document;
import dev.fairlead.IndexException;
import dev.fairlead.IngestProgress;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code add}. The calling thread reads, decides what is new, and hands finished documents to the writer in
 * the order they came, so that equal input makes an equal index; a pool that lives as long as the call cuts and encodes.
 * Documents under way are bounded in number and in characters.
 */
final class Ingestion {
    private static final System.Logger LOG = System.getLogger(Ingestion.class.getName());
    private static final int PENDING_PER_THREAD = 4;
    private static final long MAX_PENDING_CHARACTERS = 16L << 20;

    /** Documents after which readers follow, so that a long ingestion can be watched. */
    private static final int REFRESH_EVERY = 1_000;

    /** A crash costs at most so much encoding. */
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(60);

    private final LuceneEngine engine;
    private final IngestSettings settings;
    private final Preparation.Cancellation cancellation = new Preparation.Cancellation();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Set<String> pendingIds = new HashSet<>();
    private final List<IngestFailure> failures = new ArrayList<>();
    private final long start = System.nanoTime();
    private OptionalInt total = OptionalInt.empty();
    private long pendingCharacters;
    private long committed = start;
    private int added;
    private int updated;
    private int unchanged;
    private long passages;
    private long truncated;
    private boolean interrupted;

    private record Pending(Document document, Future<Preparation.Outcome> outcome) {}

    Ingestion(LuceneEngine engine, IngestSettings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    IngestReport run(Documents documents) {
        total = documents.total();
        ExecutorService pool = Executors.newFixedThreadPool(
                settings.threads(),
                Thread.ofPlatform().daemon().name("fairlead-ingest-", 1).factory());
        try (Stream<Loaded> stream = documents.open()) {
            Preparation.Workshop workshop = new Preparation.Workshop(settings, pool, cancellation);
            Iterator<Loaded> loaded = stream.iterator();
            while (!stopped() && loaded.hasNext()) {
                Loaded next = loaded.next();
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
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        var counts = new IngestReport.Counts(added, updated, unchanged, passages, truncated);
        return new IngestReport(counts, failures, interrupted, elapsed);
    }

    /** Whether the caller was interrupted: then what is not yet encoded is given up. */
    private boolean stopped() {
        if (!interrupted && Thread.interrupted()) {
            interrupted = true;
            cancellation.cancel();
        }
        return interrupted;
    }

    private void take(Loaded loaded, Preparation.Workshop workshop, ExecutorService pool) {
        switch (loaded) {
            case Loaded.Failed failed -> {
                failures.add(failed.failure());
                ended(failed.failure().documentId());
            }
            case Loaded.Read read -> take(read.document(), workshop, pool);
        }
    }

    private void take(Document given, Preparation.Workshop workshop, ExecutorService pool) {
        if (given.text().isBlank()) {
            fail(given, "empty: holds no text");
            return;
        }
        if (!isUnicode(given.text()) || !isUnicode(given.title()) || !isUnicode(given.id())) {
            fail(given, "not Unicode text: holds half a surrogate pair");
            return;
        }
        while (pendingIds.contains(given.id()) || isFull(given)) {
            writeFirst();
        }
        Document document = engine.keepingAccess(given);
        String hash = settings.contentHash(document);
        LuceneEngine.Standing standing = engine.standing(document, hash);
        if (standing == LuceneEngine.Standing.UNCHANGED) {
            unchanged++;
            ended(document.id());
        } else if (standing == LuceneEngine.Standing.CHANGED_FACTS && engine.setFacts(document, hash)) {
            updated++;
            ended(document.id());
        } else {
            pending.add(new Pending(document, pool.submit(new Preparation(document, hash, workshop))));
            pendingIds.add(document.id());
            pendingCharacters += document.text().length();
        }
    }

    private boolean isFull(Document next) {
        return pending.size() >= settings.threads() * PENDING_PER_THREAD
                || (!pending.isEmpty() && pendingCharacters + next.text().length() > MAX_PENDING_CHARACTERS);
    }

    private void writeFirst() {
        Pending first = pending.removeFirst();
        pendingIds.remove(first.document().id());
        pendingCharacters -= first.document().text().length();
        try {
            Preparation.Outcome outcome = await(first.outcome());
            engine.write(outcome.prepared());
            added++;
            passages += outcome.prepared().chunks().size();
            truncated += outcome.truncated();
            ended(first.document().id());
        } catch (CancellationException e) {
            LOG.log(System.Logger.Level.DEBUG, "given up: {0}", first.document().id());
        } catch (IndexException e) {
            throw e;
        } catch (RuntimeException e) {
            fail(first.document(), e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** Waits whatever happens to the caller; an interrupt cancels the rest, so the wait is short. */
    private Preparation.Outcome await(Future<Preparation.Outcome> future) {
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

    private void fail(Document document, String reason) {
        failures.add(new IngestFailure(document.id(), reason));
        ended(document.id());
    }

    private void ended(String documentId) {
        int ended = added + updated + unchanged + failures.size();
        if (ended % REFRESH_EVERY == 0) {
            engine.refresh();
        }
        if (System.nanoTime() - committed > COMMIT_EVERY.toNanos()) {
            engine.commit();
            committed = System.nanoTime();
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        try {
            settings.listener().ingested(new IngestProgress(documentId, ended, total, passages, elapsed));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a listener failed on the progress of an ingestion", e);
        }
    }

    /** Half a surrogate pair has no UTF-8 form: stored, it would come back as another character. */
    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
