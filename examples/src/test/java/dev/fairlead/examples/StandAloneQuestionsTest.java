package dev.fairlead.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.Deadline;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Scope;
import dev.fairlead.Turn;
import dev.fairlead.followup.RuleCompleter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Ordinary questions, asked after another one: none of them is to be changed by what was asked before. */
final class StandAloneQuestionsTest {
    private static final Path SAMPLES = Path.of("src/test/resources/dev/fairlead/examples/sample-questions.jsonl");
    private static final Path INTENTS =
            Path.of("../routing/src/test/resources/dev/fairlead/routing/intents.test.jsonl");
    private static final List<Turn> BEFORE =
            List.of(new Turn("What notice period does the Acme NDA set?", "Ninety days."));

    @Test
    void questions_about_the_samples_stay_as_they_are() throws IOException {
        List<String> questions = questions(SAMPLES, "question", row -> row.has("file"));
        assertTrue(questions.size() >= 40, questions.size() + " questions");
        assertEquals(List.of(), changed(questions));
    }

    @Test
    void questions_about_documents_stay_as_they_are() throws IOException {
        List<String> questions = questions(
                INTENTS,
                "text",
                row -> List.of("document_question", "whole_document_task")
                        .contains(row.get("label").asText()));
        assertTrue(questions.size() >= 90, questions.size() + " questions");
        assertEquals(List.of(), changed(questions));
    }

    private static List<String> changed(List<String> questions) {
        return questions.stream()
                .map(text -> Question.of(text).withTurns(BEFORE))
                .map(question -> new RuleCompleter().complete(Inquiry.of(question, Scope.none(), Deadline.never())))
                .map(Question::text)
                .filter(text -> !questions.contains(text))
                .toList();
    }

    private static List<String> questions(Path file, String field, Predicate<JsonNode> taken) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> questions = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode row = json.readTree(line);
            if (taken.test(row)) {
                questions.add(row.get(field).asText());
            }
        }
        return questions;
    }
}
