package dev.fairlead.routing.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.RoutingException;
import dev.fairlead.Scope;
import dev.fairlead.Trace;
import dev.fairlead.routing.IntentTrainer;
import dev.fairlead.routing.LabelledText;
import dev.fairlead.routing.OnnxTextEncoder;
import dev.fairlead.routing.RouteTable;
import dev.fairlead.routing.TrainedIntents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {
    private static final List<String> THINGS = List.of(
            "shoes", "a lamp", "the blue sofa", "two tickets", "my usual coffee", "a laptop", "a bike", "the tent");

    private static OnnxTextEncoder encoder;
    private static TrainedIntents good;
    private static TrainedIntents swapped;
    private static TrainedIntents narrow;

    @TempDir
    private Path folder;

    private ModelRegistry registry;

    @BeforeAll
    static void train() {
        encoder = OnnxTextEncoder.bgeSmall();
        good = trained(rows("buy", "refund", "open"));
        swapped = trained(rows("refund", "buy", "open"));
        narrow = trained(rows("buy", "refund", "refund"));
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    @BeforeEach
    void open() {
        registry = ModelRegistry.open(folder.resolve("models"));
    }

    private static TrainedIntents trained(List<LabelledText> rows) {
        return IntentTrainer.builder(encoder).build().train(rows);
    }

    private static List<LabelledText> rows(String buying, String returning, String asking) {
        List<LabelledText> rows = new ArrayList<>();
        for (String thing : THINGS) {
            rows.add(new LabelledText("I want to buy " + thing, buying));
            rows.add(new LabelledText(thing + " arrived broken, refund me", returning));
            rows.add(new LabelledText("when do you open on Sunday to look at " + thing, asking));
        }
        return rows;
    }

    private static List<LabelledText> golden() {
        List<LabelledText> rows = new ArrayList<>();
        for (String thing :
                List.of("a chair", "boots", "a kettle", "the red carpet", "a phone", "a camera", "skis", "a desk")) {
            rows.add(new LabelledText("please let me purchase " + thing, "buy"));
            rows.add(new LabelledText("give me my money back for " + thing, "refund"));
        }
        return rows;
    }

    private static Inquiry inquiry(String question) {
        return Inquiry.of(Question.of(question), Scope.none(), Deadline.never());
    }

    private static String intent(RouteDecision decision) {
        return decision.intents().getFirst().intent();
    }

    private static RouteDecision route(ServedRouter router, Inquiry inquiry) {
        return router.route(inquiry, EnumSet.allOf(RoutePath.class));
    }

    @Test
    void versions_are_numbered_in_the_order_they_are_added_and_none_is_current_before_it_is_promoted() {
        assertEquals(1, registry.add(good).number());
        assertEquals(2, registry.add(swapped).number());

        assertEquals(Optional.empty(), registry.current());
        assertEquals(
                List.of(1, 2),
                registry.versions().stream().map(ModelVersion::number).toList());
        assertEquals(good.card().labels(), registry.version(1).labels());
        assertEquals(good.card().dataHash(), registry.version(1).dataHash());
    }

    @Test
    void what_one_opening_did_another_sees() {
        registry.add(good);
        registry.promote(1);

        ModelRegistry again = ModelRegistry.open(folder.resolve("models"));

        assertEquals(registry.versions(), again.versions());
        assertEquals(1, again.current().orElseThrow().number());
    }

    @Test
    void a_roll_back_leads_to_what_was_current_before_and_another_one_further() {
        registry.add(good);
        registry.add(swapped);
        registry.add(narrow);
        registry.promote(1);
        registry.promote(3);
        registry.promote(2);

        assertEquals(3, registry.rollBack().number());
        assertEquals(1, registry.rollBack().number());
        IllegalStateException none = assertThrows(IllegalStateException.class, registry::rollBack);
        assertEquals("no version was current before this one", none.getMessage());
        assertEquals(1, registry.current().orElseThrow().number());
    }

    @Test
    void a_version_that_does_worse_on_golden_rows_is_not_promoted() {
        registry.add(good);
        registry.add(swapped);
        assertTrue(registry.promote(1, golden(), encoder).promoted());

        Promotion promotion = registry.promote(2, golden(), encoder);

        assertFalse(promotion.promoted());
        assertEquals(1, registry.current().orElseThrow().number());
        assertTrue(promotion.before().orElseThrow() > 0.9, promotion.toString());
        assertTrue(promotion.accuracy() < 0.6, promotion.toString());
        assertTrue(
                promotion.falls().getFirst().startsWith("all rows: "),
                promotion.falls().toString());
    }

    @Test
    void a_version_that_forgot_an_intent_is_not_promoted() {
        registry.add(good);
        registry.add(narrow);
        registry.promote(1);

        Promotion promotion = registry.promote(2, golden(), encoder);

        assertFalse(promotion.promoted());
        assertTrue(
                promotion.falls().contains("intent open is not known any more"),
                promotion.falls().toString());
        assertEquals(1, registry.current().orElseThrow().number());
    }

    @Test
    void a_version_that_does_as_well_is_promoted() {
        registry.add(good);
        registry.add(good);
        registry.promote(1);

        Promotion promotion = registry.promote(2, golden(), encoder);

        assertTrue(promotion.promoted());
        assertEquals(List.of(), promotion.falls());
        assertEquals(2, registry.current().orElseThrow().number());
    }

    @Test
    void a_file_that_was_changed_is_refused_and_stays_out_of_use() throws IOException {
        registry.add(good);
        registry.add(swapped);
        registry.promote(1);
        Path file = folder.resolve("models").resolve("000002").resolve("intents.onnx");
        Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);

        RoutingException refused = assertThrows(RoutingException.class, () -> registry.promote(2));

        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
        assertTrue(refused.getMessage().contains("not the one that was added"), refused.getMessage());
        assertThrows(RoutingException.class, () -> registry.router(2, encoder, RouteTable.standard()));
        assertEquals(1, registry.current().orElseThrow().number());
    }

    @Test
    void a_version_nobody_finished_is_none_and_a_torn_line_of_history_says_nothing() throws IOException {
        registry.add(good);
        registry.promote(1);
        Path models = folder.resolve("models");
        Files.createDirectory(models.resolve("unfinished-1"));
        Files.writeString(models.resolve("history.jsonl"), "{\"promote\": 7", StandardOpenOption.APPEND);

        assertEquals(1, registry.versions().size());
        assertEquals(1, registry.current().orElseThrow().number());
        registry.add(swapped);
        registry.promote(2);
        assertEquals(2, registry.current().orElseThrow().number());
    }

    @Test
    void a_number_that_is_no_version_is_named() {
        IllegalArgumentException unknown = assertThrows(IllegalArgumentException.class, () -> registry.promote(4));

        assertTrue(unknown.getMessage().endsWith("has no version 4"), unknown.getMessage());
    }

    @Test
    void versions_added_at_once_get_different_numbers() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Callable<ModelVersion>> adding = Collections.nCopies(8, () -> registry.add(good));
            List<Integer> numbers = new ArrayList<>();
            for (Future<ModelVersion> added : pool.invokeAll(adding)) {
                numbers.add(added.get().number());
            }
            assertEquals(
                    List.of(1, 2, 3, 4, 5, 6, 7, 8), numbers.stream().sorted().toList());
        }
    }

    @Test
    void questions_under_way_are_each_decided_by_one_version_while_versions_change() throws Exception {
        registry.add(good);
        registry.add(swapped);
        registry.promote(1);
        Map<Integer, String> expected = Map.of(1, "buy", 2, "refund");
        AtomicBoolean done = new AtomicBoolean();
        try (ServedRouter router = ServedRouter.of(registry, encoder, RouteTable.standard());
                ExecutorService pool = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> asking = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                asking.add(pool.submit(() -> ask(router, expected, done)));
            }
            for (int i = 0; i < 20; i++) {
                registry.promote(2 - (i + 1) % 2);
                router.refresh();
            }
            done.set(true);
            for (Future<Integer> asked : asking) {
                assertTrue(asked.get() > 0);
            }
        }
    }

    @Test
    void after_refreshes_at_once_the_version_promoted_last_is_served() throws Exception {
        registry.add(good);
        registry.add(swapped);
        registry.promote(1);
        try (ServedRouter router = ServedRouter.of(registry, encoder, RouteTable.standard());
                ExecutorService pool = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 30; i++) {
                List<Callable<Boolean>> promoting = List.of(promoting(1, router), promoting(2, router));
                for (Future<Boolean> refreshed : pool.invokeAll(promoting)) {
                    refreshed.get();
                }

                assertEquals(registry.current().orElseThrow().number(), router.version());
            }
        }
    }

    private Callable<Boolean> promoting(int version, ServedRouter router) {
        return () -> {
            registry.promote(version);
            return router.refresh();
        };
    }

    private static int ask(ServedRouter router, Map<Integer, String> expected, AtomicBoolean done) {
        int asked = 0;
        do {
            Inquiry inquiry = inquiry("I want to buy shoes");
            String intent = intent(route(router, inquiry));
            Trace.Step step = inquiry.steps().stream()
                    .filter(one -> one.name().equals(ServedRouter.STEP))
                    .findFirst()
                    .orElseThrow();
            assertEquals(expected.get(step.details().get("version")), intent);
            asked++;
        } while (!done.get());
        return asked;
    }

    @Test
    void a_version_that_cannot_be_opened_leaves_the_one_before_at_work() throws IOException {
        registry.add(good);
        registry.add(swapped);
        registry.promote(1);
        try (ServedRouter router = ServedRouter.of(registry, encoder, RouteTable.standard())) {
            registry.promote(2);
            Files.writeString(folder.resolve("models").resolve("000002").resolve("intents.onnx"), "no model");

            assertThrows(RoutingException.class, router::refresh);

            assertEquals(1, router.version());
            assertEquals("buy", intent(route(router, inquiry("I want to buy shoes"))));
        }
    }

    @Test
    void a_closed_router_says_so() {
        registry.add(good);
        registry.promote(1);
        ServedRouter router = ServedRouter.of(registry, encoder, RouteTable.standard());
        router.close();

        assertThrows(IllegalStateException.class, () -> route(router, inquiry("hello")));
        assertThrows(IllegalStateException.class, router::refresh);
    }

    @Test
    void a_registry_without_a_current_version_serves_nothing() {
        registry.add(good);

        assertThrows(IllegalStateException.class, () -> ServedRouter.of(registry, encoder, RouteTable.standard()));
    }
}
