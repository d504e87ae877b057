package dev.fairlead.routing.registry;

import dev.fairlead.RoutingException;
import dev.fairlead.TextEncoder;
import dev.fairlead.routing.IntentRouter;
import dev.fairlead.routing.LabelledText;
import dev.fairlead.routing.RouteTable;
import dev.fairlead.routing.TrainedIntents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Versions of an intent model in a folder, at most one of them current. A version is written whole or not at all and never
 * changes; which is current is a line appended to {@code history.jsonl}, so that nothing is lost when a process dies half-way.
 * A file whose hash is not the one it was added with is refused.
 *
 * <p>Thread-safe, also between processes that share the folder: versions get different numbers, and of two promotions the later
 * stands.
 */
public final class ModelRegistry {
    private final Path folder;
    private final History history;

    private ModelRegistry(Path folder) {
        this.folder = folder;
        this.history = new History(folder.resolve("history.jsonl"));
    }

    /**
     * Opens a folder, and makes it where there is none.
     *
     * @param folder holds versions and nothing else
     * @return the registry
     * @throws RoutingException if the folder cannot be made
     */
    public static ModelRegistry open(Path folder) {
        Objects.requireNonNull(folder, "folder");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new RoutingException("model registry " + folder + " cannot be made: " + e, e);
        }
        return new ModelRegistry(folder);
    }

    /**
     * Adds a model. It does not become current by that.
     *
     * @param model from training
     * @return its version, with the next free number
     * @throws RoutingException if it cannot be written
     */
    public ModelVersion add(TrainedIntents model) {
        Objects.requireNonNull(model, "model");
        return VersionFolder.add(folder, model).version();
    }

    /**
     * Every version.
     *
     * @return by rising number
     * @throws RoutingException if the folder cannot be read or a version's description is broken
     */
    public List<ModelVersion> versions() {
        return VersionFolder.all(folder);
    }

    /**
     * The version that is served.
     *
     * @return the current version; empty before the first promotion
     * @throws RoutingException if the folder cannot be read
     */
    public Optional<ModelVersion> current() {
        return history.current().map(this::version);
    }

    /**
     * A version.
     *
     * @param number its number
     * @return what it is
     * @throws IllegalArgumentException if there is none of this number
     * @throws RoutingException if its description cannot be read
     */
    public ModelVersion version(int number) {
        return VersionFolder.of(folder, number).version();
    }

    /**
     * Makes a version current without looking at what it can do, as for the first one.
     *
     * @param number its number
     * @throws IllegalArgumentException if there is none of this number
     * @throws RoutingException if its file is not the one that was added, or the promotion cannot be written
     */
    public void promote(int number) {
        VersionFolder.of(folder, number).check();
        history.promoted(number);
    }

    /**
     * Makes a version current where neither the golden rows as a whole nor any intent of the current version falls: an exact
     * paired test on the rows that one of the two alone has right, one-sided, at .05 over all rows, and at .05 shared among the
     * intents. Where none is current, any version may become it.
     *
     * @param number its number
     * @param golden rows neither version was trained on, at least one
     * @param encoder the encoder heads were trained with
     * @return what was compared, and whether the version is current now
     * @throws IllegalArgumentException if there is no version of this number, or no golden row
     * @throws RoutingException if a file is not the one that was added, or takes another encoder's vectors
     */
    public Promotion promote(int number, List<LabelledText> golden, TextEncoder encoder) {
        if (golden.isEmpty()) {
            throw new IllegalArgumentException("golden must not be empty");
        }
        Optional<ModelVersion> current = current();
        GoldenResult candidate = judged(number, golden, encoder);
        Promotion promotion = current.isEmpty() || current.get().number() == number
                ? Promotion.first(number, candidate)
                : Promotion.of(number, candidate, judged(current.get().number(), golden, encoder));
        if (promotion.promoted()) {
            promote(number);
        }
        return promotion;
    }

    private GoldenResult judged(int number, List<LabelledText> golden, TextEncoder encoder) {
        try (IntentRouter router = router(number, encoder, RouteTable.standard())) {
            return GoldenResult.of(router, version(number).labels(), golden);
        }
    }

    /**
     * Makes the version current that was so before the last promotion that was not rolled back.
     *
     * @return the version that is current now
     * @throws IllegalStateException if there is none to go back to
     * @throws RoutingException if that version's file is not the one that was added, or this cannot be written
     */
    public ModelVersion rollBack() {
        int number =
                history.before().orElseThrow(() -> new IllegalStateException("no version was current before this one"));
        VersionFolder.of(folder, number).check();
        history.rolledBack();
        return version(number);
    }

    /**
     * Opens a version.
     *
     * @param number its number
     * @param encoder the encoder a head was trained with; a fine-tuned model has its own
     * @param table where intents go
     * @return a router; close it
     * @throws IllegalArgumentException if there is none of this number
     * @throws RoutingException if its file is not the one that was added, or it takes another encoder's vectors
     */
    public IntentRouter router(int number, TextEncoder encoder, RouteTable table) {
        return IntentRouter.open(VersionFolder.of(folder, number).check(), encoder, table);
    }
}
