package dev.fairlead.benchmarks;

import dev.fairlead.benchmarks.ingestion.IngestionCost;
import dev.fairlead.benchmarks.peers.Peers;
import dev.fairlead.benchmarks.quality.Quality;
import dev.fairlead.benchmarks.recipe.Corpus;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Main class of {@code benchmarks.jar}: {@code quality}, {@code corpus}, {@code peers}, {@code ingestion}, or JMH. */
public final class Main {
    private static final String HEAD = """
            java --add-modules jdk.incubator.vector -jar benchmarks.jar ARGUMENTS

            """;

    private static final String TAIL = """

            anything else goes to JMH, such as
              java -jar benchmarks.jar OneQuestion -p corpus=DIR     one question over the index in DIR
              java -jar benchmarks.jar -h                            JMH's own help

            Exit codes: 0 well, 1 outside an expected band or failed, 2 wrong arguments or malformed data.
            """;

    private Main() {}

    /**
     * Runs.
     *
     * @param arguments see {@code --help}
     * @throws IOException if JMH cannot run
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> all = List.of(arguments);
        String first = all.isEmpty() ? "--help" : all.getFirst();
        switch (first) {
            case "--help" ->
                out.print(HEAD + Quality.HELP + "\n" + Corpus.HELP + "\n" + Peers.HELP + "\n" + IngestionCost.HELP
                        + TAIL);
            case "quality", "corpus", "peers", "ingestion" -> {
                int code = run(first, all.subList(1, all.size()), out, System.err);
                if (code != 0) {
                    System.exit(code);
                }
            }
            default -> org.openjdk.jmh.Main.main(arguments);
        }
    }

    static int run(String command, List<String> arguments, PrintStream out, PrintStream errors) {
        if (arguments.contains("--help")) {
            out.print(help(command));
            return 0;
        }
        try {
            return switch (command) {
                case "quality" -> Quality.run(arguments, out);
                case "corpus" -> Corpus.run(arguments, out);
                case "ingestion" -> IngestionCost.run(arguments, out);
                default -> Peers.run(arguments, out);
            };
        } catch (InputException e) {
            errors.println("error: " + e.getMessage());
            return 2;
        }
    }

    private static String help(String command) {
        return switch (command) {
            case "quality" -> Quality.HELP;
            case "corpus" -> Corpus.HELP;
            case "ingestion" -> IngestionCost.HELP;
            default -> Peers.HELP;
        };
    }
}
