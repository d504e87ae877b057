package dev.fairlead.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class InputLinesTest {
    @Test
    void lines_are_stripped_and_the_last_needs_no_end() throws IOException {
        assertEquals(List.of("a b", "", "c"), lines(" a b\r\n\n\tc", 10));
        assertEquals(List.of(), lines("", 10));
    }

    @Test
    void of_a_line_that_is_too_long_one_character_too_many_is_kept() throws IOException {
        assertEquals(List.of("xxxxx", "y"), lines("x".repeat(1_000_000) + "\ny", 4));
    }

    private static List<String> lines(String input, int longest) throws IOException {
        InputLines lines = new InputLines(new BufferedReader(new StringReader(input)), longest);
        List<String> all = new ArrayList<>();
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            all.add(line.get());
        }
        return all;
    }
}
