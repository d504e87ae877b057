package dev.fairlead.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class SubQuestionsTest {
    private static List<String> lines(String name) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SubQuestionsTest.class.getResourceAsStream(name), name),
                StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> parts(String question) {
        return SubQuestions.of(question);
    }

    private static boolean isSplit(String line) {
        String[] columns = line.split("\t", -1);
        return parts(columns[1].replace("\\n", "\n")).size() == Integer.parseInt(columns[0]);
    }

    @Test
    void questions_that_ask_several_things_are_split_into_as_many_and_others_are_not() {
        List<String> compound = lines("compound-questions.txt");
        List<String> ordinary = lines("ordinary-questions.txt");
        List<String> missed = compound.stream().filter(line -> !isSplit(line)).toList();
        List<String> wrong =
                ordinary.stream().filter(line -> parts(line).size() > 1).toList();
        int right = compound.size() - missed.size();
        assertTrue(compound.size() >= 60 && ordinary.size() >= 60);
        assertTrue(right >= 0.95 * compound.size(), "missed: " + missed);
        assertTrue(right >= 0.98 * (right + wrong.size()), "split: " + wrong);
    }

    @Test
    void a_part_that_points_back_is_completed_from_the_part_before() {
        List<String> parts = parts("What is the deposit and when is it returned?");
        assertEquals("What is the deposit", parts.getFirst());
        assertTrue(parts.getLast().contains("returned") && parts.getLast().contains("deposit"), parts.toString());
    }

    @Test
    void what_stands_before_all_parts_belongs_to_each() {
        assertEquals(
                List.of(
                        "Under the master agreement, what is the cap on liability",
                        "Under the master agreement, which law governs the contract?"),
                parts("Under the master agreement, what is the cap on liability and which law governs the contract?"));
    }

    @Test
    void no_more_than_four_parts_are_made_and_nothing_is_lost() {
        List<String> parts = parts("1. What is the rent? 2. When is the rent due? 3. Who pays for heating?"
                + " 4. Where is the meter? 5. Which law governs? 6. How does the lease end?");
        assertEquals(SubQuestions.MOST, parts.size());
        assertTrue(parts.getLast().contains("meter") && parts.getLast().contains("end"), parts.toString());
    }
}
