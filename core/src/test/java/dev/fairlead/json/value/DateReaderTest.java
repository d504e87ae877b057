package dev.fairlead.json.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DateReaderTest {
    private static List<Object> dates(String text) {
        return ReadValues.of(Wanted.Type.DATE, "effective date", text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            made as of January 5, 2019 by and between      | 2019-01-05
            dated Jan. 5 2019                              | 2019-01-05
            on 5 January 2019                              | 2019-01-05
            this 5th day of January, 2019                  | 2019-01-05
            the 20t h day of November, 2018                | 2018-11-20
            the fifth day of January, 2019                 | 2019-01-05
            the twenty-first day of March 2001             | 2001-03-21
            September 13th, 2019                           | 2019-09-13
            2019-01-05                                     | 2019-01-05
            1/5/19                                         | 2019-01-05
            01/05/1998                                     | 1998-01-05
            18/9/2008                                      | 2008-09-18
            1.4.2011                                       | 2011-04-01
            12 SEPTEMBER 2024                              | 2024-09-12
            """)
    void a_date_is_read_in_any_of_its_usual_forms(String text, String date) {
        assertEquals(List.of(date), dates(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "this ____ day of January, 2019",
                "in January 2019",
                "31 June 2019",
                "45/45/2019",
                "Section 1.2.3 and 10.1.1",
                "sixty billion day of May, 2019",
                "telephone 555-12-2019",
                "",
            })
    void what_is_no_whole_date_is_none(String text) {
        assertEquals(List.of(), dates(text));
    }

    @Test
    void several_dates_are_read_in_the_order_they_stand() {
        assertEquals(
                List.of("2019-01-05", "2021-12-31"),
                dates("from January 5, 2019 until the 31st day of December, 2021"));
    }

    @Test
    void a_date_wanted_as_text_is_given_as_it_is_written() {
        assertEquals(
                List.of("5th day of January, 2019"),
                ReadValues.of(Wanted.Type.TEXT, "signing date", "this 5th day of January, 2019"));
    }
}
