package dev.fairlead.json.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationReaderTest {
    private static List<Object> lengths(String text) {
        return ReadValues.of(Wanted.Type.DURATION, "period", text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ninety (90) days                        | P90D
            at least one hundred twenty (120) days  | P120D
            two years                               | P2Y
            successive one (I) year terms           | P1Y
            a 12-month period                       | P12M
            1.5 years                               | P18M
            three (3) additional weeks              | P3W
            24 hours                                | PT24H
            two quarters                            | P6M
            thirty-day notice                       | P30D
            ten business days                       | P10D
            renewed for successive annual periods   | P1Y
            from month to month to month            | P1M
            """)
    void a_length_of_time_is_read_into_iso_8601(String text, String length) {
        assertEquals(List.of(length), lengths(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"the annual report", "day by day", "zero days", "Section 90", "1.37 years", ""})
    void what_says_no_length_is_none(String text) {
        assertEquals(List.of(), lengths(text));
    }

    @Test
    void a_length_of_two_units_is_not_taken_for_one_of_them() {
        for (String text : List.of("six (6) months and fifteen (15) days", "two years, and 6 months")) {
            assertEquals(List.of(), ReadValues.of(Wanted.Type.DURATION, "term", text), text);
        }
    }

    @Test
    void where_words_and_figures_disagree_the_words_count() {
        assertEquals(List.of("P90D"), lengths("ninety (60) days"));
    }

    @Test
    void a_number_is_given_in_the_unit_the_name_says() {
        assertEquals(List.of(90L), ReadValues.of(Wanted.Type.INTEGER, "notice days", "ninety (90) days' notice"));
        assertEquals(List.of(14L), ReadValues.of(Wanted.Type.INTEGER, "notice days", "two weeks' notice"));
        assertEquals(List.of(24L), ReadValues.of(Wanted.Type.INTEGER, "term in months", "two years"));
    }

    @Test
    void months_are_no_fixed_number_of_days_and_are_not_turned_into_days() {
        assertEquals(List.of(), ReadValues.of(Wanted.Type.INTEGER, "notice days", "three months' notice"));
    }

    @Test
    void a_length_wanted_as_text_is_given_as_it_is_written() {
        assertEquals(
                List.of("ninety (90) days"),
                ReadValues.of(Wanted.Type.TEXT, "notice period", "upon ninety (90) days notice"));
    }
}
