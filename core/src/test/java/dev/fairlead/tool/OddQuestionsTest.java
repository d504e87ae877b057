package dev.fairlead.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.Evidences;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates at the edges of the calendar, clocks at the edges of summer time, and sums at the edges of arithmetic. */
final class OddQuestionsTest {
    private final DateAndTime dates = at("2024-02-29T12:00:00Z");
    private final Calculator calculator = new Calculator();

    private static DateAndTime at(String instant) {
        return new DateAndTime(Clock.fixed(Instant.parse(instant), ZoneId.of("UTC")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What date was it 1 year ago? | Tuesday, 28 February 2023",
                "What date is 4 years from now? | Tuesday, 29 February 2028",
                "What date is 1 month after 31 January 2024? | Thursday, 29 February 2024",
                "What date is 1 month before 31 March 2023? | Tuesday, 28 February 2023",
                "What date is 1 day after 28 February 2100? | Monday, 1 March 2100",
                "What date is 1 day after 31 December 2024? | Wednesday, 1 January 2025",
                "what day is tomorrow | Friday, 1 March 2024",
                "how many days between 2024-02-28 and 2024-03-01? | From Wednesday, 28 February 2024 to Friday, 1 March 2024: 2 days",
                "how many days between 2024-03-01 and 2024-02-28? | From Wednesday, 28 February 2024 to Friday, 1 March 2024: 2 days",
                "How many days until today? | From Thursday, 29 February 2024 to Thursday, 29 February 2024: 0 days",
            })
    void dates_at_the_edges_of_months_and_years_are_right(String question, String answer) {
        assertEquals(Optional.of(answer), dates.answer(Evidences.inquiry(question)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-03-10T06:59:00Z | It is 01:59 on Sunday, 10 March 2024 (America/New_York).",
                "2024-03-10T07:00:00Z | It is 03:00 on Sunday, 10 March 2024 (America/New_York).",
                "2024-11-03T05:30:00Z | It is 01:30 on Sunday, 3 November 2024 (America/New_York).",
                "2024-11-03T06:30:00Z | It is 01:30 on Sunday, 3 November 2024 (America/New_York).",
                "2024-01-01T03:00:00Z | It is 22:00 on Sunday, 31 December 2023 (America/New_York).",
            })
    void the_time_elsewhere_follows_summer_time(String instant, String answer) {
        assertEquals(Optional.of(answer), at(instant).answer(Evidences.inquiry("What time is it in New York?")));
    }

    @Test
    void zones_of_quarter_hours_are_right() {
        assertEquals(
                Optional.of("It is 17:45 on Thursday, 29 February 2024 (Asia/Kathmandu)."),
                dates.answer(Evidences.inquiry("What time is it in Kathmandu?")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.1 + 0.2 | 0.1+0.2 = 0.3",
                "1,234,567 + 1 | 1234567+1 = 1234568",
                "10 - 4 - 3 | 10-4-3 = 3",
                "2 + 3 * 4 | 2+3*4 = 14",
                "0 * 5 | 0*5 = 0",
                "1 / 3 | 1/3 = 0.333333333333",
                "2 ^ 10 | 2^10 = 1024",
                "7 - 7 | 7-7 = 0",
                "square root of 1,024 | SQRT(1024) = 32",
                "999999999999 * 999999999999 | 999999999999*999999999999 = 999999999998000000000000",
            })
    void sums_at_the_edges_are_right(String question, String answer) {
        assertEquals(Optional.of(answer), calculator.answer(Evidences.inquiry(question)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0/0",
                "5 / (3 - 3)",
                "0^-1",
                "1 + ",
                "* 3",
                "1 + (2",
                "2^1001",
                "square root of -4",
                "+",
                "...",
                "-",
                "1e400 * 2",
                "5! + 3",
                "12",
                "\u0664 + \u0664"
            })
    void what_has_no_value_is_left_unanswered(String question) {
        assertEquals(Optional.empty(), calculator.answer(Evidences.inquiry(question)));
    }

    @Test
    void a_question_longer_than_any_sum_is_left_unanswered() {
        assertEquals(Optional.empty(), calculator.answer(Evidences.inquiry("1+".repeat(10_000 - 1) + "1")));
        assertEquals(Optional.empty(), dates.answer(Evidences.inquiry("1 x ".repeat(4_000))));
    }
}
