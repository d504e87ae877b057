package dev.fairlead.routing;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fairlead.Encoding;
import dev.fairlead.IntentScore;
import dev.fairlead.RoutingException;
import dev.fairlead.TextEncoder;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * An intent model at work: a question's vector in, calibrated probabilities of intents out, in about 20 microseconds; in more where
 * few rows a label made it, which it then compares with each. Its
 * card is in the file; make one with {@link IntentTrainer}.
 *
 * <p>Thread-safe. Owns native memory; {@link #close()} frees it, waits for calls in flight, and leaves the encoder open.
 */
public final class IntentClassifier implements AutoCloseable {
    /** The intents the shipped model knows, by file in {@code routing/src/training}. */
    static final String STANDARD = "standard-intents.onnx";

    private final String name;
    private final OrtSession session;
    private final IntentModelCard card;
    private final int dimension;
    private final Optional<IntentGuard> guard;
    private final ReentrantReadWriteLock inFlight = new ReentrantReadWriteLock();
    private boolean closed;

    private IntentClassifier(
            String name, OrtSession session, IntentModelCard card, int dimension, Optional<IntentGuard> guard) {
        this.guard = guard;
        this.name = name;
        this.session = session;
        this.card = card;
        this.dimension = dimension;
    }

    /**
     * Opens a model file.
     *
     * @param file what {@link TrainedIntents#writeTo} wrote
     * @param encoder the encoder it was trained with
     * @return the classifier; close it
     * @throws RoutingException if the file cannot be read, is no intent model, is of a newer format, or was trained on
     *     another encoder's vectors
     */
    public static IntentClassifier open(Path file, TextEncoder encoder) {
        Objects.requireNonNull(file, "file");
        try {
            return of(ModelFile.read(file), file.toString(), encoder);
        } catch (IOException e) {
            throw new RoutingException("intent model: " + e.getMessage(), e);
        }
    }

    /**
     * Opens the model that ships, with ten intents: {@code small_talk}, {@code about_conversation},
     * {@code general_knowledge}, {@code document_question}, {@code whole_document_task}, {@code calculation},
     * {@code live_lookup}, {@code action}, {@code unclear} and {@code out_of_scope}.
     *
     * @param encoder {@link OnnxTextEncoder#bgeSmall()}, cached or not
     * @return the classifier; close it
     * @throws RoutingException if it was trained on another encoder's vectors
     */
    public static IntentClassifier standard(TextEncoder encoder) {
        try {
            return of(ModelFile.resource(STANDARD), STANDARD, encoder);
        } catch (IOException e) {
            throw new RoutingException("intent model: " + e.getMessage(), e);
        }
    }

    static IntentClassifier of(byte[] model, String name, TextEncoder encoder) {
        Objects.requireNonNull(encoder, "encoder");
        OrtSession session;
        try {
            session = NativeRuntime.open(model);
        } catch (OrtException e) {
            throw new RoutingException("intent model " + name + " cannot be loaded: " + e.getMessage(), e);
        }
        try {
            Map<String, String> metadata = session.getMetadata().getCustomMetadata();
            IntentModelCard card = IntentModelFile.card(metadata, name);
            if (!card.encoder().equals(encoder.fingerprint())) {
                throw new RoutingException("intent model " + name + " was trained on vectors of encoder "
                        + card.encoder() + ", this encoder is " + encoder.fingerprint());
            }
            return new IntentClassifier(
                    name,
                    session,
                    card,
                    encoder.dimension(),
                    IntentModelFile.guard(metadata, name, card.labels().size()));
        } catch (OrtException e) {
            close(session, name);
            throw new RoutingException("intent model " + name + " cannot be read: " + e.getMessage(), e);
        } catch (RoutingException e) {
            close(session, name);
            throw e;
        }
    }

    /**
     * What the model says of itself.
     *
     * @return labels, encoder, temperature, training data and held-out figures
     */
    public IntentModelCard card() {
        return card;
    }

    /**
     * The probabilities of one question.
     *
     * @param question the question, encoded as a query
     * @return every intent, by falling probability, ties by label
     * @throws IllegalArgumentException if the vector's dimension is not this model's
     * @throws IllegalStateException if this classifier is closed
     * @throws RoutingException if the model failed
     */
    public List<IntentScore> classify(Encoding question) {
        return predict(question).intents();
    }

    /**
     * The probabilities of one question, and how strongly it is like any intent at all.
     *
     * @param question the question, encoded as a query
     * @return intents and largest logit
     * @throws IllegalArgumentException if the vector's dimension is not this model's
     * @throws IllegalStateException if this classifier is closed
     * @throws RoutingException if the model failed
     */
    public IntentPrediction predict(Encoding question) {
        return whileOpen(question, this::run);
    }

    /** What a vector is given to. */
    private interface Use<T> {
        T of(float[] vector) throws OrtException;
    }

    private <T> T whileOpen(Encoding question, Use<T> use) {
        if (question.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "question must have dimension " + dimension + ", has " + question.dimension());
        }
        inFlight.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the intent classifier is closed");
            }
            return use.of(question.vector());
        } catch (OrtException e) {
            throw new RoutingException("intent model " + name + " failed: " + e.getMessage(), e);
        } finally {
            inFlight.readLock().unlock();
        }
    }

    private IntentPrediction run(float[] vector) throws OrtException {
        try (OnnxTensor input = input(vector);
                OrtSession.Result result = session.run(Map.of(IntentGraph.INPUT, input), outputs())) {
            float[] logits = row(result, IntentGraph.LOGITS);
            float[] probabilities = row(result, IntentGraph.PROBABILITIES);
            List<IntentScore> scores = new ArrayList<>(logits.length);
            for (int k = 0; k < probabilities.length; k++) {
                scores.add(new IntentScore(card.labels().get(k), Math.min(1, probabilities[k])));
            }
            scores.sort(Comparator.comparingDouble(IntentScore::probability)
                    .reversed()
                    .thenComparing(IntentScore::intent));
            float logit = logits[Calibration.largest(logits)];
            Optional<IntentPrediction.Trust> trust = guard.isEmpty()
                    ? Optional.empty()
                    : Optional.of(guard.get().trust(card.labels(), scores, logits, row(result, IntentGraph.COSINES)));
            return new IntentPrediction(scores, logit, trust);
        }
    }

    /**
     * The remembered examples that a question is most like, for a person to see why; of a model that was trained with {@link
     * IntentTrainer.Builder#remember}.
     *
     * @param question the question, encoded as a query
     * @param most how many, at least 1
     * @return by falling cosine, ties in the order of training; empty where the model remembers nothing
     * @throws IllegalArgumentException if {@code most} is below 1 or the vector's dimension is not this model's
     * @throws IllegalStateException if this classifier is closed
     * @throws RoutingException if the model failed
     */
    public List<NearExample> nearest(Encoding question, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most must be at least 1, was " + most);
        }
        return whileOpen(question, vector -> nearest(vector, most));
    }

    private List<NearExample> nearest(float[] vector, int most) throws OrtException {
        List<LabelledText> examples =
                IntentModelFile.examples(session.getMetadata().getCustomMetadata(), name);
        if (examples.isEmpty()) {
            return List.of();
        }
        try (OnnxTensor input = input(vector);
                OrtSession.Result result = session.run(Map.of(IntentGraph.INPUT, input), Set.of(IntentGraph.COSINES))) {
            float[] cosines = row(result, IntentGraph.COSINES);
            if (cosines.length != examples.size()) {
                throw new RoutingException("intent model " + name + " has the texts of " + examples.size()
                        + " examples, of " + cosines.length);
            }
            return Examples.nearest(examples, cosines, most);
        }
    }

    private OnnxTensor input(float[] vector) throws OrtException {
        long[] shape = {1, dimension};
        return OnnxTensor.createTensor(NativeRuntime.environment(), FloatBuffer.wrap(vector), shape);
    }

    private Set<String> outputs() {
        return guard.isEmpty()
                ? Set.of(IntentGraph.LOGITS, IntentGraph.PROBABILITIES)
                : Set.of(IntentGraph.LOGITS, IntentGraph.PROBABILITIES, IntentGraph.COSINES);
    }

    private static float[] row(OrtSession.Result result, String output) throws OrtException {
        return ((float[][]) result.get(output).orElseThrow().getValue())[0];
    }

    @Override
    public void close() {
        inFlight.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                close(session, name);
            }
        } finally {
            inFlight.writeLock().unlock();
        }
    }

    private static void close(OrtSession session, String name) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new RoutingException("intent model " + name + " could not be closed: " + e.getMessage(), e);
        }
    }
}
