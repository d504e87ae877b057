package dev.fairlead.examples.cli;

import dev.fairlead.Answer;
import dev.fairlead.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
    private final Shell shell;

    @Mixin
    private IndexFolder index = new IndexFolder();

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Mixin
    private ChatModelOptions chat = new ChatModelOptions();

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
        int k = search.k();
        var timeLimit = chat.timeLimit();
        var model = chat.chatModel(shell);
        Path folder = index.toRead(shell);
        try (Assistant assistant = Assistant.open(folder, k, timeLimit, model)) {
            Answer answer = assistant.ask(question);
            int code = new AnswerPrinter(shell.out()).print(answer);
            if (explain) {
                new ExplanationPrinter(shell.out()).all(answer.trace(), assistant.explanation());
            }
            return code;
        }
    }

    private Question question() {
        try {
            return Question.of(String.join(" ", words)).withFilter(search.filter());
        } catch (IllegalArgumentException e) {
            throw Refusal.usage(String.valueOf(e.getMessage()));
        }
    }
}
