package dev.fairlead.retrieval.ingestion;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairlead.Access;
import dev.fairlead.Metadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a JSON file beside a document says of it; see {@link Documents}. Read strictly: whatever is not understood fails
 * the document, since a rule about access that is passed over would open it.
 *
 * @param title the document's title
 * @param access who may see it
 * @param facts for filters
 */
record Sidecar(Optional<String> title, Access access, Metadata facts) {
    /** Follows the name of the document's file. */
    static final String ENDING = ".meta.json";

    private static final Sidecar NONE = new Sidecar(Optional.empty(), Access.undeclared(), Metadata.empty());
    private static final int MAX_BYTES = 1 << 20;

    private static final String TENANT = "tenant";
    private static final String PRINCIPALS = "principals";
    private static final String WHOLE_TENANT = "wholeTenant";
    private static final String TITLE = "title";
    private static final String DATE = "date";
    private static final String CSL = "csl";
    private static final Set<String> OWN = Set.of(TENANT, PRINCIPALS, WHOLE_TENANT, TITLE, CSL);

    /** What people write for the names of access, which as a mere fact would leave the document open. */
    private static final Map<String, String> MISSPELT = Map.ofEntries(
            Map.entry("tenant", TENANT),
            Map.entry("tenants", TENANT),
            Map.entry("tenantid", TENANT),
            Map.entry("principals", PRINCIPALS),
            Map.entry("principal", PRINCIPALS),
            Map.entry("access", PRINCIPALS),
            Map.entry("accesslist", PRINCIPALS),
            Map.entry("acl", PRINCIPALS),
            Map.entry("allow", PRINCIPALS),
            Map.entry("allowed", PRINCIPALS),
            Map.entry("wholetenant", WHOLE_TENANT));

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /**
     * The sidecar of a file, which says nothing where there is none. A link may have its own, but is no more visible than
     * the file it leads to: where its own does not say who may see it, that file's does.
     */
    static Sidecar of(Path file) throws IOException, UnreadableException {
        Optional<Sidecar> own = beside(file);
        boolean declared = own.isPresent() && !own.get().access().isUndeclared();
        if (declared || !Files.isSymbolicLink(file)) {
            return own.orElse(NONE);
        }
        Sidecar target = beside(file.toRealPath()).orElse(NONE);
        return own.map(said -> new Sidecar(said.title(), target.access(), said.facts()))
                .orElse(target);
    }

    /** Whether a file is named like a sidecar but belongs to no file, such as {@code a.meta.json} beside {@code a.pdf}. */
    static boolean isStray(Path path) {
        String name = path.getFileName().toString();
        if (!name.toLowerCase(Locale.ROOT).endsWith(ENDING)) {
            return false;
        }
        String document = name.substring(0, name.length() - ENDING.length());
        // The second is missing where the ending is spelt in capitals and the file system tells them apart.
        return document.isEmpty()
                || !Files.exists(path.resolveSibling(document), LinkOption.NOFOLLOW_LINKS)
                || !Files.exists(path.resolveSibling(document + ENDING), LinkOption.NOFOLLOW_LINKS);
    }

    private static Optional<Sidecar> beside(Path file) throws IOException, UnreadableException {
        Path path = file.resolveSibling(file.getFileName() + ENDING);
        // A link that leads nowhere is a sidecar that cannot be read, not one that is absent.
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        String name = path.getFileName().toString();
        if (!Files.isRegularFile(path)) {
            throw new UnreadableException("sidecar " + name + ": not a regular file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new UnreadableException("sidecar " + name + ": cannot be read: " + e.getMessage());
        }
        if (bytes.length > MAX_BYTES) {
            throw new UnreadableException("sidecar " + name + ": larger than " + (MAX_BYTES >> 20) + " MB");
        }
        try {
            return Optional.of(read(JSON.readTree(bytes)));
        } catch (JsonProcessingException e) {
            throw new UnreadableException("sidecar " + name + ": not JSON: " + e.getOriginalMessage() + line(e));
        } catch (UnreadableException e) {
            throw new UnreadableException("sidecar " + name + ": " + e.getMessage());
        }
    }

    private static String line(JsonProcessingException e) {
        return e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
    }

    private static Sidecar read(JsonNode root) throws UnreadableException {
        if (!root.isObject()) {
            throw expected("", "an object", root);
        }
        Metadata facts = Metadata.empty();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            String key = field.getKey();
            if (!OWN.contains(key)) {
                String meant = MISSPELT.get(key.replaceAll("[\\s_-]", "").toLowerCase(Locale.ROOT));
                if (meant != null) {
                    throw new UnreadableException(pointer(key) + ": no such name; " + meant + " is meant?");
                }
                facts = with(facts, key, fact(key, field.getValue()));
            }
        }
        JsonNode csl = root.get(CSL);
        if (csl != null) {
            facts = with(
                    facts, CSL, require(CSL, csl, csl.isObject(), "an object").toString());
        }
        Optional<String> title = text(root, TITLE);
        return new Sidecar(title, access(root), facts);
    }

    private static Access access(JsonNode root) throws UnreadableException {
        Optional<String> tenant = text(root, TENANT);
        Optional<List<String>> principals = Optional.empty();
        JsonNode list = root.get(PRINCIPALS);
        if (list != null) {
            principals = Optional.of(texts(PRINCIPALS, list));
        }
        JsonNode whole = root.get(WHOLE_TENANT);
        boolean wholeTenant = whole != null
                && require(WHOLE_TENANT, whole, whole.isBoolean(), "true or false")
                        .booleanValue();
        if (whole != null && tenant.isEmpty()) {
            throw new UnreadableException(pointer(WHOLE_TENANT) + ": expected a tenant beside it");
        }
        if (tenant.isEmpty() && principals.isPresent() && principals.get().isEmpty()) {
            // Nobody of no tenant is how undeclared access looks, which is open to all.
            throw new UnreadableException(pointer(PRINCIPALS) + ": expected a name in it, or a tenant beside it");
        }
        try {
            return new Access(tenant, new LinkedHashSet<>(principals.orElse(List.of())), wholeTenant);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(pointer(tenant.isPresent() ? TENANT : PRINCIPALS) + ": " + e.getMessage());
        }
    }

    private static Object fact(String key, JsonNode value) throws UnreadableException {
        if (key.equals(DATE)) {
            return date(require(key, value, value.isTextual(), "a date such as 2024-05-31")
                            .textValue())
                    .orElseThrow(() -> expected(pointer(key), "a date such as 2024-05-31", value));
        }
        if (value.isTextual()) {
            Optional<LocalDate> date = date(value.textValue());
            return date.isPresent() ? date.get() : value.textValue();
        }
        if (value.isNumber()) {
            return value.doubleValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        require(key, value, value.isArray(), "a string, number, boolean or list of strings");
        return texts(key, value);
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return text.matches("\\d{4}-\\d{2}-\\d{2}") ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Metadata with(Metadata facts, String key, Object value) throws UnreadableException {
        try {
            return facts.with(key, value);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(pointer(key) + ": " + e.getMessage());
        }
    }

    private static Optional<String> text(JsonNode root, String key) throws UnreadableException {
        JsonNode value = root.get(key);
        if (value == null) {
            return Optional.empty();
        }
        boolean isText = value.isTextual() && !value.textValue().isBlank();
        return Optional.of(
                require(key, value, isText, "a string that is not blank").textValue());
    }

    private static List<String> texts(String key, JsonNode list) throws UnreadableException {
        require(key, list, list.isArray(), "a list of strings");
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list) {
            if (!item.isTextual()) {
                throw expected(pointer(key) + "/" + texts.size(), "a string", item);
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    private static JsonNode require(String key, JsonNode value, boolean holds, String what) throws UnreadableException {
        if (!holds) {
            throw expected(pointer(key), what, value);
        }
        return value;
    }

    private static UnreadableException expected(String pointer, String what, JsonNode found) {
        String at = pointer.isEmpty() ? "" : pointer + ": ";
        return new UnreadableException(at + "expected " + what + ", found "
                + found.getNodeType().name().toLowerCase(Locale.ROOT));
    }

    /** RFC 6901. */
    private static String pointer(String key) {
        return "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
