package dev.fairlead.json.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptionAndYesNoReaderTest {
    private static final List<String> GRANTS = List.of("EXCLUSIVE", "NON_EXCLUSIVE", "soleLicence");

    @Test
    void an_option_is_recognised_by_its_words_whatever_their_case() {
        assertEquals(List.of("NON_EXCLUSIVE"), ReadValues.option(GRANTS, "grants a non-exclusive licence"));
        assertEquals(List.of("EXCLUSIVE"), ReadValues.option(GRANTS, "an Exclusive licence"));
        assertEquals(List.of("soleLicence"), ReadValues.option(GRANTS, "a sole licence"));
        assertEquals(List.of(), ReadValues.option(GRANTS, "exclusively, or inclusive"));
    }

    @Test
    void an_option_of_punctuation_alone_is_never_found() {
        assertEquals(List.of(), ReadValues.option(List.of("***", "--"), "*** -- ***"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sublicensing      | Licensee may sublicense the Software.                            | true
            sublicensing      | Licensee shall not sublicense the Software.                      | false
            sublicensing      | Without limitation, Licensee may sublicense the Software.        | true
            non compete       | Consultant shall not compete with the Company.                   | true
            assignment allowed| Neither party may make an assignment of this Agreement.          | false
            exclusive         | The licence granted is exclusive.                                | true
            exclusive         | The licence granted is non-exclusive.                            | false
            """)
    void yes_or_no_follows_from_what_is_stated_or_negated(String name, String text, boolean answer) {
        assertEquals(List.of(answer), ReadValues.of(Wanted.Type.BOOLEAN, name, text));
    }

    @Test
    void a_sentence_about_something_else_says_neither_yes_nor_no() {
        assertEquals(
                List.of(), ReadValues.of(Wanted.Type.BOOLEAN, "source code escrow", "Payment is due in ten days."));
    }
}
