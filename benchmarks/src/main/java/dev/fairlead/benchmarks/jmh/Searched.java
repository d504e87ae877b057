package dev.fairlead.benchmarks.jmh;

import dev.fairlead.Deadline;
import dev.fairlead.Evidence;
import dev.fairlead.Fairlead;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.benchmarks.recipe.BenchmarkIndex;
import dev.fairlead.benchmarks.recipe.Constraint;
import dev.fairlead.benchmarks.recipe.IndexState;
import dev.fairlead.benchmarks.recipe.ProcessMemory;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.HybridRetriever;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An index of a prepared corpus under a constraint. Set-up checks that every question finds something, all of it inside. */
@State(Scope.Benchmark)
public class Searched {
    /** How many segments the index is in. */
    @Param("ONE")
    public IndexState state = IndexState.ONE;

    /** Which passages a question may see. */
    @Param({"NONE", "SCOPE_1", "SCOPE_10", "LIST_2", "LIST_10", "LIST_40"})
    public Constraint constraint = Constraint.NONE;

    /** Documents added in a second while questions are asked. */
    @Param("0")
    public int indexing;

    private static final int TEXTS = 10_000;

    HybridIndex index;
    HybridRetriever retriever;
    Within within;
    private Optional<Indexing> writer = Optional.empty();

    /** Opens and checks, and says how long opening took and the first question after it. */
    @Setup(Level.Trial)
    public void open(Questions questions) throws IOException {
        within = constraint.within();
        long start = System.nanoTime();
        index = indexing == 0
                ? BenchmarkIndex.open(questions.folder, state, questions.encoder)
                : BenchmarkIndex.openForWriting(questions.folder, state, questions.known.forWriting());
        // A second look is taken where evidence is poor, which made-up questions make it more often than real ones do.
        retriever = HybridRetriever.builder(index, questions.known)
                .secondLook(false)
                .build();
        long opened = System.nanoTime();
        retriever.retrieve(inquiry(questions.next()));
        long answered = System.nanoTime();
        System.out.printf(
                Locale.ROOT,
                "# open: %.0f ms, first question %.0f ms%n",
                (opened - start) / 1e6,
                (answered - opened) / 1e6);
        checkSize(questions.folder.size());
        questions.all().forEach(this::checkResult);
        if (indexing > 0) {
            writer = Optional.of(new Indexing(index, questions.folder.first(TEXTS), indexing));
        }
    }

    private void checkSize(long passages) {
        try (IndexSnapshot snapshot = index.snapshot()) {
            long visible = snapshot.size(within);
            if (visible != constraint.count((int) passages)) {
                throw new IllegalStateException("of " + passages + " passages " + visible + " are visible");
            }
        }
    }

    private void checkResult(String question) {
        Evidence evidence = retriever.retrieve(inquiry(question));
        if (evidence.passages().isEmpty()) {
            throw new IllegalStateException("'" + question + "' found nothing");
        }
        evidence.passages()
                .forEach(ranked -> checkInside(ranked.passage().locator().documentId()));
    }

    private void checkInside(String documentId) {
        if (!constraint.admits(Integer.parseInt(documentId.substring(1)))) {
            throw new IllegalStateException("a passage outside the constraint was found: " + documentId);
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
    public void close() throws IOException, InterruptedException {
        if (writer.isPresent()) {
            System.out.println("# documents added: " + writer.get().stop());
        }
        System.out.println("# memory: " + ProcessMemory.now());
        index.close();
    }
}
