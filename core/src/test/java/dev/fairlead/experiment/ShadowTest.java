package dev.fairlead.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Answer;
import dev.fairlead.Deadline;
import dev.fairlead.Evidence;
import dev.fairlead.Evidences;
import dev.fairlead.Fairlead;
import dev.fairlead.IndexException;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Retriever;
import dev.fairlead.Route;
import dev.fairlead.RouteDecision;
import dev.fairlead.Router;
import dev.fairlead.RoutingException;
import dev.fairlead.Scope;
import dev.fairlead.WordEncoder;
import dev.fairlead.generation.ScriptedChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class ShadowTest {
    private static final Retriever NOTHING = inquiry -> Evidences.of(1);
    private final List<Shadowed<Inquiry, RouteDecision>> told = new ArrayList<>();

    private static Router clarifying(String intent) {
        return (inquiry, available) ->
                RouteDecision.certain(new Route.Clarify(new Route.Ground(intent, 1, intent), List.of()));
    }

    private static final Router OLD = clarifying("old");
    private static final Router NEW = clarifying("new");

    private Answer ask(Router router) {
        try (Fairlead fairlead = Fairlead.builder(NOTHING).router(router).build()) {
            return fairlead.ask("What now?");
        }
    }

    private static String intent(Answer answer) {
        return answer.trace().decision().orElseThrow().route().ground().intent();
    }

    @Test
    void the_champion_answers_and_a_disagreement_is_told_with_both_results() {
        Shadow shadow = Experiment.shadow("routers", Runnable::run);
        Answer answer = ask(shadow.router(OLD, NEW, told::add));
        assertEquals("old", intent(answer));
        Shadowed<Inquiry, RouteDecision> seen = told.getFirst();
        assertEquals("routers", seen.experiment());
        assertEquals("What now?", seen.asked().question().text());
        assertEquals("old", seen.champion().route().ground().intent());
        Shadowed.Challenge.Ran<RouteDecision> ran = ran(seen);
        assertFalse(ran.agrees());
        assertEquals("new", ran.result().route().ground().intent());
        assertEquals(new Shadow.Tally(0, 1, 0, 0), shadow.tally());
    }

    @SuppressWarnings("unchecked") // the type argument is the one of the record it was taken from
    private static <R> Shadowed.Challenge.Ran<R> ran(Shadowed<?, R> shadowed) {
        return assertInstanceOf(Shadowed.Challenge.Ran.class, shadowed.challenge());
    }

    @Test
    void routers_that_choose_alike_agree() {
        Shadow shadow = Experiment.shadow("routers", Runnable::run);
        ask(shadow.router(OLD, clarifying("old"), told::add));
        assertTrue(ran(told.getFirst()).agrees());
        assertEquals(new Shadow.Tally(1, 0, 0, 0), shadow.tally());
    }

    @Test
    void a_challenger_that_throws_breaks_nothing_and_is_recorded() {
        Shadow shadow = Experiment.shadow("routers", Runnable::run);
        for (Throwable thrown : List.of(new IllegalStateException("bug"), new StackOverflowError())) {
            Router broken = (inquiry, available) -> {
                throw sneak(thrown);
            };
            assertEquals("old", intent(ask(shadow.router(OLD, broken, told::add))));
            assertEquals(
                    thrown,
                    assertInstanceOf(
                                    Shadowed.Challenge.Failed.class,
                                    told.getLast().challenge())
                            .cause());
        }
        assertEquals(2, shadow.tally().failed());
    }

    private static RuntimeException sneak(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }

    @Test
    void a_champion_that_throws_does_so_unshadowed() {
        Router broken = (inquiry, available) -> {
            throw new RoutingException("no model");
        };
        Router router = Experiment.shadow("routers", Runnable::run).router(broken, NEW, told::add);
        assertThrows(RoutingException.class, () -> ask(router));
        assertEquals(List.of(), told);
    }

    @Test
    void the_champion_does_not_wait_for_a_challenger_that_hangs() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Router hanging = (inquiry, available) -> {
            await(release);
            return NEW.route(inquiry, available);
        };
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Router router = Experiment.shadow("routers", executor).router(OLD, hanging, shadowed -> ended.countDown());
            assertEquals("old", intent(answer(router)));
            assertEquals(1, ended.getCount());
            release.countDown();
            ended.await();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without closing the router, which would wait. */
    private static Answer answer(Router router) {
        return Fairlead.builder(NOTHING).router(router).build().ask("What now?");
    }

    @Test
    void a_challenger_has_steps_and_deadline_of_its_own_and_the_vectors_known_by_then() {
        WordEncoder encoder = new WordEncoder();
        Router encoding = (inquiry, available) -> {
            inquiry.encode(encoder);
            return OLD.route(inquiry, available);
        };
        Router challenger = (inquiry, available) -> {
            inquiry.encode(encoder);
            inquiry.record("challenger", System.nanoTime(), Map.of());
            return NEW.route(inquiry, available);
        };
        Inquiry inquiry = Inquiry.of(Question.of("q"), Scope.principals("anna"), Deadline.never());
        Shadow shadow = Experiment.shadow("routers", Runnable::run);
        shadow.router(encoding, challenger, told::add).route(inquiry, Set.of());
        assertEquals(1, encoder.calls());
        assertEquals(1, inquiry.steps().size());
        assertNotSame(inquiry, told.getFirst().asked());
        assertEquals(inquiry.scope(), told.getFirst().asked().scope());
    }

    @Test
    void a_full_shadow_and_an_executor_that_refuses_skip_and_say_so() {
        Deque<Runnable> waiting = new ArrayDeque<>();
        Shadow shadow = Experiment.shadow("routers", waiting::add);
        Router router = shadow.router(OLD, clarifying("old"), told::add);
        for (int i = 0; i < Shadow.MAX_UNDER_WAY + 2; i++) {
            answer(router);
        }
        assertEquals(Shadow.MAX_UNDER_WAY, waiting.size());
        assertEquals(new Shadow.Tally(0, 0, 0, 2), shadow.tally());
        waiting.forEach(Runnable::run);
        assertEquals(Shadow.MAX_UNDER_WAY, shadow.tally().agreed());

        Shadow refused = Experiment.shadow("routers", task -> {
            throw new RejectedExecutionException("stopped");
        });
        Router refusing = refused.router(OLD, NEW, told::add);
        for (int i = 0; i < Shadow.MAX_UNDER_WAY + 2; i++) {
            answer(refusing);
        }
        assertEquals(new Shadow.Tally(0, 0, 0, Shadow.MAX_UNDER_WAY + 2), refused.tally());
        assertTrue(told.getLast().challenge().toString().contains("stopped"));
    }

    @Test
    void closing_skips_challengers_that_wait_and_closes_both_routers() {
        Deque<Runnable> waiting = new ArrayDeque<>();
        AtomicBoolean asked = new AtomicBoolean();
        Router router = Experiment.shadow("routers", waiting::add)
                .router(
                        OLD,
                        (inquiry, available) -> {
                            asked.set(true);
                            return NEW.route(inquiry, available);
                        },
                        told::add);
        ask(router);
        waiting.forEach(Runnable::run);
        assertFalse(asked.get());
        assertInstanceOf(Shadowed.Challenge.Skipped.class, told.getFirst().challenge());
    }

    @Test
    void closing_from_within_a_challenge_is_refused_instead_of_waiting_for_itself() {
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        List<Router> self = new ArrayList<>();
        self.add(Experiment.shadow("routers", Runnable::run)
                .router(
                        OLD,
                        NEW,
                        shadowed -> refused.complete(assertThrows(
                                IllegalStateException.class,
                                () -> self.getFirst().close()))));
        answer(self.getFirst());
        assertTrue(refused.isDone());
    }

    @Test
    void who_is_told_may_throw_without_harm() {
        Router router = Experiment.shadow("routers", Runnable::run).router(OLD, NEW, shadowed -> {
            throw new IllegalStateException("a bug in the host");
        });
        assertEquals("old", intent(ask(router)));
    }

    @Test
    void retrievers_agree_on_the_same_passages_in_the_same_order() {
        Evidence one =
                Evidences.of(0.9, Evidences.passage("a.md", "", "First."), Evidences.passage("b.md", "", "Second."));
        Evidence other =
                Evidences.of(0.5, Evidences.passage("b.md", "", "Second."), Evidences.passage("a.md", "", "First."));
        Shadow shadow = Experiment.shadow("retrievers", Runnable::run);
        List<Shadowed<Inquiry, Evidence>> seen = new ArrayList<>();
        Retriever retriever = shadow.retriever(inquiry -> one, inquiry -> other, seen::add);
        assertEquals(one, retriever.retrieve(Evidences.inquiry("q")));
        assertFalse(ran(seen.getFirst()).agrees());
        assertEquals(one, retriever.forReading(Evidences.inquiry("q"), one));
        assertTrue(retriever.encoder().isEmpty());
        shadow.retriever(inquiry -> one, inquiry -> one).retrieve(Evidences.inquiry("q"));
        assertEquals(new Shadow.Tally(1, 1, 0, 0), shadow.tally());
        Retriever broken = inquiry -> {
            throw new IndexException("gone");
        };
        assertEquals(one, shadow.retriever(inquiry -> one, broken).retrieve(Evidences.inquiry("q")));
    }

    @Test
    void chat_models_are_shadowed_by_request() {
        Shadow shadow = Experiment.shadow("models", Runnable::run);
        List<Shadowed<ChatRequest, ChatResponse>> seen = new ArrayList<>();
        ChatModel model =
                shadow.chatModel(ScriptedChatModel.answering("old"), ScriptedChatModel.answering("new"), seen::add);
        assertEquals("old", model.chat("hello"));
        assertEquals("new", ran(seen.getFirst()).result().aiMessage().text());
        shadow.chatModel(ScriptedChatModel.answering("same"), ScriptedChatModel.answering("same"), seen::add)
                .chat("hello");
        assertEquals(new Shadow.Tally(1, 1, 0, 0), shadow.tally());
    }
}
