package dev.fairlead.examples;

import dev.fairlead.Answer;
import dev.fairlead.AnswerContract;
import dev.fairlead.Citation;
import dev.fairlead.Fairlead;
import dev.fairlead.Filter;
import dev.fairlead.Question;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.routing.OnnxTextEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Terms of the contracts in a folder as CSV, beside the quotes they stand in: {@code java -cp examples/target/fairlead.jar
 * dev.fairlead.examples.ExtractToCsv examples/samples/contracts > terms.csv} writes
 * <pre>{@code
 * "acme-nda.md","England and Wales","2025-03-03","12.1 This Agreement, and any non-contractual obligation arising out of
 * it, is governed by the law of England and Wales. / This Agreement is made on 3 March 2025 between:"
 * ...
 * }</pre>
 */
public final class ExtractToCsv {
    /** What is asked for by name; langchain4j's {@code @Description} on a component says more where a name does not. */
    record Terms(Optional<String> governingLaw, Optional<LocalDate> date) {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Question terms = Question.of("What are the terms?").withContract(AnswerContract.of(Terms.class));
        try (var encoder = OnnxTextEncoder.bgeSmall();
                var index = HybridIndex.inMemory(encoder);
                var fairlead = Fairlead.builder(index.retriever())
                        .timeLimit(Duration.ofSeconds(10))
                        .build();
                var files = Files.list(folder)) {
            index.add(Documents.in(folder));
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                Answer answer = fairlead.ask(terms.withFilter(Filter.equalTo("file", name)));
                System.out.println(cell(name) + (answer instanceof Answer.Answered found ? row(found) : ",,,"));
            }
        }
    }

    private static String row(Answer.Answered answered) {
        Terms found = answered.as(Terms.class);
        var quotes = answered.citations().stream().map(Citation::quote).toList();
        String date = found.date().map(LocalDate::toString).orElse("");
        return "," + cell(found.governingLaw().orElse("")) + "," + cell(date) + "," + cell(String.join(" / ", quotes));
    }

    private static String cell(String text) { // never a formula: a contract's author may have thought of that
        return '"' + text.replaceAll("\\s+", " ").replaceFirst("^[=+@-]", "'$0").replace("\"", "\"\"") + '"';
    }
}
