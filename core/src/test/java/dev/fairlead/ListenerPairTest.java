package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ListenerPairTest {
    private final List<String> heard = new ArrayList<>();

    private FairleadListener hearing(String name) {
        return new FairleadListener() {
            @Override
            public void answered(Answer answer) {
                heard.add(name + " answered");
            }

            @Override
            public void ingested(IngestProgress progress) {
                heard.add(name + " ingested");
            }
        };
    }

    private static Answer ask(FairleadListener listener) {
        try (Fairlead fairlead =
                Fairlead.builder(inquiry -> Evidences.of(1)).listener(listener).build()) {
            return fairlead.ask("Which notice?");
        }
    }

    @Test
    void both_are_told_of_answers_and_documents_in_order() {
        FairleadListener pair = hearing("first").and(hearing("second"));
        Answer answer = ask(pair);
        pair.answered(answer);
        pair.ingested(new IngestProgress("a.md", 1, OptionalInt.empty(), 1, Duration.ZERO));
        assertEquals(
                List.of(
                        "first answered",
                        "second answered",
                        "first answered",
                        "second answered",
                        "first ingested",
                        "second ingested"),
                heard);
    }

    @Test
    void the_second_is_told_even_where_the_first_throws() {
        FairleadListener failing = new FairleadListener() {
            @Override
            public void answered(Answer answer) {
                throw new IllegalStateException("a bug in the host");
            }
        };
        ask(failing.and(hearing("second")));
        assertEquals(List.of("second answered"), heard);
        Answer answer = ask(hearing("none"));
        assertThrows(
                IllegalStateException.class,
                () -> failing.and(hearing("second")).answered(answer));
    }

    @Test
    void a_listener_may_see_what_was_asked_on_whose_behalf() {
        List<Inquiry> asked = new ArrayList<>();
        FairleadListener listener = new FairleadListener() {
            @Override
            public void answered(Inquiry inquiry, Answer answer) {
                asked.add(inquiry);
            }
        };
        try (Fairlead fairlead =
                Fairlead.builder(inquiry -> Evidences.of(1)).listener(listener).build()) {
            fairlead.within(Scope.principals("anna")).ask("Which notice?");
        }
        assertEquals("Which notice?", asked.getFirst().question().text());
        assertEquals(Scope.principals("anna"), asked.getFirst().scope());
    }
}
