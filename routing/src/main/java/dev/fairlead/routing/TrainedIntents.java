package dev.fairlead.routing;

import dev.fairlead.RoutingException;
import dev.fairlead.TextEncoder;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/** An intent model fresh from the {@link IntentTrainer}: to be looked at, used and kept. Immutable and thread-safe. */
public final class TrainedIntents {
    private final IntentModelCard card;
    private final byte[] file;
    private final boolean fineTuned;

    TrainedIntents(IntentHead head, IntentModelCard card) {
        this(head, card, Optional.empty());
    }

    TrainedIntents(IntentHead head, IntentModelCard card, Optional<IntentGuard> guard) {
        this(IntentModelFile.write(head, card, guard), card, false);
    }

    /** Takes over the bytes of a model file. */
    TrainedIntents(byte[] file, IntentModelCard card, boolean fineTuned) {
        this.card = card;
        this.file = file;
        this.fineTuned = fineTuned;
    }

    /**
     * Whether the encoder was trained as well, so that the model takes texts.
     *
     * @return false for a head, which takes the vectors of the encoder it was trained with
     */
    public boolean fineTuned() {
        return fineTuned;
    }

    /**
     * Routes by the model without writing it, whichever kind it is.
     *
     * @param encoder the encoder that a head was trained with; a fine-tuned model has its own
     * @param table where intents go
     * @return a router; close it
     * @throws RoutingException if a head was trained with another encoder
     */
    public IntentRouter router(TextEncoder encoder, RouteTable table) {
        return IntentRouter.of(file, "just trained", encoder, table);
    }

    /**
     * What the model says of itself, its held-out figures included.
     *
     * @return the card that is also written into the file
     */
    public IntentModelCard card() {
        return card;
    }

    /**
     * Uses a head without writing it.
     *
     * @param encoder the encoder it was trained with
     * @return a classifier; close it
     * @throws IllegalStateException if the model is a fine-tuned one
     * @throws RoutingException if it is another encoder
     */
    public IntentClassifier classifier(TextEncoder encoder) {
        if (fineTuned) {
            throw new IllegalStateException("a fine-tuned model takes texts: use fineTunedClassifier() or router(..)");
        }
        return IntentClassifier.of(file, "just trained", encoder);
    }

    /**
     * Uses a fine-tuned model without writing it.
     *
     * @return a classifier; close it
     * @throws IllegalStateException if the model is a head
     */
    public FineTunedClassifier fineTunedClassifier() {
        if (!fineTuned) {
            throw new IllegalStateException("a head takes vectors: use classifier(encoder) or router(..)");
        }
        return FineTunedFile.open(file, "just trained");
    }

    /**
     * Writes one ONNX file, whole or not at all; replaces what is there. Equal training gives equal bytes.
     *
     * @param path the file; its folder exists
     * @throws RoutingException if it cannot be written
     */
    public void writeTo(Path path) {
        try {
            // Not a temporary file: that would be readable by its owner alone, and so would the model it becomes.
            Path draft = path.resolveSibling("intents-" + UUID.randomUUID() + ".part");
            try {
                Files.write(draft, file, StandardOpenOption.CREATE_NEW);
                move(draft, path);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new RoutingException("intent model " + path + " cannot be written: " + e, e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
