package dev.fairlead.benchmarks;

import java.nio.file.Path;

/** Arguments or data a run cannot use; the message says what to change. Ends the program with exit code 2. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what is wrong, for a person
     */
    public InputException(String message) {
        super(message);
    }

    /**
     * A malformed row.
     *
     * @param file the file
     * @param line its line, from 1
     * @param problem what is wrong with the line
     * @return the exception
     */
    public static InputException at(Path file, long line, String problem) {
        return new InputException(file + ":" + line + ": " + problem);
    }
}
