package dev.fairlead.benchmarks.jmh;

import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.dataset.Query;
import dev.fairlead.benchmarks.recipe.CorpusFolder;
import dev.fairlead.routing.OnnxTextEncoder;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The questions of a prepared corpus, which take turns, and the encoder that ships. */
@State(Scope.Benchmark)
public class Questions {
    /** The folder made by the command {@code corpus}. */
    @Param("")
    public String corpus = "";

    CorpusFolder folder;
    TextEncoder encoder;
    KnownVectors known;
    private List<String> all = List.of();
    private int turn;

    /** Reads and encodes. */
    @Setup(Level.Trial)
    public void open() {
        if (corpus.isEmpty()) {
            throw new InputException(
                    "say where the corpus is with -p corpus=DIR; benchmarks.jar --help tells how to make it");
        }
        folder = new CorpusFolder(Path.of(corpus));
        all = folder.questions().stream().map(Query::text).toList();
        encoder = new RecordedEncoder(OnnxTextEncoder.bgeSmall(), folder.fingerprint());
        known = new KnownVectors(encoder, all);
    }

    List<String> all() {
        return all;
    }

    /** The next question. */
    String next() {
        turn = (turn + 1) % all.size();
        return all.get(turn);
    }

    /** Frees the encoder. */
    @TearDown(Level.Trial)
    public void close() {
        encoder.close();
    }
}
