package dev.fairlead.examples.cli;

/** What the process says to a script; the same table stands in {@code --help}. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    /** 3 is the launcher's: no Java of at least 21 was found. */
    static final int NO_ANSWER = 4;

    static final int NOTHING_TO_WORK_ON = 5;
    static final int MODEL_FAILED = 6;

    private ExitCode() {}
}
