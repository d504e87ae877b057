package dev.fairlead.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RomanNumeralTest {
    @ParameterizedTest
    @CsvSource({"I, 1", "IV, 4", "VIII, 8", "IX, 9", "XIV, 14", "XL, 40", "XCIX, 99", "CCC, 300"})
    void numerals_have_their_value(String numeral, int value) {
        assertEquals(value, RomanNumeral.value(numeral));
    }

    @ParameterizedTest
    @CsvSource({"''", "4", "iv", "Section", "XIVa"})
    void what_is_no_numeral_is_zero(String text) {
        assertEquals(0, RomanNumeral.value(text));
    }
}
