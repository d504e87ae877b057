package dev.fairlead.examples.cli;

/** A reason to stop that its reader can act on: shown as it is, without a stack trace. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Refusal(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static Refusal usage(String message) {
        return new Refusal(ExitCode.USAGE, message);
    }

    /** The index, folder or file the command needs is missing, empty or unreadable. */
    static Refusal nothingToWorkOn(String message) {
        return new Refusal(ExitCode.NOTHING_TO_WORK_ON, message);
    }

    int exitCode() {
        return exitCode;
    }
}
