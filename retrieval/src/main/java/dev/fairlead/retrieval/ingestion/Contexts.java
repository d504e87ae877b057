package dev.fairlead.retrieval.ingestion;

import dev.fairlead.Document;
import dev.fairlead.FairleadException;
import dev.fairlead.GenerationRefusedException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sentences written during one call of {@code add}. A document whose sentence fails is added without one and reported;
 * after a refusal, or several failures in a row, the model is not asked again. Thread-safe.
 */
final class Contexts {
    private static final int MAX_FAILURES_IN_A_ROW = 5;

    private final Optional<ContextWriter> writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<IngestFailure> failed = new ArrayList<>();
    private int written;
    private int cached;
    private long inputTokens;
    private long outputTokens;
    private int failuresInARow;
    private boolean refused;

    Contexts(Optional<ContextWriter> writer) {
        this.writer = writer;
    }

    /** The sentence; empty where it failed; blank where none is wanted. */
    Optional<String> of(Document document) {
        if (writer.isEmpty()) {
            return Optional.of("");
        }
        if (isGivenUp()) {
            fail(document, "the chat model was not asked any more, after it refused or failed several times", false);
            return Optional.empty();
        }
        try {
            ContextWriter.Written sentence = writer.get().write(document);
            count(sentence);
            return Optional.of(sentence.sentence());
        } catch (FairleadException | UncheckedIOException e) {
            fail(document, String.valueOf(e.getMessage()), e instanceof GenerationRefusedException);
            return Optional.empty();
        }
    }

    IngestReport.Contexts report() {
        lock.lock();
        try {
            return new IngestReport.Contexts(written, cached, failed, inputTokens, outputTokens);
        } finally {
            lock.unlock();
        }
    }

    private boolean isGivenUp() {
        lock.lock();
        try {
            return refused || failuresInARow >= MAX_FAILURES_IN_A_ROW;
        } finally {
            lock.unlock();
        }
    }

    private void count(ContextWriter.Written sentence) {
        lock.lock();
        try {
            failuresInARow = 0;
            written += sentence.cached() ? 0 : 1;
            cached += sentence.cached() ? 1 : 0;
            inputTokens += sentence.inputTokens();
            outputTokens += sentence.outputTokens();
        } finally {
            lock.unlock();
        }
    }

    private void fail(Document document, String reason, boolean refusal) {
        lock.lock();
        try {
            failuresInARow++;
            refused |= refusal;
            failed.add(new IngestFailure(document.id(), reason));
        } finally {
            lock.unlock();
        }
    }
}
