package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FilterTest {
    private static final Metadata LEASE = Metadata.of("type", "lease")
            .with("year", 2021)
            .with("signed", LocalDate.of(2021, 5, 1))
            .with("parties", List.of("Acme", "Bolt"))
            .with("draft", false);

    @Test
    void an_equality_holds_for_each_type_and_for_an_item_of_a_list() {
        assertTrue(Filter.equalTo("type", "lease").matches(LEASE));
        assertTrue(Filter.equalTo("year", 2021L).matches(LEASE));
        assertTrue(Filter.equalTo("draft", false).matches(LEASE));
        assertTrue(Filter.equalTo("parties", "Bolt").matches(LEASE));
        assertFalse(Filter.equalTo("parties", "bolt").matches(LEASE));
        assertFalse(Filter.equalTo("year", "2021").matches(LEASE));
    }

    @Test
    void ranges_are_closed_and_typed() {
        assertTrue(Filter.range("year", 2021, 2021).matches(LEASE));
        assertFalse(Filter.range("year", 2022, Double.POSITIVE_INFINITY).matches(LEASE));
        assertTrue(
                Filter.range("signed", LocalDate.MIN, LocalDate.of(2021, 5, 1)).matches(LEASE));
        assertFalse(Filter.range("signed", 0, 1e9).matches(LEASE));
        assertFalse(Filter.range("type", 0, 1).matches(LEASE));
    }

    @Test
    void a_missing_key_matches_nothing_but_a_negation() {
        assertFalse(Filter.equalTo("absent", "x").matches(LEASE));
        assertTrue(Filter.not(Filter.equalTo("absent", "x")).matches(LEASE));
    }

    @Test
    void an_empty_and_is_true_and_an_empty_or_is_false() {
        assertTrue(Filter.and().matches(LEASE));
        assertEquals(Filter.all(), Filter.and());
        assertFalse(Filter.or().matches(LEASE));
        assertTrue(Filter.or(Filter.equalTo("type", "nda"), Filter.in("year", List.of(2020, 2021)))
                .matches(LEASE));
    }

    @Test
    void a_filter_from_a_request_is_bounded() {
        List<String> many = Collections.nCopies(Filter.MAX_SIZE + 1, "x");
        assertThrows(IllegalArgumentException.class, () -> Filter.in("k", many));
        Filter deep = Filter.all();
        for (int depth = 1; depth < Filter.MAX_SIZE - 1; depth++) {
            deep = Filter.not(deep);
        }
        Filter deepest = Filter.not(deep);
        assertThrows(IllegalArgumentException.class, () -> Filter.not(deepest));
        assertThrows(IllegalArgumentException.class, () -> Filter.equalTo(" ", "x"));
        assertThrows(IllegalArgumentException.class, () -> Filter.range("k", Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> Filter.equalTo("k", List.of("x")));
    }
}
