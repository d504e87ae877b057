package dev.fairlead.examples;

import dev.fairlead.Fairlead;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.routing.IntentRouter;
import dev.fairlead.routing.OnnxTextEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ingests the sample documents in memory and asks one question for each way an answer can end. {@code mvn -q -Pquickstart}
 * runs it and prints
 *
 * <pre>{@code
 * ...
 * > Does the Acme NDA allow sublicensing?
 * The Receiving Party shall not sublicense, lend, rent, sell or otherwise make available the Disclosed Materials, or any
 * right to use them, to any third party without the prior written consent of the Disclosing Party. [1]
 * ...
 * > What is 15 % of 2,480?
 * 15/100*2480 = 372
 *   route tool (calculation, 1.00), 33.6 ms (encode 3.8 ms, route 0.6 ms, tool 28.5 ms)
 * ...
 * }</pre>
 */
public final class Quickstart {
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene"); // greets on its first use
    private static final List<String> QUESTIONS = List.of(
            "Does the Acme NDA allow sublicensing?", // grounded: the clause that says so
            "Hello, what can you do for me?", // direct: a given reply
            "What is 15 % of 2,480?", // tool: the calculator
            "Which date is 90 days after 3 March 2025?", // tool: dates and time
            "and the other one?", // a question back
            "Book a table for two at eight tonight", // declined: no tool for that
            "Does the firm offer a gym membership?"); // abstained: no document says

    public static void main(String[] arguments) {
        LUCENE.setLevel(Level.WARNING);
        Path samples = Path.of(arguments[0]);
        try (var encoder = OnnxTextEncoder.bgeSmall();
                var index = HybridIndex.inMemory(encoder);
                var fairlead = Fairlead.builder(index.retriever())
                        .router(IntentRouter.standard(encoder))
                        .timeLimit(Duration.ofSeconds(10)) // the first question of a JVM pays for class loading
                        .build()) {
            System.out.println(samples.getFileName() + ": " + index.add(Documents.in(samples)));
            for (String question : QUESTIONS) {
                System.out.println("\n> " + question + "\n" + fairlead.ask(question));
            }
        }
        System.out.println("\nNext, your own: java -jar examples/target/fairlead.jar ingest FOLDER");
    }
}
