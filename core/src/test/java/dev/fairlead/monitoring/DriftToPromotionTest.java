package dev.fairlead.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.Evidences;
import dev.fairlead.Fairlead;
import dev.fairlead.FairleadListener;
import dev.fairlead.Inquiry;
import dev.fairlead.IntentScore;
import dev.fairlead.Route;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.Router;
import dev.fairlead.Scope;
import dev.fairlead.TextEncoder;
import dev.fairlead.WordEncoder;
import dev.fairlead.experiment.Experiment;
import dev.fairlead.experiment.PairedComparison;
import dev.fairlead.experiment.Shadow;
import dev.fairlead.experiment.Shadowed;
import dev.fairlead.experiment.Standing;
import dev.fairlead.experiment.StoppingRule;
import dev.fairlead.feedback.FeedbackLog;
import dev.fairlead.feedback.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The flow of the package's description, end to end: drift, corrections, retraining, shadow, promotion. The router stands in for a
 * trained one: the label of the nearest training row.
 */
final class DriftToPromotionTest {
    private static final int WINDOW = 100;
    private static final Pattern ROW = Pattern.compile("\\{\"text\":\"(.*)\",\"label\":\"(.*)\"}");
    private static final List<String> LEASES =
            List.of("What notice ends the lease", "What is the rent of the lease", "Which lease covers parking");
    private static final List<String> WEATHER =
            List.of("Will it rain in", "How warm is it today in", "What is the forecast tomorrow for");
    private static final List<String> PLACES = List.of("Leeds", "York", "Bath", "Ely", "Truro");

    private final WordEncoder encoder = new WordEncoder();
    private final Random random = new Random(11);

    @TempDir
    private Path folder;

    /** Routes by the label of the nearest row: a lookup is declined here, all else is answered from documents. */
    private record NearestRow(TextEncoder encoder, Map<String, Encoding> rows, Map<String, String> labels)
            implements Router {
        static NearestRow trained(TextEncoder encoder, Path folder) throws IOException {
            Map<String, Encoding> rows = new HashMap<>();
            Map<String, String> labels = new HashMap<>();
            try (var files = Files.newDirectoryStream(folder, "*.jsonl")) {
                for (Path file : files) {
                    for (String line : Files.readAllLines(file)) {
                        Matcher row = ROW.matcher(line);
                        assertTrue(row.matches(), line);
                        rows.put(row.group(1), encoder.encode(row.group(1), TextEncoder.Kind.QUERY, Deadline.never()));
                        labels.put(row.group(1), row.group(2));
                    }
                }
            }
            return new NearestRow(encoder, rows, labels);
        }

        @Override
        public RouteDecision route(Inquiry inquiry, Set<RoutePath> available) {
            Encoding question = inquiry.encode(encoder);
            Map.Entry<String, Encoding> nearest = rows.entrySet().stream()
                    .max(Comparator.comparingDouble(
                                    (Map.Entry<String, Encoding> row) -> question.cosine(row.getValue()))
                            .thenComparing(Map.Entry::getKey))
                    .orElseThrow();
            String label = labels.getOrDefault(nearest.getKey(), "");
            double cosine = Math.clamp(question.cosine(nearest.getValue()), 0, 1);
            Route.Ground ground = new Route.Ground(label, cosine, "like '" + nearest.getKey() + "'");
            Route route = label.equals("live_lookup") ? new Route.Decline(ground) : new Route.Grounded(ground);
            return new RouteDecision(route, List.of(new IntentScore(label, cosine)), Map.of(), Map.of());
        }
    }

    private String question(double weather) {
        List<String> starts = random.nextDouble() < weather ? WEATHER : LEASES;
        return starts.get(random.nextInt(starts.size())) + " " + PLACES.get(random.nextInt(PLACES.size())) + "?";
    }

    /** What a person says who is asked for the right label. */
    private static String label(String question) {
        return WEATHER.stream().anyMatch(question::startsWith) ? "live_lookup" : "document_question";
    }

    private static double right(RouteDecision decision, Inquiry asked) {
        return decision.route().ground().intent().equals(label(asked.question().text())) ? 1 : 0;
    }

    private static Fairlead fairlead(Router router, FairleadListener listener) {
        return Fairlead.builder(inquiry -> Evidences.of(0.1))
                .router(router)
                .listener(listener)
                .build();
    }

    private void ask(Fairlead fairlead, int questions, double weather) {
        for (int i = 0; i < questions; i++) {
            fairlead.within(Scope.principals("user-" + i)).ask(question(weather));
        }
    }

    @Test
    void drift_is_seen_corrected_learnt_shadowed_and_promoted() throws IOException {
        Path training = Files.createDirectories(folder.resolve("training"));
        Files.writeString(training.resolve("0-first.jsonl"), """
                {"text":"What notice ends the lease","label":"document_question"}
                {"text":"What is the rent of the lease","label":"document_question"}
                {"text":"Convert euros into dollars","label":"live_lookup"}
                """);
        Router champion = NearestRow.trained(encoder, training);
        Monitor monitor = Monitor.of(WINDOW, 0.01, encoder);
        try (FeedbackLog feedback = FeedbackLog.open(folder.resolve("feedback.jsonl"))) {
            FairleadListener listener = monitor.and(feedback.questions());

            // Users begin to ask for the weather: an alarm.
            Fairlead today = fairlead(champion, listener);
            ask(today, 2 * WINDOW, 0);
            assertFalse(monitor.check().alarm(), () -> monitor.check().toString());
            ask(today, WINDOW, 0.4);
            assertTrue(
                    monitor.check().signal(Signal.Kind.EMBEDDINGS).alarm(),
                    () -> monitor.check().toString());

            // A person labels what is suggested; the labels become rows beside the old ones, and a challenger.
            for (Suggestion suggestion : feedback.suggestions(12, encoder, Deadline.never())) {
                feedback.correct(suggestion.text(), label(suggestion.text()));
            }
            assertTrue(feedback.trainingRows(training.resolve("1-corrections.jsonl")) >= 6);
            Router challenger = NearestRow.trained(encoder, training);

            // It decides beside the champion until it is known which is better.
            PairedComparison comparison = PairedComparison.of(StoppingRule.standard());
            Shadow shadow = Experiment.shadow("with-weather", Runnable::run);
            Router shadowed = shadow.router(champion, challenger, seen -> {
                if (seen.challenge() instanceof Shadowed.Challenge.Ran<RouteDecision> ran) {
                    comparison.add(right(seen.champion(), seen.asked()), right(ran.result(), seen.asked()));
                }
            });
            Fairlead compared = fairlead(shadowed, listener);
            for (int round = 0; round < 100 && !comparison.standing().stop(); round++) {
                ask(compared, 10, 0.4);
            }
            Standing standing = comparison.standing();
            assertEquals(Standing.Verdict.CHALLENGER_BETTER, standing.verdict(), standing::toString);

            // Promoted, it is what the next windows are compared with.
            try (Fairlead promoted = fairlead(challenger, listener)) {
                ask(promoted, WINDOW, 0.4);
                monitor.rebase();
                ask(promoted, WINDOW, 0.4);
            }
            assertFalse(monitor.check().alarm(), () -> monitor.check().toString());
        }
    }
}
