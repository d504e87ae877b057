package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.generation.ScriptedChatModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many callers, closing in between, and time running out in each step. */
final class FairleadUnderLoadTest {
    private static final Passage NOTICE = Evidences.passage(
            "lease.md", "9. Termination", "Either party may terminate this lease on ninety days written notice.");
    private static final Retriever FOUND = inquiry -> Evidences.of(0.9, NOTICE);
    private static final String QUESTION = "How much notice terminates the lease?";

    private static Route.Ground ground(String intent) {
        return new Route.Ground(intent, 0.9, "because " + intent);
    }

    private static void exhaust(Inquiry inquiry) {
        while (!inquiry.deadline().expired()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void callers_at_once_get_the_answers_to_their_own_questions() throws InterruptedException {
        Map<Thread, Throwable> failures = new ConcurrentHashMap<>();
        Retriever echoing = inquiry -> Evidences.of(
                0.9,
                Evidences.passage(
                        "d",
                        "",
                        "The answer to this question is " + inquiry.question().text() + "."));
        try (Fairlead fairlead = Fairlead.builder(echoing).build()) {
            List<Thread> askers = IntStream.range(0, 8)
                    .mapToObj(asker -> Thread.ofPlatform()
                            .uncaughtExceptionHandler(failures::put)
                            .start(() -> {
                                for (int i = 0; i < 50; i++) {
                                    String question = "question word" + asker + "x" + i;
                                    var answer = assertInstanceOf(Answer.Answered.class, fairlead.ask(question));
                                    assertTrue(answer.text().contains(question + "."), answer.text());
                                }
                            }))
                    .toList();
            for (Thread asker : askers) {
                asker.join();
            }
        }
        assertEquals(Map.of(), failures);
    }

    @Test
    void no_question_runs_after_closing_returned_and_the_router_closes_once() throws InterruptedException {
        AtomicInteger routerClosed = new AtomicInteger();
        AtomicBoolean lateRoute = new AtomicBoolean();
        Router router = new Router() {
            @Override
            public RouteDecision route(Inquiry inquiry, Set<RoutePath> available) {
                lateRoute.compareAndSet(false, routerClosed.get() > 0);
                return RouteDecision.certain(new Route.Grounded(ground("any")));
            }

            @Override
            public void close() {
                routerClosed.incrementAndGet();
            }
        };
        Fairlead fairlead = Fairlead.builder(FOUND).router(router).build();
        CountDownLatch asked = new CountDownLatch(20);
        List<Thread> askers = IntStream.range(0, 4)
                .mapToObj(asker -> Thread.ofVirtual().start(() -> {
                    try {
                        while (true) {
                            fairlead.ask(QUESTION);
                            asked.countDown();
                        }
                    } catch (IllegalStateException closed) {
                        asked.countDown();
                    }
                }))
                .toList();
        asked.await();
        Thread other = Thread.ofVirtual().start(fairlead::close);
        fairlead.close();
        other.join();
        for (Thread asker : askers) {
            asker.join();
        }
        assertEquals(1, routerClosed.get());
        assertFalse(lateRoute.get());
    }

    @Test
    void own_times_of_all_steps_add_up_to_no_more_than_the_whole() {
        WordEncoder encoder = new WordEncoder();
        Retriever nested = new Retriever() {
            @Override
            public Evidence retrieve(Inquiry inquiry) {
                long start = System.nanoTime();
                inquiry.encode(encoder);
                inquiry.record("inner", start, Map.of());
                return Evidences.of(0.9, NOTICE);
            }

            @Override
            public Optional<TextEncoder> encoder() {
                return Optional.of(encoder);
            }
        };
        try (Fairlead fairlead = Fairlead.builder(nested).build()) {
            Trace trace = fairlead.ask(QUESTION).trace();
            Duration sum = trace.steps().stream().map(Trace.Step::time).reduce(Duration.ZERO, Duration::plus);
            assertTrue(sum.compareTo(trace.total()) <= 0, sum + " of " + trace.total());
            assertEquals(
                    List.of("route", "encode", "inner", "retrieve", "extract", "format"),
                    trace.steps().stream().map(Trace.Step::name).toList());
            trace.steps().forEach(step -> assertFalse(step.time().isNegative()));
        }
    }

    @Test
    void time_that_runs_out_in_retrieval_leaves_an_answer_by_words() {
        Retriever slow = inquiry -> {
            exhaust(inquiry);
            return Evidences.of(0.9, NOTICE);
        };
        try (Fairlead fairlead =
                Fairlead.builder(slow).timeLimit(Duration.ofMillis(5)).build()) {
            Answer answer = fairlead.ask(QUESTION);
            assertEquals(
                    0L, answer.trace().steps("extract").getFirst().details().get("encoded"));
        }
    }

    @Test
    void time_that_runs_out_before_the_model_is_called_ends_the_question_without_a_call() {
        ScriptedChatModel model = ScriptedChatModel.answering("x [1]");
        Retriever slow = inquiry -> {
            exhaust(inquiry);
            return Evidences.of(0.9, NOTICE);
        };
        try (Fairlead fairlead = Fairlead.builder(slow)
                .chatModel(model)
                .timeLimit(Duration.ofMillis(5))
                .build()) {
            assertThrows(DeadlineExceededException.class, () -> fairlead.ask(QUESTION));
            assertEquals(List.of(), model.requests());
        }
    }

    @Test
    void time_that_runs_out_before_a_tool_ends_the_question_without_it() {
        Router late = (inquiry, available) -> {
            exhaust(inquiry);
            return RouteDecision.certain(new Route.Tool(ground("calculation")));
        };
        try (Fairlead fairlead = Fairlead.builder(FOUND)
                .router(late)
                .timeLimit(Duration.ofMillis(5))
                .build()) {
            var e = assertThrows(DeadlineExceededException.class, () -> fairlead.ask("1+1"));
            assertTrue(e.getMessage().contains("tool"), e.getMessage());
        }
    }

    @Test
    void a_failed_question_leaves_the_next_one_unharmed() {
        AtomicInteger calls = new AtomicInteger();
        Retriever flaky = inquiry -> {
            if (calls.getAndIncrement() % 2 == 0) {
                throw new IndexException("broken once");
            }
            return Evidences.of(0.9, NOTICE);
        };
        try (Fairlead fairlead = Fairlead.builder(flaky).build()) {
            assertThrows(IndexException.class, () -> fairlead.ask(QUESTION));
            assertInstanceOf(Answer.Answered.class, fairlead.ask(QUESTION));
        }
    }

    @Test
    void an_interrupted_caller_of_a_model_keeps_its_interrupt() {
        CountDownLatch never = new CountDownLatch(1);
        ScriptedChatModel waiting = ScriptedChatModel.of(request -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "Ninety days [1].";
        });
        try (Fairlead fairlead = Fairlead.builder(FOUND).chatModel(waiting).build()) {
            Thread.currentThread().interrupt();
            assertThrows(GenerationException.class, () -> fairlead.ask(QUESTION));
            assertTrue(Thread.interrupted());
        }
    }
}
