package dev.fairlead.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Answer;
import dev.fairlead.Evidences;
import dev.fairlead.Fairlead;
import dev.fairlead.Inquiry;
import dev.fairlead.Route;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.Router;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many askers, an executor that discards what it has no room for, and a challenger that fails now and then. */
final class ShadowUnderLoadTest {
    private static final int ASKERS = 8;
    private static final int QUESTIONS = 250;

    private static Router clarifying(String intent) {
        return (inquiry, available) ->
                RouteDecision.certain(new Route.Clarify(new Route.Ground(intent, 1, intent), List.of()));
    }

    private static ThreadPoolExecutor small() {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(4),
                Thread.ofVirtual().factory(),
                new ThreadPoolExecutor.AbortPolicy());
    }

    private static String intent(Answer answer) {
        return answer.trace().decision().orElseThrow().route().ground().intent();
    }

    @Test
    void every_answer_is_the_champions_and_every_challenge_is_counted_once() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger told = new AtomicInteger();
        Router sometimesBroken = (inquiry, available) -> {
            int call = calls.incrementAndGet();
            if (call % 7 == 0) {
                throw new IllegalStateException("call " + call);
            }
            return clarifying("champion").route(inquiry, available);
        };
        Shadow shadow;
        try (ThreadPoolExecutor executor = small()) {
            shadow = Experiment.shadow("load", executor);
            Router router = shadow.router(clarifying("champion"), sometimesBroken, seen -> told.incrementAndGet());
            try (Fairlead fairlead =
                    Fairlead.builder(inquiry -> Evidences.of(1)).router(router).build()) {
                for (Future<Set<String>> asker : askers(fairlead)) {
                    assertEquals(Set.of("champion"), asker.get());
                }
            }
        }
        Shadow.Tally tally = shadow.tally();
        assertEquals(ASKERS * QUESTIONS, tally.agreed() + tally.failed() + tally.skipped());
        assertEquals(calls.get(), tally.agreed() + tally.failed());
        assertEquals(calls.get() / 7, tally.failed());
        assertEquals(ASKERS * QUESTIONS, told.get());
    }

    private static List<Future<Set<String>>> askers(Fairlead fairlead) {
        List<Future<Set<String>>> askers = new ArrayList<>();
        for (int i = 0; i < ASKERS; i++) {
            FutureTask<Set<String>> asker = new FutureTask<>(() -> {
                Set<String> intents = new HashSet<>();
                for (int q = 0; q < QUESTIONS; q++) {
                    intents.add(intent(fairlead.ask("question " + q)));
                }
                return intents;
            });
            askers.add(asker);
            Thread.ofVirtual().start(asker);
        }
        return askers;
    }

    @Test
    void closing_waits_for_the_challenger_that_runs_and_closes_it_afterwards()
            throws InterruptedException, ExecutionException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean closedWhileRunning = new AtomicBoolean();
        AtomicBoolean closed = new AtomicBoolean();
        Router slow = new Router() {
            @Override
            public RouteDecision route(Inquiry inquiry, Set<RoutePath> available) {
                running.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                closedWhileRunning.set(closed.get());
                return clarifying("challenger").route(inquiry, available);
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        try (ThreadPoolExecutor executor = small()) {
            Router router = Experiment.shadow("close", executor).router(clarifying("champion"), slow);
            router.route(Evidences.inquiry("q"), Set.of());
            running.await();
            FutureTask<Boolean> closing = new FutureTask<>(() -> {
                router.close();
                return closed.get();
            });
            Thread.ofVirtual().start(closing);
            assertFalse(closing.isDone());
            release.countDown();
            assertTrue(closing.get());
        }
        assertFalse(closedWhileRunning.get());
    }
}
