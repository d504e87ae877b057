package dev.fairlead.routing;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fairlead.Deadline;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.EncodingException;
import java.util.function.Supplier;

/**
 * A model behind its gate: one text a run on the caller's thread, as many runs at once as there are workers, each ended at
 * its deadline. Thread-safe. Owns the model and, once a finite deadline was given, one daemon thread.
 */
final class GuardedModel implements AutoCloseable {
    // Longer runs make ONNX Runtime's arena grow by megabytes that it would keep; after shorter ones giving the memory
    // back costs more than it saves.
    private static final int SHRINK_FROM_TOKENS = 128;

    private final EncoderModel model;
    private final String name;
    private final WorkerGate gate;
    private final RunWatchdog watchdog = new RunWatchdog();

    GuardedModel(EncoderModel model, String name, WorkerGate gate) {
        this.model = model;
        this.name = name;
        this.gate = gate;
    }

    /** What went in and what came out. */
    static final class Run {
        private final WordPieceTokenizer.Tokens tokens;
        private final float[][] output;

        Run(WordPieceTokenizer.Tokens tokens, float[][] output) {
            this.tokens = tokens;
            this.output = output;
        }

        WordPieceTokenizer.Tokens tokens() {
            return tokens;
        }

        float[][] output() {
            return output;
        }
    }

    /** The file's name, for messages. */
    String name() {
        return name;
    }

    WorkerGate gate() {
        return gate;
    }

    /**
     * Runs the longest input and the largest token id once; a model that survives this survives every text.
     *
     * @throws EncodingException if it does not
     */
    float[][] probe(int tokens, int vocabularySize) {
        long[] ids = new long[tokens];
        ids[1] = vocabularySize - 1L;
        try (OrtSession.RunOptions options = options(tokens)) {
            return model.run(ids, options);
        } catch (OrtException e) {
            throw new EncodingException(
                    "model " + name + " failed on " + tokens + " tokens with ids up to " + ids[1]
                            + "; maxTokens may exceed its positions, or the tokenizer may be another model's: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Waits for a worker, tokenises, and runs. */
    Run run(Supplier<WordPieceTokenizer.Tokens> text, Deadline deadline) {
        gate.enter(deadline);
        try {
            WordPieceTokenizer.Tokens tokens = text.get();
            deadline.check("encode");
            return new Run(tokens, run(tokens, deadline));
        } finally {
            gate.leave();
        }
    }

    private float[][] run(WordPieceTokenizer.Tokens tokens, Deadline deadline) {
        int length = tokens.ids().length;
        try (OrtSession.RunOptions options = options(length)) {
            try (RunWatchdog.Watch watch = watchdog.watch(deadline, options)) {
                return run(tokens, options, watch);
            }
        } catch (OrtException e) {
            throw failed(length, e);
        }
    }

    private float[][] run(WordPieceTokenizer.Tokens tokens, OrtSession.RunOptions options, RunWatchdog.Watch watch) {
        int length = tokens.ids().length;
        try {
            return model.run(tokens.ids(), tokens.types(), options);
        } catch (OrtException e) {
            if (watch.rung()) {
                throw new DeadlineExceededException("encoding " + length + " tokens was ended at the deadline", e);
            }
            throw failed(length, e);
        }
    }

    private EncodingException failed(int tokens, OrtException e) {
        return new EncodingException(
                "model " + name + " failed on a text of " + tokens + " tokens: " + e.getMessage(), e);
    }

    private static OrtSession.RunOptions options(int tokens) throws OrtException {
        OrtSession.RunOptions options = NativeRuntime.runOptions();
        if (tokens >= SHRINK_FROM_TOKENS) {
            options.addRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        }
        return options;
    }

    @Override
    public void close() {
        gate.close(() -> {
            watchdog.close();
            model.close();
        });
    }
}
