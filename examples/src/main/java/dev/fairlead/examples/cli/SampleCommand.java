package dev.fairlead.examples.cli;

import dev.fairlead.examples.ChatHost;
import dev.fairlead.examples.ContractsAssistant;
import dev.fairlead.examples.ExtractToCsv;
import dev.fairlead.examples.Quickstart;
import dev.fairlead.examples.SupportBot;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs one of the example programs in the JVM the launcher found, whatever {@code java} is the default. */
@Command(
        name = "sample",
        description = {
            "Runs one of the example programs; what each takes stands at the top of its source.",
            "Quickstart, SupportBot: the samples folder. ContractsAssistant, ExtractToCsv: a folder of contracts."
                    + " ChatHost: base URL, model, key file, folder, questions."
        })
final class SampleCommand implements Callable<Integer> {
    private static final Map<String, Program> PROGRAMS = new TreeMap<>(Map.of(
            "Quickstart", new Program(1, Quickstart::main),
            "ContractsAssistant", new Program(1, ContractsAssistant::main),
            "SupportBot", new Program(1, SupportBot::main),
            "ExtractToCsv", new Program(1, ExtractToCsv::main),
            "ChatHost", new Program(5, ChatHost::main)));

    private final Shell shell;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "Quickstart, ContractsAssistant, SupportBot, ExtractToCsv or ChatHost")
    private String name = "";

    @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "what the program takes")
    private List<String> arguments = List.of();

    /** A main method and the fewest arguments it takes. */
    private record Program(int least, Entry entry) {}

    /** As a main method. */
    @FunctionalInterface
    private interface Entry {
        void run(String[] arguments) throws IOException;
    }

    SampleCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        Program program = PROGRAMS.get(name);
        if (program == null) {
            throw Refusal.usage(
                    "There is no sample " + name + "; there are " + String.join(", ", PROGRAMS.keySet()) + ".");
        }
        if (arguments.size() < program.least()) {
            throw Refusal.usage(name + " takes at least " + program.least() + " arguments, not " + arguments.size()
                    + "; see fairlead sample --help.");
        }
        shell.err().println("examples/src/main/java/dev/fairlead/examples/" + name + ".java");
        program.entry().run(arguments.toArray(String[]::new));
        return ExitCode.DONE;
    }
}
