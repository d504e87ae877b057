package dev.fairlead.examples.cli;

import dev.fairlead.Answer;
import dev.fairlead.FairleadException;
import dev.fairlead.Question;
import dev.fairlead.Trace;
import dev.fairlead.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Answers questions one after the other, each in the light of those before it. */
@Command(
        name = "chat",
        description = {
            "Answers questions from an index, one a line of standard input, until it ends. A follow-up such as \"and in the"
                    + " Beta lease?\" is completed from the questions before it, and shown as it was asked.",
            "/new forgets the conversation, /why explains the last answer, /quit ends."
        })
final class ChatCommand implements Callable<Integer> {
    private static final String HELP = "/new forgets the conversation, /why explains the last answer, /quit ends.";
    private static final int MOST_TURNS = 20;

    private final Shell shell;
    private final List<Turn> turns = new ArrayList<>();
    private Optional<Answer> last = Optional.empty();

    @Mixin
    private IndexFolder index = new IndexFolder();

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Mixin
    private ChatModelOptions chat = new ChatModelOptions();

    ChatCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        int k = search.k();
        var timeLimit = chat.timeLimit();
        var model = chat.chatModel(shell);
        Path folder = index.toRead(shell);
        InputLines lines = new InputLines(shell.in(), Question.MAX_LENGTH);
        try (Assistant assistant = Assistant.open(folder, k, timeLimit, model)) {
            prompt("Ask. " + HELP + System.lineSeparator() + "> ");
            for (Optional<String> line = lines.next(); line.isPresent() && goesOn(line.get(), assistant); ) {
                prompt("> ");
                line = lines.next();
            }
        }
        prompt(System.lineSeparator());
        return ExitCode.DONE;
    }

    /** Only where a person types: a script's output holds answers and nothing else. */
    private void prompt(String text) {
        if (shell.terminal()) {
            shell.out().print(text);
            shell.out().flush();
        }
    }

    private boolean goesOn(String line, Assistant assistant) {
        switch (line) {
            case "" -> {
                return true;
            }
            case "/quit", "/exit" -> {
                return false;
            }
            case "/new" -> {
                turns.clear();
                last = Optional.empty();
            }
            case "/why" -> explain(assistant);
            default -> {
                if (line.startsWith("/")) {
                    shell.err().println("No such command: " + AnswerPrinter.printable(line) + ". " + HELP);
                } else {
                    answer(line, assistant);
                }
            }
        }
        return true;
    }

    private void explain(Assistant assistant) {
        last.ifPresentOrElse(
                answer -> new ExplanationPrinter(shell.out()).all(answer.trace(), assistant.explanation()),
                () -> shell.err().println("Nothing was answered yet."));
    }

    /** What fails for one question is said, and the next one is listened to. */
    private void answer(String line, Assistant assistant) {
        last = Optional.empty();
        try {
            Answer answer = assistant.ask(new Question(line, turns, search.filter()));
            String asked = completed(answer.trace()).orElse(line);
            if (!asked.equals(line)) {
                shell.out().println("Asked as: " + AnswerPrinter.printable(asked));
                shell.out().println();
            }
            new AnswerPrinter(shell.out()).print(answer);
            shell.out().println();
            remember(asked, answer);
            last = Optional.of(answer);
        } catch (FairleadException e) {
            shell.err().println(Failures.message(e));
        } catch (IllegalArgumentException e) {
            shell.err().println(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> completed(Trace trace) {
        return trace.steps("complete").stream()
                .map(step -> step.details().get("question"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }

    /** A question asked back and a refusal give a follow-up nothing to lean on. */
    private void remember(String asked, Answer answer) {
        Optional<String> said = switch (answer) {
            case Answer.Answered answered -> Optional.of(answered.text());
            case Answer.Abstained abstained -> Optional.of("No answer: " + abstained.reason() + ".");
            case Answer.Rejected rejected -> Optional.of("No answer: the draft broke its contract.");
            case Answer.Clarification clarification -> Optional.empty();
            case Answer.Declined declined -> Optional.empty();
        };
        said.ifPresent(text -> turns.add(new Turn(asked, text)));
        if (turns.size() > MOST_TURNS) {
            turns.removeFirst();
        }
    }
}
