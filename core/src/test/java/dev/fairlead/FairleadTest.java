package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.generation.ScriptedChatModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class FairleadTest {
    private static final Passage NOTICE = Evidences.passage(
            "lease.md",
            "9. Termination",
            "This Lease is made in Leeds. Either party may terminate this Lease on ninety days' written notice.");
    private static final Retriever FOUND = inquiry -> Evidences.of(0.9, NOTICE);
    private static final String QUESTION = "How much notice terminates the lease?";

    private static Router routing(Route route) {
        return (inquiry, available) -> RouteDecision.certain(route);
    }

    private static Route.Ground ground(String intent) {
        return new Route.Ground(intent, 0.9, "because " + intent);
    }

    @Test
    void a_grounded_question_is_answered_with_an_exact_quote() {
        try (Fairlead fairlead = Fairlead.builder(FOUND).build()) {
            Answer.Answered answer = assertInstanceOf(Answer.Answered.class, fairlead.ask(QUESTION));
            Citation citation = answer.citations().getFirst();
            assertEquals("Either party may terminate this Lease on ninety days' written notice.", citation.quote());
            assertEquals("lease.md", citation.locator().documentId());
            assertEquals(List.of("9. Termination"), citation.locator().sectionPath());
            int offset = citation.locator().span().start() - 100;
            assertEquals(
                    citation.quote(),
                    NOTICE.text().substring(offset, offset + citation.quote().length()));
            assertTrue(answer.text().endsWith("[1]"));
            assertTrue(answer.toString().contains("route grounded"));
        }
    }

    @Test
    void evidence_that_looks_poor_ends_in_an_abstention_that_shows_it() {
        Evidence poor = Evidences.of(0.2, NOTICE);
        try (Fairlead fairlead = Fairlead.builder(inquiry -> poor).build()) {
            assertEquals(
                    poor,
                    assertInstanceOf(Answer.Abstained.class, fairlead.ask("q")).evidence());
        }
        try (Fairlead eager = Fairlead.builder(inquiry -> poor).abstainBelow(0).build()) {
            assertInstanceOf(Answer.Answered.class, eager.ask(QUESTION));
        }
        try (Fairlead none = Fairlead.builder(inquiry -> Evidences.of(1)).build()) {
            assertInstanceOf(Answer.Abstained.class, none.ask("q"));
        }
    }

    @Test
    void a_direct_question_gets_the_hosts_reply_and_touches_no_document() {
        Retriever untouched = inquiry -> {
            throw new IndexException("must not be asked");
        };
        try (Fairlead fairlead = Fairlead.builder(untouched)
                .router(routing(new Route.Direct(ground("small_talk"))))
                .replies(new Replies(Map.of("small_talk", "Good day.")))
                .build()) {
            Answer.Answered answer = assertInstanceOf(Answer.Answered.class, fairlead.ask("hi"));
            assertEquals("Good day.", answer.text());
            assertEquals(List.of(), answer.citations());
        }
    }

    @Test
    void a_direct_question_without_a_reply_falls_to_the_documents() {
        try (Fairlead fairlead = Fairlead.builder(FOUND)
                .router(routing(new Route.Direct(ground("weather_chat"))))
                .build()) {
            assertEquals(
                    1,
                    assertInstanceOf(Answer.Answered.class, fairlead.ask(QUESTION))
                            .citations()
                            .size());
        }
    }

    @Test
    void a_tool_is_asked_only_for_its_intents_and_none_that_fits_is_declined() {
        QuestionTool weather = new QuestionTool() {
            @Override
            public String name() {
                return "weather";
            }

            @Override
            public Set<String> intents() {
                return Set.of("live_lookup");
            }

            @Override
            public Optional<String> answer(Inquiry inquiry) {
                return inquiry.question().text().contains("rain") ? Optional.of("It rains.") : Optional.empty();
            }
        };
        try (Fairlead lookup = Fairlead.builder(FOUND)
                        .router(routing(new Route.Tool(ground("live_lookup"))))
                        .tools(List.of(weather))
                        .build();
                Fairlead action = Fairlead.builder(FOUND)
                        .router(routing(new Route.Tool(ground("action"))))
                        .tools(List.of(weather))
                        .build()) {
            assertEquals(
                    "It rains.",
                    assertInstanceOf(Answer.Answered.class, lookup.ask("rain?")).text());
            assertTrue(assertInstanceOf(Answer.Declined.class, lookup.ask("snow?"))
                    .reason()
                    .contains("weather"));
            assertTrue(assertInstanceOf(Answer.Declined.class, action.ask("rain?"))
                    .reason()
                    .contains("action"));
        }
    }

    @Test
    void unclear_and_unwanted_questions_end_in_a_question_back_and_a_reason() {
        try (Fairlead unclear = Fairlead.builder(FOUND)
                        .router(routing(new Route.Clarify(ground("unclear"), List.of("the lease", "the NDA"))))
                        .build();
                Fairlead unwanted = Fairlead.builder(FOUND)
                        .router(routing(new Route.Decline(ground("out_of_scope"))))
                        .build()) {
            assertEquals(
                    List.of("the lease", "the NDA"),
                    assertInstanceOf(Answer.Clarification.class, unclear.ask("that one"))
                            .options());
            assertEquals(
                    Replies.standard().byIntent().get("out_of_scope"),
                    assertInstanceOf(Answer.Declined.class, unwanted.ask("x")).reason());
        }
    }

    @Test
    void the_router_is_told_which_paths_the_host_has_and_held_to_them() {
        List<Set<RoutePath>> seen = new ArrayList<>();
        Router asksForTools = (inquiry, available) -> {
            seen.add(available);
            return RouteDecision.certain(new Route.Tool(ground("calculation")));
        };
        try (Fairlead fairlead = Fairlead.builder(FOUND)
                .router(asksForTools)
                .tools(List.of())
                .replies(new Replies(Map.of()))
                .build()) {
            assertThrows(RoutingException.class, () -> fairlead.ask("1+1"));
        }
        assertEquals(List.of(Set.of(RoutePath.GROUNDED, RoutePath.CLARIFY, RoutePath.DECLINE)), seen);
    }

    @Test
    void the_scope_reaches_the_retriever_and_is_no_part_of_the_question() {
        List<Scope> scopes = new ArrayList<>();
        Retriever recording = inquiry -> {
            scopes.add(inquiry.scope());
            return Evidences.of(0.9, NOTICE);
        };
        try (Fairlead fairlead = Fairlead.builder(recording).build()) {
            fairlead.within(Scope.of("acme", "alice")).ask(QUESTION);
            fairlead.ask(QUESTION);
        }
        assertEquals(List.of(Scope.of("acme", "alice"), Scope.none()), scopes);
    }

    @Test
    void the_trace_tells_every_step_and_holds_no_text() {
        List<Answer> told = new ArrayList<>();
        FairleadListener listener = new FairleadListener() {
            @Override
            public void answered(Answer answer) {
                told.add(answer);
                throw new IllegalStateException("a broken listener");
            }
        };
        try (Fairlead fairlead = Fairlead.builder(FOUND).listener(listener).build()) {
            Answer answer = fairlead.ask(QUESTION);
            assertEquals(List.of(answer), told);
            assertEquals(
                    List.of("route", "retrieve", "extract", "format"),
                    answer.trace().steps().stream().map(Trace.Step::name).toList());
            assertEquals(
                    List.of("lease.md#0"),
                    answer.trace().steps("retrieve").getFirst().details().get("passages"));
            assertFalse(answer.trace().toString().contains("ninety"));
        }
    }

    @Test
    void closing_waits_for_questions_in_flight_then_refuses_and_closes_the_router() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean routerClosed = new AtomicBoolean();
        Router slow = new Router() {
            @Override
            public RouteDecision route(Inquiry inquiry, Set<RoutePath> available) {
                entered.countDown();
                awaitQuietly(release);
                return RouteDecision.certain(new Route.Grounded(ground("any")));
            }

            @Override
            public void close() {
                routerClosed.set(true);
            }
        };
        Fairlead fairlead = Fairlead.builder(FOUND).router(slow).build();
        FutureTask<Answer> asking = new FutureTask<>(() -> fairlead.ask(QUESTION));
        Thread.ofVirtual().start(asking);
        entered.await();
        FutureTask<Boolean> closing = new FutureTask<>(fairlead::close, true);
        Thread.ofVirtual().start(closing);
        assertThrows(TimeoutException.class, () -> closing.get(20, TimeUnit.MILLISECONDS));
        assertFalse(routerClosed.get());
        release.countDown();
        assertInstanceOf(Answer.Answered.class, asking.get());
        closing.get();
        assertTrue(routerClosed.get());
        fairlead.close();
        assertThrows(IllegalStateException.class, () -> fairlead.ask(QUESTION));
    }

    @Test
    void a_chat_model_drafts_and_what_it_cites_is_resolved() throws ExecutionException, InterruptedException {
        ScriptedChatModel model = ScriptedChatModel.answering("Ninety days' written notice [1], or more [7].");
        try (Fairlead fairlead = Fairlead.builder(FOUND).chatModel(model).build()) {
            Answer.Answered answer = assertInstanceOf(Answer.Answered.class, fairlead.ask(QUESTION));
            assertEquals("Ninety days' written notice [1], or more.", answer.text());
            assertEquals(
                    "Either party may terminate this Lease on ninety days' written notice.",
                    answer.citations().getFirst().quote());
            assertEquals(
                    List.of("[7]"),
                    answer.trace().steps("format").getFirst().details().get("removedMarkers"));
        }
    }

    @Test
    void a_draft_that_cites_nothing_found_is_no_answer() {
        try (Fairlead fairlead = Fairlead.builder(FOUND)
                .chatModel(ScriptedChatModel.answering("Surely thirty days [9]."))
                .build()) {
            assertInstanceOf(Answer.Abstained.class, fairlead.ask(QUESTION));
        }
    }

    @Test
    void world_knowledge_goes_to_the_model_and_small_talk_to_the_given_reply() {
        ScriptedChatModel model = ScriptedChatModel.answering("Canberra.");
        try (Fairlead knowledge = Fairlead.builder(FOUND)
                        .chatModel(model)
                        .router(routing(new Route.Direct(ground("general_knowledge"))))
                        .build();
                Fairlead chat = Fairlead.builder(FOUND)
                        .chatModel(model)
                        .router(routing(new Route.Direct(ground("small_talk"))))
                        .build()) {
            assertEquals(
                    "Canberra.",
                    assertInstanceOf(Answer.Answered.class, knowledge.ask("Capital of Australia?"))
                            .text());
            assertEquals(
                    Replies.standard().byIntent().get("small_talk"),
                    assertInstanceOf(Answer.Answered.class, chat.ask("hi")).text());
            assertEquals(1, model.requests().size());
        }
    }

    @Test
    void settings_out_of_range_are_refused_at_once() {
        Fairlead.Builder builder = Fairlead.builder(FOUND);
        assertThrows(IllegalArgumentException.class, () -> builder.abstainBelow(1.5));
        assertThrows(IllegalArgumentException.class, () -> builder.timeLimit(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> builder.timeLimit(Duration.ofDays(2)));
    }

    @Test
    void a_question_ends_at_its_deadline() {
        Router late = (inquiry, available) -> {
            while (!inquiry.deadline().expired()) {
                Thread.onSpinWait();
            }
            inquiry.deadline().check("route");
            return RouteDecision.certain(new Route.Grounded(ground("any")));
        };
        try (Fairlead fairlead = Fairlead.builder(FOUND)
                .router(late)
                .timeLimit(Duration.ofMillis(5))
                .build()) {
            assertThrows(DeadlineExceededException.class, () -> fairlead.ask(QUESTION));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
