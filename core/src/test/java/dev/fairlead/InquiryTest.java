package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class InquiryTest {
    @Test
    void a_question_is_encoded_once_however_many_steps_ask() {
        Inquiry inquiry = Evidences.inquiry("notice period");
        WordEncoder encoder = new WordEncoder();
        Encoding first = inquiry.encode(encoder);
        assertSame(first, inquiry.encode(encoder));
        assertEquals(1, encoder.calls());
        assertEquals(
                List.of("encode"),
                inquiry.steps().stream().map(Trace.Step::name).toList());
    }

    @Test
    void a_failed_encoding_is_neither_kept_nor_recorded() {
        Inquiry inquiry = Evidences.inquiry("notice period");
        WordEncoder broken = new WordEncoder(Optional.of(new EncodingException("broken")));
        assertThrows(EncodingException.class, () -> inquiry.encode(broken));
        assertThrows(EncodingException.class, () -> inquiry.encode(broken));
        assertEquals(2, broken.calls());
        assertEquals(List.of(), inquiry.steps());
    }

    @Test
    void the_times_of_steps_add_up_to_no_more_than_the_whole() {
        Inquiry inquiry = Evidences.inquiry("notice period");
        long outer = System.nanoTime();
        long inner = System.nanoTime();
        inquiry.record("inner", inner, Map.of("n", 1));
        inquiry.record("outer", outer, Map.of());
        long total = System.nanoTime() - outer;
        long sum = inquiry.steps().stream()
                .mapToLong(step -> step.time().toNanos())
                .sum();
        assertTrue(sum <= total, sum + " > " + total);
        assertEquals(
                List.of("inner", "outer"),
                inquiry.steps().stream().map(Trace.Step::name).toList());
    }

    @Test
    void an_inquiry_apart_takes_known_vectors_along_and_leaves_no_trace_in_the_first() {
        Inquiry inquiry = Inquiry.of(Question.of("notice period"), Scope.principals("anna"), Deadline.never());
        WordEncoder encoder = new WordEncoder();
        assertEquals(Optional.empty(), inquiry.encoded(encoder.fingerprint()));
        Encoding known = inquiry.encode(encoder);
        assertSame(known, inquiry.encoded(encoder.fingerprint()).orElseThrow());
        Deadline own = Deadline.after(Duration.ofMinutes(1));
        Inquiry apart = inquiry.needing(Inquiry.Need.DOCUMENTS).apart(own);
        assertSame(known, apart.encode(encoder));
        apart.record("challenger", System.nanoTime(), Map.of());
        assertEquals(1, inquiry.steps().size());
        assertSame(own, apart.deadline());
        assertEquals(inquiry.scope(), apart.scope());
        assertEquals(Inquiry.Need.DOCUMENTS, apart.need());
    }
}
