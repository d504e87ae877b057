package dev.fairlead.retrieval.parsing;

/** What is wrong with a file, in words for its owner. */
final class UnreadableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableFileException(String reason) {
        super(reason);
    }
}
