package dev.fairlead.rerank;

import dev.fairlead.Deadline;
import dev.fairlead.TextEncoder;

/** Turns a text into one vector for each of its tokens, each in the light of the whole text. Thread-safe, deterministic. */
@FunctionalInterface
public interface TokenEncoder {
    /**
     * Encodes one text.
     *
     * @param text any text, possibly blank
     * @param kind what the text is for
     * @param deadline by when the vectors are needed
     * @return one vector for each token of the text itself, without those of prefixes and special tokens; a text beyond the
     *     model's limit is cut at its end
     * @throws dev.fairlead.OverloadedException if no worker became free before the deadline
     * @throws dev.fairlead.DeadlineExceededException if the run was ended at the deadline
     * @throws dev.fairlead.EncodingException if the model failed
     */
    TokenVectors tokenVectors(String text, TextEncoder.Kind kind, Deadline deadline);
}
