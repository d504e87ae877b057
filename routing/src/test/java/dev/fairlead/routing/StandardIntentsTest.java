package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.RoutePath;
import dev.fairlead.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped model against its training files and against the test rows that were written apart from them. */
class StandardIntentsTest {
    private static final Path TRAINING = Path.of("src", "training");
    private static final double TOO_NEAR = 0.90;
    private static final Set<String> DOMAINS = Set.of(
            "community",
            "education",
            "engineering",
            "finance",
            "home",
            "hr",
            "it",
            "law",
            "medicine",
            "shop",
            "travel");

    private static TrainingRows training;
    private static List<JsonNode> tests;

    @BeforeAll
    static void read() throws IOException {
        training = TrainingRows.read(TRAINING);
        tests = new ArrayList<>();
        String lines = new String(ModelFile.resource("intents.test.jsonl"), StandardCharsets.UTF_8);
        for (String line : lines.strip().split("\n", -1)) {
            tests.add(new ObjectMapper().readTree(line));
        }
    }

    @Test
    void it_was_trained_on_the_files_beside_it() {
        try (IntentClassifier classifier = IntentClassifier.standard(Samples.encoder())) {
            assertEquals(training.hash(), classifier.card().dataHash());
            assertEquals(training.rows().size(), classifier.card().rows());
            assertEquals(training.labels(), classifier.card().labels());
        }
    }

    @Test
    void every_intent_has_at_least_250_examples_and_a_path() {
        Map<String, Integer> counts = new TreeMap<>();
        training.rows().forEach(row -> counts.merge(row.label(), 1, Integer::sum));

        assertEquals(RouteTable.standard().paths().keySet(), counts.keySet());
        counts.forEach((label, count) -> assertTrue(count >= 250, () -> label + " has " + count));
    }

    @Test
    void a_domain_is_one_of_eleven_and_has_rows_enough_to_be_left_out() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        try (Stream<Path> files = Files.list(TRAINING)) {
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode row = new ObjectMapper().readTree(line);
                    assertTrue(Set.of("text", "label", "domain").containsAll(names(row)), line);
                    Optional.ofNullable(row.get("domain"))
                            .ifPresent(domain -> counts.merge(domain.textValue(), 1, Integer::sum));
                }
            }
        }

        assertEquals(DOMAINS, counts.keySet());
        counts.forEach((domain, count) -> assertTrue(count >= 90, () -> domain + " has " + count));
    }

    private static List<String> names(JsonNode row) {
        List<String> names = new ArrayList<>();
        row.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void no_test_row_lies_near_a_training_row() throws InterruptedException, ExecutionException {
        List<Encoding> known =
                encode(training.rows().stream().map(LabelledText::text).toList());
        List<String> texts =
                tests.stream().map(row -> row.get("text").textValue()).toList();
        List<Encoding> unseen = encode(texts);
        for (int i = 0; i < unseen.size(); i++) {
            for (int j = 0; j < known.size(); j++) {
                double cosine = unseen.get(i).cosine(known.get(j));
                String pair = texts.get(i) + " | " + training.rows().get(j).text();
                assertTrue(cosine < TOO_NEAR, () -> cosine + ": " + pair);
            }
        }
    }

    private static List<Encoding> encode(List<String> texts) throws InterruptedException, ExecutionException {
        try (ExecutorService pool =
                Executors.newFixedThreadPool(Samples.encoder().workers())) {
            List<Future<Encoding>> running = new ArrayList<>();
            for (String text : texts) {
                running.add(pool.submit(() -> Samples.query(text)));
            }
            List<Encoding> done = new ArrayList<>();
            for (Future<Encoding> encoding : running) {
                done.add(encoding.get());
            }
            return done;
        }
    }

    @Test
    void it_routes_the_test_rows() {
        Map<RoutePath, Integer> all = new EnumMap<>(RoutePath.class);
        Map<RoutePath, Integer> right = new EnumMap<>(RoutePath.class);
        int groundedDirect = 0;
        try (IntentRouter router = IntentRouter.standard(Samples.encoder())) {
            for (JsonNode row : tests) {
                RoutePath wanted =
                        RoutePath.valueOf(row.get("route").textValue().toUpperCase(Locale.ROOT));
                RoutePath taken = route(router, row.get("text").textValue());
                all.merge(wanted, 1, Integer::sum);
                right.merge(wanted, wanted == taken ? 1 : 0, Integer::sum);
                groundedDirect += wanted == RoutePath.GROUNDED && taken == RoutePath.DIRECT ? 1 : 0;
            }
        }
        double macroRecall = all.keySet().stream()
                .mapToDouble(path -> (double) right.get(path) / all.get(path))
                .average()
                .orElse(0);
        assertTrue(macroRecall >= 0.95, () -> "macro recall " + macroRecall + ", right " + right + " of " + all);
        assertTrue(groundedDirect <= 0.01 * all.get(RoutePath.GROUNDED), "grounded to direct " + groundedDirect);
    }

    private static RoutePath route(IntentRouter router, String text) {
        Inquiry inquiry = Inquiry.of(Question.of(text), Scope.none(), Deadline.never());
        return router.route(inquiry, EnumSet.allOf(RoutePath.class)).route().path();
    }
}
