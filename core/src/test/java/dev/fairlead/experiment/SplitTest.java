package dev.fairlead.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Answer;
import dev.fairlead.Deadline;
import dev.fairlead.Evidence;
import dev.fairlead.Evidences;
import dev.fairlead.Fairlead;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Retriever;
import dev.fairlead.Route;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.Router;
import dev.fairlead.Scope;
import dev.fairlead.TextEncoder;
import dev.fairlead.Trace;
import dev.fairlead.WordEncoder;
import dev.fairlead.generation.ScriptedChatModel;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SplitTest {
    private static final Retriever NOTHING = inquiry -> Evidences.of(1);

    private static String user(Inquiry inquiry) {
        return String.join(" ", inquiry.scope().principals());
    }

    private static Set<Integer> challenged(String name, double share) {
        Split split = Experiment.split(name, share, SplitTest::user);
        return IntStream.range(0, 20_000)
                .filter(user -> split.arm("user-" + user) == Arm.CHALLENGER)
                .boxed()
                .collect(Collectors.toSet());
    }

    private static Router declining(String reason) {
        return (inquiry, available) -> RouteDecision.certain(new Route.Decline(new Route.Ground("test", 1, reason)));
    }

    /** A user of each arm, by name. */
    private static String userOf(Split split, Arm arm) {
        return IntStream.range(0, 1_000)
                .mapToObj(user -> "user-" + user)
                .filter(user -> split.arm(user) == arm)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void assignments_are_the_same_in_every_jvm() {
        Split split = Experiment.split("intents-v2", 0.5, SplitTest::user);
        assertEquals(
                "HCHHCCCHHH",
                IntStream.range(0, 10)
                        .mapToObj(user -> split.arm("user-" + user) == Arm.CHAMPION ? "H" : "C")
                        .collect(Collectors.joining()));
    }

    @Test
    void the_challenger_gets_its_share() {
        assertEquals(0.05, challenged("a", 0.05).size() / 20_000.0, 0.005);
        assertEquals(0, challenged("a", 0).size());
        assertEquals(20_000, challenged("a", 1).size());
    }

    @Test
    void a_larger_share_keeps_the_units_of_a_smaller_one() {
        assertTrue(challenged("a", 0.2).containsAll(challenged("a", 0.05)));
    }

    @Test
    void experiments_are_assigned_independently() {
        Set<Integer> both = challenged("a", 0.3);
        both.retainAll(challenged("b", 0.3));
        assertEquals(0.09, both.size() / 20_000.0, 0.008);
    }

    @Test
    void name_and_unit_do_not_run_into_each_other() {
        List<Arm> one = new ArrayList<>();
        List<Arm> other = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            one.add(Experiment.split("ab", 0.5, SplitTest::user).arm("c" + i));
            other.add(Experiment.split("a", 0.5, SplitTest::user).arm("bc" + i));
        }
        assertFalse(one.equals(other));
    }

    @Test
    void a_question_is_routed_by_its_users_arm_and_its_trace_says_so() {
        Split split = Experiment.split("routers", 0.5, SplitTest::user);
        try (Fairlead fairlead = Fairlead.builder(NOTHING)
                .router(split.router(declining("old"), declining("new")))
                .build()) {
            for (Arm arm : Arm.values()) {
                Answer answer =
                        fairlead.within(Scope.principals(userOf(split, arm))).ask("What now?");
                assertEquals(
                        arm == Arm.CHAMPION ? "old" : "new",
                        answer.trace().decision().orElseThrow().route().ground().reason());
                Trace.Step step = answer.trace().steps("experiment").getFirst();
                assertEquals("routers", step.details().get("name"));
                assertEquals(
                        arm.name(), String.valueOf(step.details().get("arm")).toUpperCase(Locale.ROOT));
            }
        }
    }

    @Test
    void a_split_router_closes_both_even_where_one_fails() {
        List<String> closed = new ArrayList<>();
        Router failing = closing(() -> {
            closed.add("challenger");
            throw new IllegalStateException("broken");
        });
        Router router =
                Experiment.split("close", 0.5, SplitTest::user).router(closing(() -> closed.add("champion")), failing);
        assertThrows(IllegalStateException.class, router::close);
        assertEquals(List.of("challenger", "champion"), closed);
    }

    private static Router closing(Runnable close) {
        return new Router() {
            @Override
            public RouteDecision route(Inquiry inquiry, Set<RoutePath> available) {
                return declining("").route(inquiry, available);
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }

    @Test
    void retrieval_and_reading_come_from_one_arm_and_the_encoder_from_the_champion() {
        WordEncoder encoder = new WordEncoder();
        Split split = Experiment.split("retrievers", 1, SplitTest::user);
        Retriever retriever = split.retriever(
                new Labelled("champion", Optional.of(encoder)), new Labelled("challenger", Optional.empty()));
        Inquiry inquiry = Inquiry.of(Question.of("q"), Scope.principals("anna"), Deadline.never());
        Evidence found = retriever.retrieve(inquiry);
        assertEquals("challenger", found.obtained());
        assertEquals("challenger read", retriever.forReading(inquiry, found).obtained());
        assertSame(encoder, retriever.encoder().orElseThrow());
        assertEquals("retriever", inquiry.steps().getFirst().details().get("compared"));
    }

    private record Labelled(String label, Optional<TextEncoder> vectors) implements Retriever {
        @Override
        public Evidence retrieve(Inquiry inquiry) {
            return new Evidence(Evidence.Kind.RETRIEVED, List.of(), 1, label);
        }

        @Override
        public Evidence forReading(Inquiry inquiry, Evidence evidence) {
            return new Evidence(Evidence.Kind.RETRIEVED, List.of(), 1, label + " read");
        }

        @Override
        public Optional<TextEncoder> encoder() {
            return vectors;
        }
    }

    @Test
    void a_chat_request_goes_to_the_model_of_its_unit() {
        Split split = Experiment.split("models", 0.5, SplitTest::user);
        ScriptedChatModel champion = ScriptedChatModel.answering("old");
        ScriptedChatModel challenger = ScriptedChatModel.answering("new");
        ChatModel model = split.chatModel(
                champion,
                challenger,
                request -> ((UserMessage) request.messages().getFirst()).singleText());
        for (Arm arm : Arm.values()) {
            ChatRequest request = ChatRequest.builder()
                    .messages(UserMessage.from(userOf(split, arm)))
                    .build();
            assertEquals(
                    arm == Arm.CHAMPION ? "old" : "new",
                    model.chat(request).aiMessage().text());
        }
        assertEquals(1, champion.requests().size());
        assertEquals(1, challenger.requests().size());
        assertEquals(Set.of(), model.supportedCapabilities());
    }

    @Test
    void anything_else_can_be_chosen_by_unit() {
        Split split = Experiment.split("prompts", 0.5, SplitTest::user);
        assertEquals("b", split.choose(userOf(split, Arm.CHALLENGER), "a", "b"));
        assertEquals("a", split.choose(userOf(split, Arm.CHAMPION), "a", "b"));
    }

    @Test
    void a_question_of_nobody_is_refused_rather_than_put_into_one_arm_with_all_others() {
        try (Fairlead fairlead = Fairlead.builder(NOTHING)
                .router(Experiment.split("routers", 0.5, SplitTest::user).router(declining("old"), declining("new")))
                .build()) {
            assertThrows(IllegalArgumentException.class, () -> fairlead.ask("What now?"));
        }
    }

    @Test
    void names_and_shares_out_of_range_are_named() {
        assertThrows(IllegalArgumentException.class, () -> Experiment.split(" ", 0.5, SplitTest::user));
        assertThrows(IllegalArgumentException.class, () -> Experiment.split("n".repeat(201), 0.5, SplitTest::user));
        assertThrows(IllegalArgumentException.class, () -> Experiment.split("n", 1.1, SplitTest::user));
        assertThrows(IllegalArgumentException.class, () -> Experiment.split("n", Double.NaN, SplitTest::user));
        assertThrows(IllegalArgumentException.class, () -> Experiment.shadow("", Runnable::run));
        assertEquals(0.5, Experiment.split("n", 0.5, SplitTest::user).share());
    }
}
