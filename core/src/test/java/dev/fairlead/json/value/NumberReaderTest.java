package dev.fairlead.json.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumberReaderTest {
    @ParameterizedTest
    @CsvSource({
        "nineteen, 19",
        "twenty-five, 25",
        "one hundred and twenty, 120",
        "two thousand three hundred, 2300",
        "one million, 1000000",
        "ninetieth, 90",
        "fourth, 4"
    })
    void numbers_in_words_are_understood(String words, BigDecimal number) {
        assertEquals(number, NumberWords.value(words).orElseThrow());
    }

    @Test
    void words_that_are_no_number_are_none_and_absurd_ones_do_not_overflow() {
        assertTrue(NumberWords.value("some").isEmpty());
        assertTrue(NumberWords.value("hundred ".repeat(13).strip()).isEmpty());
    }

    @Test
    void plain_numbers_are_read_but_clause_numbers_and_dates_are_not() {
        assertEquals(
                List.of(26L),
                ReadValues.of(
                        Wanted.Type.INTEGER,
                        "homes",
                        "Section 4 says that on 1/5/2019 the Customer operates 26 homes"));
    }

    @Test
    void a_percentage_is_read_as_so_many_of_a_hundred() {
        assertEquals(
                List.of(new BigDecimal("5.5"), new BigDecimal("15")),
                ReadValues.of(Wanted.Type.NUMBER, "royalty rate", "5.5% of sales, or fifteen percent (15%) abroad")
                        .subList(0, 2));
    }

    @Test
    void a_fraction_is_no_integer() {
        assertEquals(List.of(), ReadValues.of(Wanted.Type.INTEGER, "share", "5.5% of sales"));
    }
}
