package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.OverloadedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WorkerGateTest {
    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void as_many_enter_as_there_are_workers() {
        WorkerGate gate = new WorkerGate(2);
        gate.enter(Deadline.never());
        gate.enter(Deadline.never());
        Deadline now = Deadline.after(Duration.ZERO);

        assertThrows(OverloadedException.class, () -> gate.enter(now));
        gate.leave();
        assertDoesNotThrow(() -> gate.enter(now));
    }

    @Test
    void closing_waits_for_those_inside() throws InterruptedException {
        WorkerGate gate = new WorkerGate(2);
        AtomicBoolean freed = new AtomicBoolean();
        gate.enter(Deadline.never());
        Thread closer = Thread.ofPlatform().start(() -> gate.close(() -> freed.set(true)));
        awaitWaiting(closer);

        assertFalse(freed.get());
        gate.leave();
        closer.join();
        assertTrue(freed.get());
    }

    @Test
    void one_who_waits_while_the_gate_closes_is_turned_away() throws InterruptedException {
        WorkerGate gate = new WorkerGate(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        gate.enter(Deadline.never());
        Thread waiter = Thread.ofPlatform().unstarted(() -> gate.enter(Deadline.never()));
        waiter.setUncaughtExceptionHandler((thread, failure) -> thrown.set(failure));
        waiter.start();
        awaitWaiting(waiter);
        Thread closer = Thread.ofPlatform().start(() -> gate.close(() -> {}));
        awaitWaiting(closer);

        gate.leave();
        waiter.join();
        closer.join();
        assertTrue(thrown.get() instanceof IllegalStateException);
    }

    @Test
    void what_is_closed_twice_is_freed_once() {
        WorkerGate gate = new WorkerGate(1);
        AtomicInteger freed = new AtomicInteger();
        gate.close(freed::incrementAndGet);
        gate.close(freed::incrementAndGet);

        assertTrue(freed.get() == 1);
        assertThrows(IllegalStateException.class, () -> gate.enter(Deadline.never()));
    }

    @Test
    void an_interrupted_wait_is_overload_and_keeps_the_flag() {
        WorkerGate gate = new WorkerGate(1);
        gate.enter(Deadline.never());
        Thread.currentThread().interrupt();

        assertThrows(OverloadedException.class, () -> gate.enter(Deadline.never()));
        assertTrue(Thread.interrupted());
    }
}
