package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.TextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An encoder with one worker under load, deadlines and closing. */
@Timeout(60)
final class EncoderLimitsTest {
    private static final Deadline EXPIRED = Deadline.after(Duration.ZERO);

    private OnnxTextEncoder encoder;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        Path model = Samples.file(folder, "all-minilm-l6-v2-q.onnx");
        Path tokenizer = Samples.file(folder, "all-minilm-l6-v2-q-tokenizer.json");
        encoder = OnnxTextEncoder.builder(model, tokenizer).workers(1).build();
    }

    @AfterEach
    void close() {
        encoder.close();
    }

    private float[] encode(String text, Deadline deadline) {
        return encoder.encode(text, TextEncoder.Kind.PASSAGE, deadline).vector();
    }

    @Test
    void an_expired_deadline_starts_no_run() {
        assertThrows(DeadlineExceededException.class, () -> encode("roof", EXPIRED));
    }

    @Test
    void a_call_that_failed_gives_its_worker_back() {
        float[] before = encode("roof", Deadline.never());
        assertThrows(DeadlineExceededException.class, () -> encode("roof", EXPIRED));
        assertArrayEquals(before, encode("roof", Deadline.after(Duration.ofMinutes(1))));
    }

    @Test
    void whatever_the_deadline_a_call_gives_the_whole_vector_or_says_it_was_late() {
        String text = "rent roof notice ".repeat(170);
        float[] whole = encode(text, Deadline.never());
        for (long micros = 1; micros < 1_000_000; micros *= 4) {
            Deadline deadline = Deadline.after(Duration.ofNanos(1_000 * micros));
            try {
                assertArrayEquals(whole, encode(text, deadline));
            } catch (DeadlineExceededException e) {
                assertTrue(deadline.expired());
            }
        }
        assertArrayEquals(whole, encode(text, Deadline.never()));
    }

    @Test
    void many_virtual_callers_all_get_their_vectors() throws Exception {
        float[] alone = encode("roof", Deadline.never());
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<float[]>> vectors = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                vectors.add(callers.submit(() -> encode("roof", Deadline.after(Duration.ofMinutes(1)))));
            }
            for (Future<float[]> vector : vectors) {
                assertArrayEquals(alone, vector.get());
            }
        }
    }

    @Test
    void close_waits_for_a_call_in_flight_and_turns_new_ones_away() throws Exception {
        encoder.gate().enter(Deadline.never());
        Thread closing = Thread.ofPlatform().start(encoder::close);
        awaitClosed();
        assertTrue(closing.isAlive());
        encoder.gate().leave();
        closing.join();
        assertThrows(IllegalStateException.class, () -> encode("roof", Deadline.never()));
    }

    /** While the worker is held, a call without time is turned away as overloaded until the gate is closed. */
    private void awaitClosed() {
        boolean closed = false;
        while (!closed) {
            var refusal = assertThrows(RuntimeException.class, () -> encode("roof", EXPIRED));
            closed = refusal instanceof IllegalStateException;
        }
    }

    @Test
    void a_call_that_waited_while_the_encoder_was_closed_is_turned_away() throws Exception {
        encoder.gate().enter(Deadline.never());
        FutureTask<float[]> waiting = new FutureTask<>(() -> encode("roof", Deadline.never()));
        Thread caller = Thread.ofPlatform().start(waiting);
        while (caller.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        Thread closing = Thread.ofPlatform().start(encoder::close);
        awaitClosed();
        encoder.gate().leave();
        closing.join();
        var failure = assertThrows(ExecutionException.class, waiting::get);
        assertInstanceOf(IllegalStateException.class, failure.getCause());
    }
}
