package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairedTestTest {
    @Test
    void only_rows_on_which_the_two_differ_count() {
        PairedTest test =
                PairedTest.of(List.of(true, true, false, false, true), List.of(true, false, false, true, false));

        assertEquals(new PairedTest(2, 1), test);
    }

    @Test
    void the_chance_is_that_of_as_many_heads_of_a_fair_coin() {
        assertEquals(1, new PairedTest(0, 0).chance());
        assertEquals(0.5, new PairedTest(1, 0).chance(), 1e-12);
        assertEquals(1 / 32.0, new PairedTest(5, 0).chance(), 1e-12);
        assertEquals((45 + 10 + 1) / 1024.0, new PairedTest(8, 2).chance(), 1e-12);
        assertEquals(1, new PairedTest(0, 9).chance(), 1e-12);
    }

    @Test
    void many_rows_do_not_overflow() {
        double chance = new PairedTest(2_600, 2_400).chance();

        // Two and eight tenths deviations of a normal distribution, with half a row of continuity.
        assertEquals(0.00244, chance, 1e-4);
        assertTrue(new PairedTest(4_000, 1_000).chance() < 1e-12);
    }
}
