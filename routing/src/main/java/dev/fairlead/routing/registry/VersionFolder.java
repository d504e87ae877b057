package dev.fairlead.routing.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.RoutingException;
import dev.fairlead.routing.IntentModelCard;
import dev.fairlead.routing.TrainedIntents;
import dev.fairlead.text.ContentHash;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A version on disk: {@code 000001/intents.onnx} and {@code version.json}. It is written under another name and moved when
 * both are whole; a folder of another name is a version somebody did not finish, and is no version.
 */
record VersionFolder(Path path, ModelVersion version) {
    private static final String MODEL = "intents.onnx";
    private static final String DESCRIPTION = "version.json";
    private static final String NAME = "\\d{6}";
    private static final int MOST = 999_999;
    private static final ObjectMapper JSON = new ObjectMapper();

    static VersionFolder add(Path registry, TrainedIntents model) {
        try {
            Path draft = Files.createDirectory(registry.resolve("unfinished-" + UUID.randomUUID()));
            Path file = draft.resolve(MODEL);
            model.writeTo(file);
            String hash = hash(file);
            for (int number = next(registry); number <= MOST; number++) {
                ModelVersion version = version(number, hash, model.card());
                Files.write(draft.resolve(DESCRIPTION), JSON.writeValueAsBytes(json(version)));
                Path place = place(registry, number);
                if (moved(draft, place)) {
                    return new VersionFolder(place, version);
                }
            }
            throw new RoutingException("model registry " + registry + " holds " + MOST + " versions already");
        } catch (IOException e) {
            throw new RoutingException("a version cannot be added to model registry " + registry + ": " + e, e);
        }
    }

    private static ModelVersion version(int number, String hash, IntentModelCard card) {
        return new ModelVersion(
                number,
                hash,
                Instant.now(),
                card.labels(),
                card.encoder(),
                card.dataHash(),
                card.rows(),
                card.heldOut().accuracy());
    }

    /** Another process may have taken the number: a folder that holds files is never replaced. */
    private static boolean moved(Path draft, Path place) throws IOException {
        if (Files.exists(place)) {
            return false;
        }
        try {
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileSystemException e) {
            if (Files.exists(place)) {
                return false;
            }
            throw e;
        }
    }

    private static Path place(Path registry, int number) {
        return registry.resolve(String.format(Locale.ROOT, "%06d", number));
    }

    private static int next(Path registry) throws IOException {
        return numbers(registry).stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    }

    private static List<Integer> numbers(Path registry) throws IOException {
        try (Stream<Path> folders = Files.list(registry)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches(NAME))
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
        }
    }

    static List<ModelVersion> all(Path registry) {
        try {
            List<ModelVersion> versions = new ArrayList<>();
            for (int number : numbers(registry)) {
                versions.add(of(registry, number).version());
            }
            return versions;
        } catch (IOException e) {
            throw new RoutingException("model registry " + registry + " cannot be read: " + e, e);
        }
    }

    static VersionFolder of(Path registry, int number) {
        Path place = place(registry, number);
        if (!Files.isDirectory(place)) {
            throw new IllegalArgumentException("model registry " + registry + " has no version " + number);
        }
        Path description = place.resolve(DESCRIPTION);
        try {
            return new VersionFolder(place, version(number, JSON.readTree(Files.readAllBytes(description))));
        } catch (IOException | IllegalArgumentException e) {
            throw new RoutingException("the description " + description + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The model's file, once it is known to be the one that was added. */
    Path check() {
        Path file = path.resolve(MODEL);
        try {
            String hash = hash(file);
            if (!hash.equals(version.sha256())) {
                throw new RoutingException("model file " + file + " is not the one that was added: its SHA-256 is "
                        + hash + ", not " + version.sha256() + "; add the model again");
            }
            return file;
        } catch (IOException e) {
            throw new RoutingException("model file " + file + " cannot be read: " + e, e);
        }
    }

    private static String hash(Path file) throws IOException {
        return HexFormat.of().formatHex(ContentHash.sha256().digest(Files.readAllBytes(file)));
    }

    private static ObjectNode json(ModelVersion version) {
        ObjectNode json = JSON.createObjectNode()
                .put("sha256", version.sha256())
                .put("added", version.added().toString())
                .put("encoder", version.encoder())
                .put("dataHash", version.dataHash())
                .put("rows", version.rows())
                .put("heldOutAccuracy", version.heldOutAccuracy());
        version.labels().forEach(json.putArray("labels")::add);
        return json;
    }

    private static ModelVersion version(int number, JsonNode json) {
        List<String> labels = new ArrayList<>();
        json.required("labels").forEach(label -> labels.add(label.asText()));
        return new ModelVersion(
                number,
                json.required("sha256").asText(),
                Instant.parse(json.required("added").asText()),
                labels,
                json.required("encoder").asText(),
                json.required("dataHash").asText(),
                json.required("rows").asInt(),
                json.required("heldOutAccuracy").asDouble());
    }
}
