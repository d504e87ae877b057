package dev.fairlead.examples.cli;

import dev.fairlead.IntentScore;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.Trace;
import dev.fairlead.retrieval.Explanation;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Prints what {@code --explain} adds: how the route was chosen, where each hit stood, and the whole trace. */
final class ExplanationPrinter {
    private final PrintStream out;

    ExplanationPrinter(PrintStream out) {
        this.out = out;
    }

    /** All there is to say of an answer, with its evidence where it came to that. */
    void all(Trace trace, Optional<Explanation> explanation) {
        trace.decision().ifPresent(this::decision);
        explanation.ifPresent(this::evidence);
        trace(trace);
    }

    void decision(RouteDecision decision) {
        out.println();
        out.println("Route: " + AnswerPrinter.name(decision.route().path()) + ", because "
                + AnswerPrinter.printable(decision.route().ground().reason()));
        out.println("  path      before masking  after masking");
        for (RoutePath path : RoutePath.values()) {
            out.println(String.format(
                    Locale.ROOT,
                    "  %-9s %14s %14s",
                    AnswerPrinter.name(path),
                    probability(decision.beforeMask(), path),
                    probability(decision.afterMask(), path)));
        }
        if (!decision.intents().isEmpty()) {
            out.println("  intent                      probability");
        }
        for (IntentScore score : decision.intents()) {
            out.println(String.format(Locale.ROOT, "  %-27s %11.4f", score.intent(), score.probability()));
        }
    }

    private void evidence(Explanation explanation) {
        out.println();
        explanation.toString().lines().map(AnswerPrinter::printable).forEach(out::println);
    }

    void trace(Trace trace) {
        out.println();
        out.println("Trace: " + AnswerPrinter.millis(trace.total()) + ", question " + trace.questionHash());
        steps(trace.steps());
    }

    void steps(List<Trace.Step> steps) {
        for (Trace.Step step : steps) {
            out.println(String.format(Locale.ROOT, "  %-9s %9s", step.name(), AnswerPrinter.millis(step.time())));
            step.details()
                    .forEach((key, value) ->
                            out.println("      " + key + " = " + AnswerPrinter.printable(String.valueOf(value))));
        }
    }

    private static String probability(Map<RoutePath, Double> probabilities, RoutePath path) {
        Double probability = probabilities.get(path);
        return probability == null ? "-" : String.format(Locale.ROOT, "%.4f", probability);
    }
}
