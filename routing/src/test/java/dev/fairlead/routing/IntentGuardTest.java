package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Inquiry;
import dev.fairlead.Replies;
import dev.fairlead.Route;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntentGuardTest {
    private static final RouteTable TABLE = Samples.orderTable();
    private static final Set<RoutePath> ALL = EnumSet.allOf(RoutePath.class);

    private static TrainedIntents trained;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        trained = IntentTrainer.builder(Samples.encoder()).remember(4).build().train(Samples.orders());
    }

    private static RouteDecision routed(Inquiry inquiry) {
        try (IntentRouter router = trained.router(Samples.encoder(), TABLE)) {
            return router.route(inquiry, ALL);
        }
    }

    private static IntentPrediction.Trust trust(IntentClassifier classifier, String text) {
        return classifier.predict(Samples.query(text)).trust().orElseThrow();
    }

    @Test
    void a_text_like_the_examples_looks_typical_and_one_unlike_them_does_not() {
        try (IntentClassifier classifier = trained.classifier(Samples.encoder())) {
            assertTrue(trust(classifier, "I want to buy a sofa").typical() > 0.2);
            assertTrue(
                    trust(classifier, "photosynthesis turns light into sugar").typical() < 0.05);
        }
    }

    @Test
    void a_text_like_no_intent_goes_where_out_of_scope_goes_and_says_why() {
        Inquiry inquiry = Samples.inquiry("photosynthesis turns light into sugar");

        Route route = routed(inquiry).route();

        assertEquals(RoutePath.DECLINE, route.path());
        assertEquals("out_of_scope", route.ground().intent());
        assertTrue(
                route.ground().reason().startsWith("like none of the intents"),
                route.ground().reason());
        assertTrue(inquiry.steps().stream().anyMatch(step -> step.name().equals("trust")));
    }

    @Test
    void a_text_like_no_intent_goes_to_the_documents_where_the_host_cannot_decline() {
        try (IntentRouter router = trained.router(Samples.encoder(), TABLE)) {
            Set<RoutePath> available = EnumSet.of(RoutePath.GROUNDED, RoutePath.TOOL);

            assertEquals(
                    RoutePath.GROUNDED,
                    router.route(Samples.inquiry("photosynthesis turns light into sugar"), available)
                            .route()
                            .path());
        }
    }

    @Test
    void a_plain_text_of_an_intent_is_routed_as_ever() {
        RouteDecision decision = routed(Samples.inquiry("I want to buy a sofa"));

        assertEquals(RoutePath.TOOL, decision.route().path());
        assertEquals("buy", decision.intents().getFirst().intent());
    }

    @Test
    void the_guard_is_in_the_file() throws IOException {
        Path file = folder.resolve("guarded.onnx");
        trained.writeTo(file);
        try (IntentClassifier read = IntentClassifier.open(file, Samples.encoder());
                IntentClassifier made = trained.classifier(Samples.encoder())) {
            for (String text : List.of("I want to buy a sofa", "photosynthesis", "")) {
                assertEquals(trust(made, text), trust(read, text));
            }
        }
    }

    @Test
    void a_model_that_remembers_nothing_says_nothing_of_trust() {
        try (IntentClassifier plain = IntentTrainer.builder(Samples.encoder())
                .build()
                .train(Samples.orders())
                .classifier(Samples.encoder())) {
            assertEquals(Optional.empty(), plain.predict(Samples.query("buy")).trust());
        }
    }

    @Test
    void texts_like_rows_of_no_intent_look_strange_and_their_label_is_no_candidate() throws IOException {
        List<LabelledText> rows = new ArrayList<>(Samples.orders());
        for (String thing : List.of("the sofa", "a lamp", "your shoes", "this laptop", "the coffee", "a ticket")) {
            rows.add(new LabelledText("who invented " + thing, "elsewhere"));
            rows.add(new LabelledText("write a poem about " + thing, "elsewhere"));
        }
        TrainedIntents told = IntentTrainer.builder(Samples.encoder())
                .remember(4)
                .outside("elsewhere")
                .build()
                .train(rows);
        Path file = folder.resolve("told.onnx");
        told.writeTo(file);
        try (IntentClassifier knows = IntentClassifier.open(file, Samples.encoder())) {
            String poem = "write a song about the lamp";
            assertTrue(trust(knows, poem).typical() < 0.05);
            assertTrue(trust(knows, "I want to buy a sofa").typical() > 0.05);
            assertEquals(
                    "elsewhere",
                    knows.predict(Samples.query(poem)).intents().getFirst().intent());
            assertFalse(trust(knows, poem).candidates().contains("elsewhere"));
            assertTrue(knows.nearest(Samples.query(poem), 100).stream()
                    .noneMatch(example -> example.intent().equals("elsewhere")));
        }
    }

    /** Rows drawn as the calibration rows were: chances are level, and sets hold the right label as often as they say. */
    @Test
    void chances_and_sets_keep_their_word_on_rows_like_those_held_out() {
        Random random = new Random(7);
        float[][] vectors = {{1, 0}, {0, 1}};
        Examples examples = Examples.of(vectors, new int[] {0, 1}, new int[] {0, 1}, 1);
        int calibrated = 4_000;
        List<Calibration.Scored> rows = new ArrayList<>();
        List<Float> cosines = new ArrayList<>();
        for (int i = 0; i < calibrated; i++) {
            rows.add(row(random));
            cosines.add((float) random.nextGaussian());
        }
        IntentGuard guard = IntentGuard.of(examples, rows, cosines, 1, -1).orElseThrow();

        int tests = 20_000;
        int strange = 0;
        int held = 0;
        for (int i = 0; i < tests; i++) {
            Calibration.Scored row = row(random);
            strange += guard.chance(row.logits(), random.nextGaussian()) < 0.05 ? 1 : 0;
            held += row.probabilities(1)[row.label()] >= guard.leastProbability(0.95) ? 1 : 0;
        }
        assertEquals(0.05, strange / (double) tests, 0.01);
        assertEquals(0.95, held / (double) tests, 0.01);
    }

    @Test
    void what_lies_near_rows_of_no_intent_looks_stranger_by_the_same_logits_of_known_ones() {
        Random random = new Random(8);
        List<Calibration.Scored> rows = new ArrayList<>();
        List<Float> cosines = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            float[] logits = Arrays.copyOf(row(random).logits(), 4);
            logits[3] = (float) random.nextGaussian() - 1;
            rows.add(new Calibration.Scored(logits, 0));
            // Rows of no intent are not what texts are compared with, whatever they look like.
            rows.add(new Calibration.Scored(new float[] {-90, -90, -90, 90}, 3));
            cosines.add((float) random.nextGaussian());
            cosines.add(-90f);
        }
        float[][] vectors = {{1, 0}, {0, 1}};
        Examples examples = Examples.of(vectors, new int[] {0, 1}, new int[] {0, 1}, 1);
        IntentGuard guard = IntentGuard.of(examples, rows, cosines, 1, 3).orElseThrow();

        assertTrue(guard.chance(new float[] {2, 0, 0, 8}, 0) < 0.1);
        assertTrue(guard.chance(new float[] {2, 0, 0, -2}, 0) > 0.4);
        assertTrue(guard.chance(new float[] {-90, 0, 0, 90}, -90) < 0.001);
    }

    private static Calibration.Scored row(Random random) {
        float[] logits = {(float) random.nextGaussian(), (float) random.nextGaussian(), (float) random.nextGaussian()};
        int label = random.nextInt(3);
        logits[label] += 1.5f;
        return new Calibration.Scored(logits, label);
    }

    /** A head of constant probabilities under a guard whose sets take what has at least .4. */
    private static RouteDecision routed(double buying, double refunding, double opening) {
        return routed(buying, refunding, opening, ALL);
    }

    private static RouteDecision routed(double buying, double refunding, double opening, Set<RoutePath> available) {
        List<String> labels = List.of("buy", "refund", "opening_hours");
        int dimension = Samples.encoder().dimension();
        float[] weights = new float[(dimension + 1) * labels.size()];
        double[] probabilities = {buying, refunding, opening};
        for (int k = 0; k < labels.size(); k++) {
            weights[dimension * labels.size() + k] = (float) Math.log(probabilities[k]);
        }
        IntentHead head = new IntentHead(List.of(new LinearLayer(weights, dimension, labels.size())));
        float[][] remembered = {Samples.query("buy").vector()};
        float[] misfit = new float[30];
        Arrays.fill(misfit, 0.6f);
        IntentGuard guard = new IntentGuard(
                Examples.of(remembered, new int[] {0}, new int[] {0}, 1),
                new IntentGuard.Spread(0, 1),
                new IntentGuard.Spread(0, 1),
                Optional.empty(),
                new float[] {-100},
                misfit);
        IntentModelCard card = Samples.card(labels, Samples.encoder().fingerprint(), IntentModelCard.FORMAT);
        try (IntentRouter router =
                new TrainedIntents(head, card, Optional.of(guard)).router(Samples.encoder(), TABLE)) {
            return router.route(Samples.inquiry("anything"), available);
        }
    }

    @Test
    void two_candidates_that_go_different_ways_are_asked_about() {
        Route.Clarify asked = (Route.Clarify) routed(0.5, 0.05, 0.45).route();

        assertEquals(List.of("buy", "opening hours"), asked.options());
        // A reply of its own: that of the likelier intent would answer it.
        assertEquals("ambiguous", asked.ground().intent());
        assertTrue(Replies.standard().reply("ambiguous").isPresent());
        assertEquals(
                "may be buy or opening hours, which go different ways",
                asked.ground().reason());
    }

    @Test
    void a_candidate_that_goes_where_the_host_cannot_is_not_asked_about() {
        Set<RoutePath> withoutDirect =
                EnumSet.of(RoutePath.TOOL, RoutePath.GROUNDED, RoutePath.CLARIFY, RoutePath.DECLINE);

        assertEquals(
                RoutePath.TOOL, routed(0.5, 0.05, 0.45, withoutDirect).route().path());
    }

    @Test
    void two_candidates_that_go_the_same_way_are_not() {
        assertEquals(RoutePath.TOOL, routed(0.5, 0.45, 0.05).route().path());
    }

    @Test
    void examples_are_spread_over_what_they_stand_for() {
        float[][] vectors = new float[50][];
        for (int i = 0; i < vectors.length; i++) {
            double angle = Math.PI / 2 * i / (vectors.length - 1);
            vectors[i] = new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
        }
        int[] positions = IntStream.range(0, vectors.length).toArray();

        Examples three = Examples.of(vectors, new int[vectors.length], positions, 3);

        assertEquals(3, three.count());
        // The middle and both ends: nothing is farther than an eighth of a turn's half from one of them.
        double least = Arrays.stream(vectors).mapToDouble(three::nearest).min().orElseThrow();
        assertTrue(least > Math.cos(Math.PI / 8) - 0.02, Double.toString(least));
    }

    @Test
    void a_label_with_few_examples_keeps_them_all() {
        float[][] vectors = {{1, 0}, {0, 1}, {0.6f, 0.8f}};

        Examples all = Examples.of(vectors, new int[] {0, 1, 1}, new int[] {0, 1, 2}, 5);

        assertEquals(3, all.count());
        for (float[] vector : vectors) {
            assertEquals(1, all.nearest(vector), 0.01);
        }
    }
}
