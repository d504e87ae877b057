package dev.fairlead.benchmarks.quality;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether a value agrees with the words a lawyer marked. */
final class GoldTermsTest {
    private static boolean isDate(String date, String marked) {
        return GoldTerms.isDate(LocalDate.parse(date), List.of(marked));
    }

    private static boolean isLength(String length, String marked) {
        return GoldTerms.isLength(length, List.of(marked));
    }

    @Test
    void a_date_agrees_in_the_forms_contracts_use() {
        assertTrue(isDate("1998-02-23", "23rd day of February, 1998"));
        assertTrue(isDate("2017-07-01", "first day of July, 2017"));
        assertTrue(isDate("2019-01-05", "1/5/19"));
        assertTrue(isDate("2020-04-30", "30th day of April"));
    }

    @Test
    void another_day_month_or_year_does_not_agree() {
        assertFalse(isDate("1998-02-24", "23rd day of February, 1998"));
        assertFalse(isDate("1998-03-23", "23rd day of February, 1998"));
        assertFalse(isDate("1999-02-23", "23rd day of February, 1998"));
        assertFalse(isDate("2019-02-23", "the date of the last signature"));
    }

    @Test
    void a_length_agrees_in_figures_and_in_words() {
        assertTrue(isLength("P90D", "at least ninety (90) days prior to"));
        assertTrue(isLength("P1Y", "for successive one (1) year terms"));
        assertTrue(isLength("P1Y", "renew on a year to year basis"));
        assertTrue(isLength("P1Y6M", "one year and six months"));
    }

    @Test
    void another_number_or_unit_does_not_agree() {
        assertFalse(isLength("P60D", "at least ninety (90) days prior to"));
        assertFalse(isLength("P3M", "three years"));
        assertFalse(isLength("three years", "three years"));
    }

    @Test
    void a_place_must_stand_in_the_clause() {
        List<String> clause = List.of("governed by the laws of the State of New York, without regard to");
        assertTrue(GoldTerms.isPlace("New York", clause));
        assertFalse(GoldTerms.isPlace("Delaware", clause));
        assertFalse(GoldTerms.isPlace("New York", List.of()));
    }

    @Test
    void parties_agree_where_each_is_marked_and_there_are_two() {
        List<String> marked = List.of("Acme Corp.", "Northwind Ltd", "Supplier");
        assertTrue(GoldTerms.areParties(List.of("Acme Corp", "Northwind Ltd"), marked));
        assertFalse(GoldTerms.areParties(List.of("Acme Corp"), marked));
        assertFalse(GoldTerms.areParties(List.of("Acme Corp", "Delaware"), marked));
    }
}
