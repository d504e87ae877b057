package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Laws every filter keeps, and filters at their bounds. */
final class FilterPropertyTest {
    private static final long SEED = 15;

    private static Filter random(Random random, int depth) {
        String key = "k" + random.nextInt(3);
        return switch (random.nextInt(depth > 0 ? 6 : 3)) {
            case 0 -> Filter.equalTo(key, (double) random.nextInt(3));
            case 1 -> Filter.range(key, random.nextInt(3), random.nextInt(3));
            case 2 -> Filter.in(key, List.of("a", true, LocalDate.EPOCH));
            case 3 -> Filter.and(random(random, depth - 1), random(random, depth - 1));
            case 4 -> Filter.or(random(random, depth - 1), random(random, depth - 1));
            default -> Filter.not(random(random, depth - 1));
        };
    }

    private static Metadata metadata(Random random) {
        List<Object> values = List.of(0, 1, 2, "a", "b", true, LocalDate.EPOCH, List.of("a"), List.of());
        Metadata metadata = Metadata.empty();
        for (int i = 0; i < 3; i++) {
            if (random.nextBoolean()) {
                metadata = metadata.with("k" + i, values.get(random.nextInt(values.size())));
            }
        }
        return metadata;
    }

    @Test
    void negation_turns_and_and_or_into_each_other() {
        Random random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            Filter a = random(random, 3);
            Filter b = random(random, 3);
            Metadata metadata = metadata(random);
            String message = "seed " + SEED + ", round " + round;
            assertEquals(
                    Filter.not(Filter.and(a, b)).matches(metadata),
                    Filter.or(Filter.not(a), Filter.not(b)).matches(metadata),
                    message);
            assertEquals(a.matches(metadata), Filter.not(Filter.not(a)).matches(metadata), message);
            assertEquals(Filter.and(a, b).matches(metadata), Filter.and(b, a).matches(metadata), message);
            assertFalse(Filter.and(a, Filter.not(a)).matches(metadata), message);
        }
    }

    @Test
    void equal_filters_are_equal_keys() {
        Filter first = random(new Random(SEED), 4);
        Filter second = random(new Random(SEED), 4);
        assertEquals(first, second, "seed " + SEED);
        assertEquals(first.hashCode(), second.hashCode(), "seed " + SEED);
    }

    @Test
    void a_filter_of_the_deepest_nesting_works() {
        Filter deep = Filter.equalTo("k", "v");
        for (int depth = 1; depth < Filter.MAX_SIZE; depth++) {
            deep = Filter.not(deep);
        }
        assertFalse(deep.matches(Metadata.of("k", "v")));
        assertTrue(deep.matches(Metadata.of("k", "w")));
        assertEquals(deep.hashCode(), deep.hashCode());
        assertTrue(deep.toString().length() > Filter.MAX_SIZE);
        Filter deepest = deep;
        assertThrows(IllegalArgumentException.class, () -> Filter.not(deepest));
    }

    @Test
    void parts_shared_many_times_count_each_time() {
        Filter doubled = Filter.equalTo("k", "v");
        int doublings = 0;
        while (doublings < 40) {
            Filter half = doubled;
            try {
                doubled = Filter.and(half, half);
            } catch (IllegalArgumentException e) {
                break;
            }
            doublings++;
        }
        assertTrue(doublings < 11, doublings + " doublings");
    }

    @Test
    void a_range_the_wrong_way_round_matches_nothing() {
        assertFalse(Filter.range("k", 2, 1).matches(Metadata.of("k", 1)));
        assertFalse(Filter.range("k", LocalDate.MAX, LocalDate.MIN).matches(Metadata.of("k", LocalDate.EPOCH)));
    }

    @Test
    void a_filter_of_no_values_matches_nothing() {
        assertFalse(Filter.in("k", List.of()).matches(Metadata.of("k", "v")));
        assertTrue(Filter.not(Filter.in("k", List.of())).matches(Metadata.empty()));
    }

    @Test
    void values_changed_after_construction_do_not_reach_a_filter() {
        List<Object> values = new ArrayList<>(List.of("a"));
        Filter filter = Filter.in("k", values);
        values.add("b");
        assertFalse(filter.matches(Metadata.of("k", "b")));
    }

    @Test
    void an_empty_list_equals_nothing_and_a_null_is_refused() {
        assertFalse(Filter.equalTo("k", "a").matches(Metadata.of("k", List.of())));
        assertThrows(NullPointerException.class, () -> Filter.in("k", Collections.singletonList(null)));
    }

    @Test
    void replies_are_found_by_their_exact_intent_only() {
        Replies replies = new Replies(Map.of("small_talk", "Hello."));
        assertEquals("Hello.", replies.reply("small_talk").orElseThrow());
        assertTrue(replies.reply("Small_Talk").isEmpty());
        assertTrue(replies.with("other", "x").reply("small_talk").isPresent());
        assertTrue(replies.reply("other").isEmpty());
        Replies.standard().byIntent().values().forEach(reply -> assertFalse(reply.isBlank()));
    }
}
