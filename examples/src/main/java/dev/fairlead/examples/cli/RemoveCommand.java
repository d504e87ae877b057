package dev.fairlead.examples.cli;

import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.routing.OnnxTextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes documents from an index. */
@Command(
        name = "remove",
        description = "Removes documents from an index by their names, which are their paths below the folder they were"
                + " ingested from. The files themselves stay.")
final class RemoveCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private IndexFolder index = new IndexFolder();

    @Option(
            names = "--purge",
            description =
                    "also take every removed or replaced document's text off the disk at once, not little by little")
    private boolean purge;

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "what to remove, such as contracts/acme-nda.md")
    private List<String> names = List.of();

    RemoveCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = index.toRead(shell);
        int removed = 0;
        try (var encoder = OnnxTextEncoder.bgeSmall();
                var opened = HybridIndex.open(folder, encoder)) {
            for (String name : names) {
                boolean found = opened.delete(name);
                removed += found ? 1 : 0;
                (found ? shell.out() : shell.err())
                        .println((found ? "removed " : "There is no document ") + AnswerPrinter.printable(name));
            }
            if (purge) {
                opened.purge();
            }
        }
        return removed == 0 && !purge ? ExitCode.NOTHING_TO_WORK_ON : ExitCode.DONE;
    }
}
