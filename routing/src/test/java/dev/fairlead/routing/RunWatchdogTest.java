package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fairlead.Deadline;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RunWatchdogTest {
    private static final long[] IDS = {101, 7610, 102};

    private static EncoderModel mini() throws IOException {
        return EncoderModel.open(ModelFile.resource("/all-minilm-l6-v2-q.onnx"), "mini.onnx");
    }

    @Test
    void a_run_is_ended_at_its_deadline() throws OrtException, IOException {
        try (EncoderModel model = mini();
                RunWatchdog watchdog = new RunWatchdog();
                OrtSession.RunOptions options = new OrtSession.RunOptions();
                RunWatchdog.Watch watch = watchdog.watch(Deadline.after(Duration.ZERO), options)) {
            while (!watch.rung()) {
                Thread.onSpinWait();
            }
            assertThrows(OrtException.class, () -> model.run(IDS, options));
        }
    }

    @Test
    void a_run_without_a_deadline_is_left_alone() throws OrtException, IOException {
        try (EncoderModel model = mini();
                RunWatchdog watchdog = new RunWatchdog();
                OrtSession.RunOptions options = new OrtSession.RunOptions();
                RunWatchdog.Watch watch = watchdog.watch(Deadline.never(), options)) {
            assertEquals(IDS.length, model.run(IDS, options).length);
            assertFalse(watch.rung());
        }
    }

    @Test
    void a_watch_that_was_closed_rings_no_more() throws OrtException {
        try (RunWatchdog watchdog = new RunWatchdog();
                OrtSession.RunOptions first = new OrtSession.RunOptions();
                OrtSession.RunOptions second = new OrtSession.RunOptions()) {
            RunWatchdog.Watch over = watchdog.watch(Deadline.after(Duration.ofMillis(30)), first);
            over.close();
            // The alarms ring on one thread in the order of their times: once the later one has rung, the earlier one
            // is past.
            try (RunWatchdog.Watch later = watchdog.watch(Deadline.after(Duration.ofMillis(60)), second)) {
                while (!later.rung()) {
                    Thread.onSpinWait();
                }
            }
            assertFalse(over.rung());
        }
    }
}
