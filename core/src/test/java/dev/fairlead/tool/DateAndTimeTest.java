package dev.fairlead.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.Evidences;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DateAndTimeTest {
    private final DateAndTime tool =
            new DateAndTime(Clock.fixed(Instant.parse("2025-03-03T10:15:00Z"), ZoneId.of("Europe/London")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What's today's date? | Monday, 3 March 2025",
                "what day is it | Monday, 3 March 2025",
                "What date is 90 days after 3 March 2025? | Sunday, 1 June 2025",
                "two dates: what is 2 weeks before 2025-01-01 | Wednesday, 18 December 2024",
                "what day of the week is March 1st, 2024 | Friday, 1 March 2024",
                "what date was it 3 months ago? | Tuesday, 3 December 2024",
                "What date will it be 10 days from now? | Thursday, 13 March 2025",
                "how many days until christmas | From Monday, 3 March 2025 to Thursday, 25 December 2025: 297 days",
                "How many weeks between 1 March 2024 and 1 April 2024? | From Friday, 1 March 2024 to Monday, 1 April 2024: 4 weeks and 3 days",
                "what time is it in Tokyo? | It is 19:15 on Monday, 3 March 2025 (Asia/Tokyo).",
                "what time is it | It is 10:15 (GMT).",
                "What is the time in New York right now | It is 05:15 on Monday, 3 March 2025 (America/New_York).",
            })
    void dates_and_times_are_answered(String question, String answer) {
        assertEquals(Optional.of(answer), tool.answer(Evidences.inquiry(question)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What is the weather?",
                "Is order 4411 on time to be delivered?",
                "what time is it in Atlantis",
                "what day is 31 February 2025 to 1 March 2025 and 2 March 2025",
                "ninety days after the signature",
            })
    void what_it_cannot_answer_is_left_unanswered(String question) {
        assertEquals(Optional.empty(), tool.answer(Evidences.inquiry(question)));
    }
}
