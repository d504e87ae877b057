package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.OverloadedException;
import dev.fairlead.TextEncoder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CachedTextEncoderTest {
    private static final long ENOUGH = 1 << 20;

    @Test
    void a_text_seen_before_is_not_encoded_again() {
        CachedTextEncoder cached = CachedTextEncoder.of(Samples.encoder(), ENOUGH);
        Encoding first = cached.encode("notice period", TextEncoder.Kind.QUERY, Deadline.never());
        Encoding second = cached.encode("notice period", TextEncoder.Kind.QUERY, Deadline.never());

        assertArrayEquals(first.vector(), second.vector());
        assertEquals(1, cached.misses());
        assertEquals(1, cached.hits());
    }

    @Test
    void query_and_passage_of_one_text_are_kept_apart() {
        CachedTextEncoder cached = CachedTextEncoder.of(Samples.encoder(), ENOUGH);
        Encoding query = cached.encode("notice period", TextEncoder.Kind.QUERY, Deadline.never());
        Encoding passage = cached.encode("notice period", TextEncoder.Kind.PASSAGE, Deadline.never());

        assertNotEquals(query.tokens(), passage.tokens());
        assertEquals(2, cached.misses());
    }

    @Test
    void the_limit_in_bytes_holds() {
        long limit = 10_000;
        CachedTextEncoder cached = CachedTextEncoder.of(Samples.encoder(), limit);
        for (int i = 0; i < 30; i++) {
            cached.encode("text " + i, TextEncoder.Kind.QUERY, Deadline.never());
        }

        assertTrue(cached.bytes() <= limit, () -> cached.bytes() + " bytes");
        assertTrue(cached.bytes() > 0);
    }

    @Test
    void one_callers_failure_is_not_kept_for_the_next() {
        try (OnnxTextEncoder one = OnnxTextEncoder.bgeSmallBuilder().workers(1).build();
                CachedTextEncoder cached = CachedTextEncoder.of(one, ENOUGH)) {
            one.gate().enter(Deadline.never());
            Deadline passed = Deadline.after(Duration.ZERO);
            assertThrows(OverloadedException.class, () -> cached.encode("x", TextEncoder.Kind.QUERY, passed));
            one.gate().leave();

            cached.encode("x", TextEncoder.Kind.QUERY, Deadline.never());
            cached.encode("x", TextEncoder.Kind.QUERY, passed);
            assertEquals(1, cached.hits());
        }
    }

    @Test
    void it_speaks_for_the_encoder_behind_it() {
        CachedTextEncoder cached = CachedTextEncoder.of(Samples.encoder(), ENOUGH);

        assertEquals(Samples.encoder().fingerprint(), cached.fingerprint());
        assertEquals(Samples.encoder().dimension(), cached.dimension());
        assertEquals(Samples.encoder().maxTokens(), cached.maxTokens());
        assertEquals(2, cached.countTokens("notice period"));
    }

    @Test
    void closing_closes_the_encoder_and_forgets_the_texts() {
        OnnxTextEncoder inside = OnnxTextEncoder.bgeSmall();
        CachedTextEncoder cached = CachedTextEncoder.of(inside, ENOUGH);
        cached.encode("x", TextEncoder.Kind.QUERY, Deadline.never());
        cached.close();

        assertThrows(IllegalStateException.class, () -> cached.encode("x", TextEncoder.Kind.QUERY, Deadline.never()));
        assertThrows(IllegalStateException.class, () -> inside.encode("x", TextEncoder.Kind.QUERY, Deadline.never()));
    }

    @Test
    void a_cache_of_no_bytes_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> CachedTextEncoder.of(Samples.encoder(), 0));
    }
}
