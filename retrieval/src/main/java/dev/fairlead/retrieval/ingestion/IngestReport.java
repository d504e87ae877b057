package dev.fairlead.retrieval.ingestion;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What became of the documents of one call.
 *
 * @param counts how many of each outcome
 * @param failed documents that could not be added, in the order they came
 * @param contexts what a chat model wrote of the documents, where one was to
 * @param interrupted whether the calling thread was interrupted, so that later documents were not looked at
 * @param elapsed time from the call to its return
 */
public record IngestReport(
        Counts counts, List<IngestFailure> failed, Contexts contexts, boolean interrupted, Duration elapsed) {
    /** Checks and copies. */
    public IngestReport {
        Objects.requireNonNull(counts, "counts");
        failed = List.copyOf(failed);
        Objects.requireNonNull(contexts, "contexts");
        Objects.requireNonNull(elapsed, "elapsed");
    }

    /**
     * Outcomes in numbers.
     *
     * @param added documents encoded and written, new or changed
     * @param updated documents whose facts or access changed only, so that nothing was encoded
     * @param unchanged documents that were there already
     * @param passages passages encoded
     * @param truncated passages longer than the encoder's limit, whose vector speaks for their beginning only
     */
    public record Counts(int added, int updated, int unchanged, long passages, long truncated) {}

    /**
     * Sentences that say what a document is, and what they cost.
     *
     * @param written sentences written by the chat model
     * @param cached sentences taken from the writer's file
     * @param failed documents added without a sentence, since the model failed; adding them again tries again
     * @param inputTokens tokens the model read, as far as it said
     * @param outputTokens tokens it wrote
     */
    public record Contexts(int written, int cached, List<IngestFailure> failed, long inputTokens, long outputTokens) {
        /** Copies. */
        public Contexts {
            failed = List.copyOf(failed);
        }
    }

    /**
     * Documents encoded and written.
     *
     * @return new or changed documents
     */
    public int added() {
        return counts.added();
    }

    /**
     * Documents rewritten without encoding.
     *
     * @return documents whose facts or access changed only
     */
    public int updated() {
        return counts.updated();
    }

    /**
     * Documents left alone.
     *
     * @return documents that were there already
     */
    public int unchanged() {
        return counts.unchanged();
    }

    /**
     * The work done.
     *
     * @return passages encoded
     */
    public long passages() {
        return counts.passages();
    }

    /**
     * Passages cut by the encoder.
     *
     * @return passages whose vector speaks for their beginning only
     */
    public long truncated() {
        return counts.truncated();
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%d added, %d updated, %d unchanged, %d failed; %d passages encoded in %.1f s",
                added(),
                updated(),
                unchanged(),
                failed.size(),
                passages(),
                elapsed.toNanos() / 1e9));
        if (truncated() > 0) {
            line.append("; ").append(truncated()).append(" passages longer than the encoder's limit");
        }
        if (contexts.written() + contexts.cached() + contexts.failed().size() > 0) {
            line.append(String.format(
                    Locale.ROOT,
                    "; contexts: %d written (%d tokens read, %d written), %d known, %d failed",
                    contexts.written(),
                    contexts.inputTokens(),
                    contexts.outputTokens(),
                    contexts.cached(),
                    contexts.failed().size()));
        }
        if (interrupted) {
            line.append("; interrupted");
        }
        return line.toString();
    }
}
