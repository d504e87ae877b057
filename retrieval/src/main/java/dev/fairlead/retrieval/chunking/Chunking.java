package dev.fairlead.retrieval.chunking;

import java.util.Locale;
import java.util.Objects;

/**
 * How documents are cut into passages.
 *
 * @param mode sentences packed into passages, or whole documents
 * @param maxTokens most tokens of a passage's own text, in [16, 8192]; a header takes at most a quarter as many
 * @param overlapTokens about how many tokens of whole sentences a passage repeats from the one before, at most half of
 *     {@code maxTokens}
 * @param header what is searched in front of a passage's own text
 */
public record Chunking(Mode mode, int maxTokens, int overlapTokens, Header header) {
    /** Length chosen for the released runs over the contracts; reproduce with {@code quality spans}. */
    public static final int DEFAULT_MAX_TOKENS = 400;

    /** Overlap that goes with it; reproduce with {@code quality spans}. */
    public static final int DEFAULT_OVERLAP_TOKENS = 60;

    /**
     * Header chosen on one half of CUAD's contracts; on the other, among all 400, questions that name the parties miss every gold
     * clause in .165 of cases at 20, bare passages in .447 (n = 1,403); reproduce with {@code quality across --half test --headers
     * none,parties --sample 3000}.
     */
    public static final Header DEFAULT_HEADER = Header.PARTIES;

    /** Raised when the same document would be cut into other sentences than before. */
    private static final int SENTENCES_VERSION = 3;

    /** Raised when a whole document would become another passage than before. */
    private static final int WHOLE_VERSION = 1;

    /** What a passage is. */
    public enum Mode {
        /** Whole sentences, packed up to a length, inside a section. */
        SENTENCES,
        /** One passage a document, cut by the encoder where it is too long. */
        WHOLE
    }

    /**
     * What situates a passage in its document. It is searched by words in front of the passage's text, is encoded where the
     * document is a single passage, and is never cited. A whole document is its own context and gets its title alone.
     */
    public enum Header {
        /** Nothing: the bare text. */
        NONE,
        /** The document's title and the headings above the passage. */
        HEADINGS,
        /**
         * Title, headings, and between whom a contract is made, read off its opening; where no parties are named, the
         * document's first sentence.
         */
        PARTIES,
        /** Title, headings, and the document's first sentence. */
        OPENING
    }

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public Chunking {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(header, "header");
        if (maxTokens < 16 || maxTokens > 8_192) {
            throw new IllegalArgumentException("maxTokens must be in [16, 8192], was " + maxTokens);
        }
        if (overlapTokens < 0 || overlapTokens > maxTokens / 2) {
            throw new IllegalArgumentException(
                    "overlapTokens must be in [0, " + maxTokens / 2 + "], was " + overlapTokens);
        }
    }

    /**
     * Sentences packed into passages of the default length.
     *
     * @return the default
     */
    public static Chunking standard() {
        return sentences(DEFAULT_MAX_TOKENS, DEFAULT_OVERLAP_TOKENS);
    }

    /**
     * Sentences packed into passages.
     *
     * @param maxTokens most tokens of a passage's own text, in [16, 8192]
     * @param overlapTokens about how many tokens are repeated, at most half of {@code maxTokens}
     * @return the chunking
     * @throws IllegalArgumentException if a number is out of range
     */
    public static Chunking sentences(int maxTokens, int overlapTokens) {
        return new Chunking(Mode.SENTENCES, maxTokens, overlapTokens, DEFAULT_HEADER);
    }

    /**
     * One passage a document, for collections of short texts.
     *
     * @return the chunking
     */
    public static Chunking whole() {
        return new Chunking(Mode.WHOLE, DEFAULT_MAX_TOKENS, 0, Header.HEADINGS);
    }

    /**
     * The same with another header.
     *
     * @param other what situates a passage in its document
     * @return the chunking
     */
    public Chunking withHeader(Header other) {
        return new Chunking(mode, maxTokens, overlapTokens, other);
    }

    /**
     * Identifies how a document is parsed and cut: a document chunked under another fingerprint is made anew.
     *
     * @return a short stable text
     */
    public String fingerprint() {
        String under = "/" + header.name().toLowerCase(Locale.ROOT);
        return mode == Mode.WHOLE
                ? "whole/" + WHOLE_VERSION + (header == Header.NONE ? under : "")
                : "sentences/" + maxTokens + "/" + overlapTokens + "/" + SENTENCES_VERSION + under;
    }
}
