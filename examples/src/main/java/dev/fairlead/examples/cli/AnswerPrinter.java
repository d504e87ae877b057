package dev.fairlead.examples.cli;

import dev.fairlead.Answer;
import dev.fairlead.Citation;
import dev.fairlead.Evidence;
import dev.fairlead.RankedPassage;
import dev.fairlead.Route;
import dev.fairlead.RouteDecision;
import dev.fairlead.Trace;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Prints an outcome: text, quoted clauses with file and section, route with probability, time of each step. */
final class AnswerPrinter {
    private static final int CLOSEST = 3;

    private final PrintStream out;

    AnswerPrinter(PrintStream out) {
        this.out = out;
    }

    /** Prints, and tells the exit code. */
    int print(Answer answer) {
        int code = switch (answer) {
            case Answer.Answered answered -> answered(answered);
            case Answer.Abstained abstained -> abstained(abstained);
            case Answer.Rejected rejected -> rejected(rejected);
            case Answer.Clarification clarification -> clarification(clarification);
            case Answer.Declined declined -> declined(declined);
        };
        out.println();
        answer.trace().decision().map(RouteDecision::route).ifPresent(this::route);
        times(answer.trace().total(), answer.trace().steps());
        return code;
    }

    private int answered(Answer.Answered answered) {
        out.println(printable(answered.text()));
        for (Citation citation : answered.citations()) {
            out.println();
            out.println("  [" + citation.number() + "] \"" + printable(citation.quote()) + "\"");
            out.println("      " + printable(citation.locator().toString()));
        }
        return ExitCode.DONE;
    }

    private int abstained(Answer.Abstained abstained) {
        out.println("No answer: " + abstained.reason() + ".");
        Evidence evidence = abstained.evidence();
        if (!evidence.isEmpty()) {
            out.println();
            out.println("  The closest passages, none of which answers it:");
            evidence.passages().stream()
                    .limit(CLOSEST)
                    .map(RankedPassage::passage)
                    .forEach(passage ->
                            out.println("  - " + printable(passage.locator().toString())));
        }
        return ExitCode.NO_ANSWER;
    }

    private int rejected(Answer.Rejected rejected) {
        out.println("No answer: the draft broke its contract.");
        rejected.violations().forEach(violation -> out.println("  - " + printable(violation)));
        return ExitCode.NO_ANSWER;
    }

    private int clarification(Answer.Clarification clarification) {
        out.println(printable(clarification.question()));
        clarification.options().forEach(option -> out.println("  - " + printable(option)));
        return ExitCode.DONE;
    }

    private int declined(Answer.Declined declined) {
        out.println("Declined: " + printable(declined.reason()) + ".");
        return ExitCode.NO_ANSWER;
    }

    void route(Route route) {
        out.println(String.format(
                Locale.ROOT,
                "  route  %s (%s, probability %.2f)",
                name(route.path()),
                route.ground().intent(),
                route.ground().probability()));
    }

    void times(Duration total, List<Trace.Step> steps) {
        StringJoiner each = new StringJoiner(", ", ": ", "");
        each.setEmptyValue("");
        steps.forEach(step -> each.add(step.name() + " " + millis(step.time())));
        out.println("  time   " + millis(total) + each);
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }

    /** A document is data: what would move the cursor or change the terminal's state is not passed on to it. */
    static String printable(String text) {
        return text.codePoints()
                .map(point -> Character.isISOControl(point) && point != '\n' && point != '\t' ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
