package dev.fairlead.retrieval.ingestion;

import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Encoding;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.chunking.Chunk;
import dev.fairlead.retrieval.engine.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Cuts and encodes one document. The thread that runs it encodes passage after passage, and idle threads of the same pool
 * take passages from it, so that one long document uses them all.
 */
final class Preparation implements Callable<Intake.Outcome.Ready> {
    /** Shorter documents are not worth another thread's attention. */
    private static final int PASSAGES_PER_THREAD = 4;

    private final Document document;
    private final String contentHash;
    private final Workshop workshop;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger truncated = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    Preparation(Document document, String contentHash, Workshop workshop) {
        this.document = document;
        this.contentHash = contentHash;
        this.workshop = workshop;
    }

    /** What all preparations of a call share. */
    record Workshop(IngestSettings settings, Contexts contexts, Executor helpers, Cancellation cancellation) {}

    /** Set once the rest is not wanted any more. */
    static final class Cancellation {
        private volatile boolean cancelled;

        void cancel() {
            cancelled = true;
        }

        void check() {
            if (cancelled) {
                throw new CancellationException("the ingestion was interrupted");
            }
        }
    }

    @Override
    public Intake.Outcome.Ready call() throws InterruptedException {
        workshop.cancellation().check();
        Optional<String> sentence = workshop.contexts().of(document);
        String hash = sentence.isPresent() ? contentHash : workshop.settings().contentHash(document, false);
        List<Chunk> chunks = workshop.settings().chunker().chunks(document, sentence.orElse(""));
        boolean withHeaders = workshop.settings().chunker().encodesHeaders(chunks, document);
        AtomicReferenceArray<float[]> vectors = new AtomicReferenceArray<>(chunks.size());
        CountDownLatch left = new CountDownLatch(chunks.size());
        int helpers = Math.min(workshop.settings().threads() - 1, chunks.size() / PASSAGES_PER_THREAD);
        for (int i = 0; i < helpers; i++) {
            workshop.helpers().execute(() -> encode(chunks, withHeaders, vectors, left));
        }
        encode(chunks, withHeaders, vectors, left);
        left.await();
        RuntimeException broken = failure.get();
        if (broken != null) {
            throw broken;
        }
        List<float[]> ordered = new ArrayList<>(chunks.size());
        for (int i = 0; i < chunks.size(); i++) {
            ordered.add(vectors.get(i));
        }
        return new Intake.Outcome.Ready(new Prepared(document, hash, chunks, ordered), truncated.get());
    }

    private void encode(
            List<Chunk> chunks, boolean withHeaders, AtomicReferenceArray<float[]> vectors, CountDownLatch left) {
        for (int i = next.getAndIncrement(); i < chunks.size(); i = next.getAndIncrement()) {
            try {
                if (failure.get() == null) {
                    workshop.cancellation().check();
                    vectors.set(i, encode(chunks.get(i), withHeaders));
                }
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                left.countDown();
            }
        }
    }

    private float[] encode(Chunk chunk, boolean withHeader) {
        TextEncoder encoder = workshop.settings().encoder();
        String text = chunk.span().of(document.text());
        Encoding encoding =
                encoder.encode(withHeader ? chunk.withHeader(text) : text, TextEncoder.Kind.PASSAGE, Deadline.never());
        if (encoding.truncated()) {
            truncated.incrementAndGet();
        }
        return encoding.vector();
    }
}
