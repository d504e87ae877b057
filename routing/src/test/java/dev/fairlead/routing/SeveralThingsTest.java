package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Inquiry;
import dev.fairlead.Replies;
import dev.fairlead.Route;
import dev.fairlead.RoutePath;
import dev.fairlead.Trace;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeveralThingsTest {
    private static final Set<RoutePath> ALL = EnumSet.allOf(RoutePath.class);

    private static IntentRouter router;

    @BeforeAll
    static void open() {
        router = IntentRouter.standard(Samples.encoder());
    }

    @AfterAll
    static void close() {
        router.close();
    }

    @Test
    void things_that_go_different_ways_are_asked_about_one_by_one() {
        Inquiry inquiry = Samples.inquiry("What is 17 * 23 and what does clause 7 of the lease say about rent?");

        Route.Clarify route =
                assertInstanceOf(Route.Clarify.class, router.route(inquiry, ALL).route());

        assertEquals(List.of("What is 17 * 23", "what does clause 7 of the lease say about rent?"), route.options());
        assertEquals("several_things", route.ground().intent());
        assertTrue(Replies.standard().reply("several_things").isPresent());
        assertTrue(
                route.ground().reason().contains("TOOL, GROUNDED"),
                route.ground().reason());
        Trace.Step parts = inquiry.steps().stream()
                .filter(step -> step.name().equals("parts"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of("TOOL", "GROUNDED"), parts.details().get("paths"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What is the rent under the Acme lease and when is the deposit returned to the tenant?",
                "Does the NDA allow sublicensing? Which law governs it?",
                "What do the terms and conditions say about late delivery?"
            })
    void things_that_go_one_way_are_left_together(String question) {
        assertEquals(
                RoutePath.GROUNDED,
                router.route(Samples.inquiry(question), ALL).route().path());
    }

    @Test
    void nothing_is_asked_back_where_the_host_cannot() {
        Inquiry inquiry = Samples.inquiry("What is 17 * 23 and what does clause 7 of the lease say about rent?");

        RoutePath path =
                router.route(inquiry, EnumSet.of(RoutePath.GROUNDED)).route().path();

        assertNotEquals(RoutePath.CLARIFY, path);
    }
}
