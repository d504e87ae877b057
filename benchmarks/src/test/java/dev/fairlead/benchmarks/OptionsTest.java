package dev.fairlead.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class OptionsTest {
    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments), Set.of("limit", "data", "weights"));
    }

    private static void assertMessage(String expected, Executable call) {
        assertEquals(expected, assertThrows(InputException.class, call).getMessage());
    }

    @Test
    void a_value_follows_its_name() {
        assertEquals(OptionalInt.of(7), parse("--limit", "7").integer("limit", 1, 9));
        assertEquals(OptionalInt.empty(), parse().integer("limit", 1, 9));
    }

    @Test
    void a_number_outside_its_range_or_no_number_names_the_range() {
        assertMessage(
                "--limit must be a whole number in [1, 9], was '10'",
                () -> parse("--limit", "10").integer("limit", 1, 9));
        assertMessage(
                "--limit must be a whole number in [1, 9], was 'x'",
                () -> parse("--limit", "x").integer("limit", 1, 9));
    }

    @Test
    void numbers_are_joined_by_commas() {
        assertEquals(List.of(0.25, 1.0), parse("--weights", "0.25,1").decimals("weights", 0, 1));
        assertEquals(List.of(), parse().decimals("weights", 0, 1));
        assertMessage(
                "--weights must be numbers in [0.0, 1.0] joined by commas, was 'x'",
                () -> parse("--weights", "0.25,x").decimals("weights", 0, 1));
    }

    @Test
    void unknown_repeated_and_unfinished_options_are_refused() {
        assertMessage("unknown argument '--limt'; see --help", () -> parse("--limt", "1"));
        assertMessage("unknown argument 'limit'; see --help", () -> parse("limit", "1"));
        assertMessage("--limit is given twice", () -> parse("--limit", "1", "--limit", "2"));
        assertMessage("--limit needs a value; see --help", () -> parse("--limit"));
    }

    @Test
    void a_required_path_must_be_given_and_exist() {
        assertMessage("--data is missing; see --help", () -> parse().existing("data"));
        assertMessage(
                "--data: there is no file or folder 'not there'",
                () -> parse("--data", "not there").existing("data"));
    }

    @Test
    void wrong_arguments_end_with_exit_code_2_and_help_with_0() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertEquals(2, Main.run("quality", List.of("nonsense"), out, out));
        assertTrue(bytes.toString(StandardCharsets.UTF_8)
                .startsWith("error: quality needs one of [retrieval, fusion-weight, spans"));
        assertEquals(0, Main.run("corpus", List.of("--help"), out, out));
    }
}
