package dev.fairlead.examples.cli;

import dev.fairlead.Deadline;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.Scope;
import dev.fairlead.Trace;
import dev.fairlead.routing.IntentRouter;
import dev.fairlead.routing.OnnxTextEncoder;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how a question would be answered, without answering it. */
@Command(
        name = "route",
        description =
                "Shows how a question would be answered (direct, grounded, tool, clarify or decline) without answering"
                        + " it. Needs no index.")
final class RouteCommand implements Callable<Integer> {
    private static final Set<RoutePath> ALL = Collections.unmodifiableSet(EnumSet.allOf(RoutePath.class));

    private final Shell shell;

    @Option(names = "--explain", description = "show the probability of each intent and path, and the whole trace")
    private boolean explain;

    @Parameters(paramLabel = "QUESTION", arity = "1..*", description = "the question")
    private List<String> words = List.of();

    RouteCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Inquiry inquiry = Inquiry.of(question(), Scope.none(), Deadline.never());
        try (var encoder = OnnxTextEncoder.bgeSmall();
                var router = IntentRouter.standard(encoder)) {
            long start = System.nanoTime();
            RouteDecision decision = router.route(inquiry, ALL);
            Duration total = Duration.ofNanos(System.nanoTime() - start);
            inquiry.record("route", start, Map.of());
            print(decision, total, inquiry.steps());
        }
        return ExitCode.DONE;
    }

    private Question question() {
        try {
            return Question.of(String.join(" ", words));
        } catch (IllegalArgumentException e) {
            throw Refusal.usage(String.valueOf(e.getMessage()));
        }
    }

    private void print(RouteDecision decision, Duration total, List<Trace.Step> steps) {
        AnswerPrinter printer = new AnswerPrinter(shell.out());
        printer.route(decision.route());
        printer.times(total, steps);
        if (explain) {
            ExplanationPrinter explanation = new ExplanationPrinter(shell.out());
            explanation.decision(decision);
            explanation.steps(steps);
        }
    }
}
