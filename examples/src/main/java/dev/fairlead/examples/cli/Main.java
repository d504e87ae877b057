package dev.fairlead.examples.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line of {@code fairlead.jar}. */
@Command(
        name = "fairlead",
        description =
                "Answers questions from your documents and quotes the clause that says so. In what follows, fairlead"
                        + " stands for: java -jar examples/target/fairlead.jar",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Main.Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        usageHelpAutoWidth = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done: answered, asked back, ingested, removed, routed, written",
            "1:failed unexpectedly; --debug shows where",
            "2:wrong usage",
            "3:no Java of at least 21 found",
            "4:no answer: abstained or declined",
            "5:nothing to work on: index missing or unreadable, nothing ingested, no such file",
            "6:the chat model failed or refused the request"
        })
public final class Main {
    private static final Logger ROOT = Logger.getLogger("");

    /** Tells of every font it replaces, which changes no text. */
    private static final Logger PDF = Logger.getLogger("org.apache.pdfbox");

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "show logs, and stack traces of failures")
    private boolean debug;

    private Main() {}

    /**
     * Runs a command and ends the JVM with its exit code.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        System.exit(run(Shell.system(), arguments));
    }

    /** Runs a command in this JVM. */
    static int run(Shell shell, String... arguments) {
        Main main = new Main();
        CommandLine line = new CommandLine(main)
                .addSubcommand(new IngestCommand(shell))
                .addSubcommand(new RemoveCommand(shell))
                .addSubcommand(new AskCommand(shell))
                .addSubcommand(new ChatCommand(shell))
                .addSubcommand(new RouteCommand(shell))
                .addSubcommand(new SampleCommand(shell))
                .addSubcommand(new TrainIntentsCommand(shell))
                .addSubcommand(new ExportCommand(shell));
        Failures failures = new Failures(shell.err(), () -> main.debug);
        line.setOut(new PrintWriter(shell.out(), true, shell.out().charset()));
        line.setErr(new PrintWriter(shell.err(), true, shell.err().charset()));
        line.setParameterExceptionHandler(failures).setExecutionExceptionHandler(failures);
        line.setExecutionStrategy(parsed -> {
            ROOT.setLevel(main.debug ? Level.INFO : Level.WARNING);
            PDF.setLevel(main.debug ? Level.WARNING : Level.OFF);
            if (!parsed.hasSubcommand() && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested()) {
                line.usage(shell.out());
                return ExitCode.DONE;
            }
            return new CommandLine.RunLast().execute(parsed);
        });
        return line.execute(arguments);
    }

    /** What the manifest of the jar says; a run from the build's folder has none. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {
                "fairlead " + Objects.requireNonNullElse(version, "development build"),
                "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")"
            };
        }
    }
}
