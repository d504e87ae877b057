package dev.fairlead.examples.cli;

import dev.fairlead.Evidence;
import dev.fairlead.IntentScore;
import dev.fairlead.LegStanding;
import dev.fairlead.RankedPassage;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.Trace;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Prints what {@code --explain} adds: how the route was chosen, where each hit stood, and the whole trace. */
final class Explanation {
    private final PrintStream out;

    Explanation(PrintStream out) {
        this.out = out;
    }

    /** All there is to say of an answer, with the evidence it had where it came to that. */
    void all(Trace trace, Optional<Evidence> evidence) {
        trace.decision().ifPresent(this::decision);
        evidence.ifPresent(this::evidence);
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

    void evidence(Evidence evidence) {
        out.println();
        out.println(String.format(
                Locale.ROOT,
                "Evidence: %s, confidence %.3f, %s",
                AnswerPrinter.name(evidence.kind()),
                evidence.confidence(),
                evidence.obtained()));
        for (RankedPassage ranked : evidence.passages()) {
            out.println(String.format(
                    Locale.ROOT,
                    "  %2d. score %.4f  %s",
                    ranked.rank(),
                    ranked.score(),
                    ranked.standings().stream().map(Explanation::standing).collect(Collectors.joining("  "))));
            out.println("      "
                    + AnswerPrinter.printable(ranked.passage().locator().toString()));
        }
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

    private static String standing(LegStanding standing) {
        OptionalInt rank = standing.rank();
        return String.format(
                Locale.ROOT,
                "%s %s (%.4f)",
                standing.leg(),
                rank.isPresent() ? "#" + rank.getAsInt() : "not found",
                standing.score());
    }

    private static String probability(Map<RoutePath, Double> probabilities, RoutePath path) {
        Double probability = probabilities.get(path);
        return probability == null ? "-" : String.format(Locale.ROOT, "%.4f", probability);
    }
}
