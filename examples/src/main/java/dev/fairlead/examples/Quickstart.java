package dev.fairlead.examples;

import dev.fairlead.Answer;
import dev.fairlead.Fairlead;
import dev.fairlead.retrieval.Documents;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.routing.IntentRouter;
import dev.fairlead.routing.OnnxTextEncoder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Ingests the sample documents in memory and asks one question for each way an answer can end. */
public final class Quickstart {
    /** Lucene greets on its first use. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    /** The first question of a JVM pays for class loading; the default of 1.5 seconds is meant for a warm one. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    private static final List<String> QUESTIONS = List.of(
            "Does the Acme NDA allow sublicensing?", // grounded: the clause that says so
            "Hello, what can you do for me?", // direct: a given reply
            "What is 15 % of 2,480?", // tool: the calculator
            "Which date is 90 days after 3 March 2025?", // tool: dates and time
            "and the other one?", // a question back
            "Book a table for two at eight tonight", // declined: no tool for that
            "What is the dress code for the annual party?"); // abstained: no document says

    private Quickstart() {}

    /**
     * Runs it.
     *
     * @param arguments the folder of sample documents
     */
    public static void main(String[] arguments) {
        LUCENE.setLevel(Level.WARNING);
        run(Path.of(arguments[0]), System.out);
    }

    static Map<String, Answer> run(Path samples, PrintStream out) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        try (var encoder = OnnxTextEncoder.bgeSmall();
                var index = HybridIndex.inMemory(encoder);
                var fairlead = Fairlead.builder(index.retriever())
                        .router(IntentRouter.standard(encoder))
                        .timeLimit(TIME_LIMIT)
                        .build()) {
            out.println(samples.getFileName() + ": " + index.add(Documents.in(samples)));
            for (String question : QUESTIONS) {
                Answer answer = fairlead.ask(question);
                out.println("\n> " + question + "\n" + answer);
                answers.put(question, answer);
            }
        }
        out.println("\nNext: mvn verify, then ask your own documents:");
        out.println(
                "  java -jar examples/target/fairlead.jar ingest FOLDER && java -jar examples/target/fairlead.jar ask \"...\"");
        return answers;
    }
}
