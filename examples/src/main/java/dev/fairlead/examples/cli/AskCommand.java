package dev.fairlead.examples.cli;

import dev.fairlead.Answer;
import dev.fairlead.Evidence;
import dev.fairlead.Fairlead;
import dev.fairlead.Filter;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Retriever;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.HybridRetriever;
import dev.fairlead.routing.IntentRouter;
import dev.fairlead.routing.OnnxTextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers one question from an index. */
@Command(
        name = "ask",
        description = {
            "Answers a question from an index: the text, each quoted clause with its file and section, the route and its"
                    + " probability, the time of each step.",
            "A filter is key=value, key!=value, key>=value, key<=value or key=a|b|c; several must all hold. Values are"
                    + " dates (2025-03-31), numbers, true, false or text. Quote them against the shell:"
                    + " --filter 'format=markdown|plain'"
        })
final class AskCommand implements Callable<Integer> {
    /** The first question of a JVM pays for class loading and compilation; a warm one needs some 50 ms. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    private final Shell shell;

    @Mixin
    private IndexFolder index = new IndexFolder();

    @Option(
            names = "--filter",
            paramLabel = "CONDITION",
            converter = FilterSyntax.class,
            description = "which documents may answer; repeatable")
    private List<Filter> filters = List.of();

    @Option(
            names = "--k",
            paramLabel = "N",
            description = "how many passages to answer from, 1 to " + HybridRetriever.DEPTH + "; "
                    + HybridRetriever.DEFAULT_K + " unless said otherwise")
    private int k = HybridRetriever.DEFAULT_K;

    @Option(
            names = "--explain",
            description = "show how the route was chosen, where each hit ranked, and the whole trace")
    private boolean explain;

    @Parameters(paramLabel = "QUESTION", arity = "1..*", description = "the question")
    private List<String> words = List.of();

    AskCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        Question question = question();
        if (k < 1 || k > HybridRetriever.DEPTH) {
            throw Refusal.usage("--k must be 1 to " + HybridRetriever.DEPTH + ", was " + k);
        }
        Path folder = index.toRead(shell);
        try (var encoder = OnnxTextEncoder.bgeSmall();
                var opened = HybridIndex.open(folder, encoder)) {
            Remembering retriever = new Remembering(opened.retriever(k), new AtomicReference<>(Optional.empty()));
            try (var fairlead = Fairlead.builder(retriever)
                    .router(IntentRouter.standard(encoder))
                    .timeLimit(TIME_LIMIT)
                    .build()) {
                return print(fairlead.ask(question), retriever.last().get());
            }
        }
    }

    private Question question() {
        try {
            return Question.of(String.join(" ", words)).withFilter(Filter.and(filters.toArray(Filter[]::new)));
        } catch (IllegalArgumentException e) {
            throw Refusal.usage(String.valueOf(e.getMessage()));
        }
    }

    private int print(Answer answer, Optional<Evidence> evidence) {
        int code = new AnswerPrinter(shell.out()).print(answer);
        if (explain) {
            Explanation explanation = new Explanation(shell.out());
            answer.trace().decision().ifPresent(explanation::decision);
            evidence.ifPresent(explanation::evidence);
            explanation.trace(answer.trace());
        }
        return code;
    }

    /** Keeps the evidence of the one question asked, of which an answer holds no more than its citations. */
    private record Remembering(Retriever retriever, AtomicReference<Optional<Evidence>> last) implements Retriever {
        @Override
        public Evidence retrieve(Inquiry inquiry) {
            Evidence evidence = retriever.retrieve(inquiry);
            last.set(Optional.of(evidence));
            return evidence;
        }

        @Override
        public Optional<TextEncoder> encoder() {
            return retriever.encoder();
        }
    }
}
