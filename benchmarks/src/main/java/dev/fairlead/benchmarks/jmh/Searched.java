package dev.fairlead.benchmarks.jmh;

import dev.fairlead.Deadline;
import dev.fairlead.Evidence;
import dev.fairlead.Fairlead;
import dev.fairlead.Inquiry;
import dev.fairlead.Metadata;
import dev.fairlead.Question;
import dev.fairlead.benchmarks.recipe.BenchmarkIndex;
import dev.fairlead.benchmarks.recipe.Constraint;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.HybridRetriever;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The index of a prepared corpus under a constraint. Set-up checks that every question finds five passages, all inside. */
@State(Scope.Benchmark)
public class Searched {
    /** Which passages a question may see. */
    @Param({"NONE", "SCOPE", "FILTER"})
    public Constraint constraint = Constraint.NONE;

    HybridIndex index;
    HybridRetriever retriever;
    Within within;

    /** Opens and checks. */
    @Setup(Level.Trial)
    public void open(Questions questions) {
        index = BenchmarkIndex.open(questions.folder, constraint, questions.encoder);
        retriever = HybridRetriever.builder(index, questions.known).build();
        within = constraint.within();
        checkSize(questions.folder.size());
        questions.all().forEach(this::checkResult);
    }

    private void checkSize(long passages) {
        try (IndexSnapshot snapshot = index.snapshot()) {
            long visible = snapshot.size(within);
            if (Math.abs(visible - constraint.share() * passages) > 1) {
                throw new IllegalStateException("of " + passages + " passages " + visible + " are visible");
            }
        }
    }

    private void checkResult(String question) {
        Evidence evidence = retriever.retrieve(inquiry(question));
        if (evidence.passages().size() != HybridRetriever.DEFAULT_K) {
            throw new IllegalStateException(
                    "'" + question + "' found " + evidence.passages().size() + " passages");
        }
        evidence.passages().forEach(ranked -> checkInside(ranked.passage().metadata()));
    }

    private void checkInside(Metadata facts) {
        if (!constraint.admits(facts)) {
            throw new IllegalStateException("a passage outside the constraint was found: " + facts);
        }
    }

    /** What a question asked now would be; the filter and scope are the constraint's. */
    Inquiry inquiry(String question) {
        return Inquiry.of(Question.of(question).withFilter(within.filter()), within.scope(), Deadline.never());
    }

    /** Asks as a host does. */
    Object ask(Fairlead fairlead, String question) {
        Question asked = Question.of(question).withFilter(within.filter());
        return within.scope().isNone()
                ? fairlead.ask(asked)
                : fairlead.within(within.scope()).ask(asked);
    }

    /** Closes, and says what memory it took. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        double heap = (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
        System.out.printf(Locale.ROOT, "# memory: %.0f MB heap in use, %s%n", heap, residentSize());
        index.close();
    }

    /** Anonymous pages are heap, metaspace and native memory; the rest is mapped files, the index among them. */
    private static String residentSize() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return "resident size unknown";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:") || line.startsWith("RssAnon:"))
                .map(line -> line.replaceAll("\\s+", " "))
                .reduce((a, b) -> a + ", " + b)
                .orElse("resident size unknown");
    }
}
