package dev.fairlead.examples.cli;

import dev.fairlead.FairleadException;
import dev.fairlead.GenerationException;
import dev.fairlead.GenerationRefusedException;
import dev.fairlead.IndexException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one line a person understands and an exit code; the stack trace only on request. */
record Failures(PrintStream err, BooleanSupplier debug)
        implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        err.println(failure.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("See: " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        err.println(message(failure));
        if (debug.getAsBoolean()) {
            failure.printStackTrace(err);
        }
        return switch (failure) {
            case Refusal refusal -> refusal.exitCode();
            case IndexException index -> ExitCode.NOTHING_TO_WORK_ON;
            case GenerationException model -> ExitCode.MODEL_FAILED;
            case GenerationRefusedException model -> ExitCode.MODEL_FAILED;
            default -> ExitCode.FAILED;
        };
    }

    static String message(Exception failure) {
        return switch (failure) {
            case Refusal refusal -> "" + refusal.getMessage();
            case FairleadException step -> step.getMessage() + (step.retryable() ? " (trying again may help)" : "");
            case NoSuchFileException file -> "There is no " + file.getFile();
            case AccessDeniedException file -> "No right to read or write " + file.getFile();
            case FileSystemException file -> file.getFile() + ": " + file.getReason();
            default -> "Unexpected failure: " + failure + "\nRun it again with --debug to see where.";
        };
    }
}
