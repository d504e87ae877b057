package dev.fairlead.retrieval.ingestion;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Metadata;
import dev.fairlead.retrieval.parsing.DocumentParser;
import dev.fairlead.retrieval.parsing.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file that holds a document.
 *
 * @param path where it is
 * @param id the document's id
 */
record DocumentFile(Path path, String id) {
    /** Between words of a file's name: punctuation, and the step from a small to a capital letter. */
    private static final Pattern SEPARATOR = Pattern.compile("[\\s_.-]+|(?<=\\p{Ll})(?=\\p{Lu})");

    private static final int MAX_NAME_LENGTH = 120;

    /** What the platform puts for bytes of a name that are no character. */
    private static final char REPLACEMENT = '\uFFFD';

    /** What the host says of a file. */
    private record Given(Metadata metadata, Access access) {}

    static Optional<Document.Format> format(Path path) {
        return DocumentParser.format(String.valueOf(path.getFileName()));
    }

    /** The file as something to read later; the host is asked about it now, on the caller's thread. */
    Loaded.Unread unread(Function<Path, Metadata> metadata, Function<Path, Access> access) {
        try {
            Given given = new Given(given("metadata", metadata), given("access", access));
            return new Loaded.Unread(id, weight(), () -> load(given));
        } catch (UnreadableException e) {
            return Loaded.Unread.failed(id, e.getMessage());
        }
    }

    /** What a function of the host says of this file; where it fails, this file fails and the rest goes on. */
    private <T> T given(String what, Function<Path, T> function) throws UnreadableException {
        try {
            return function.apply(path);
        } catch (RuntimeException e) {
            throw new UnreadableException("the host's " + what + " function failed on it: " + e);
        }
    }

    /** Bytes, and for packed or tagged formats what they take while they are read. */
    private long weight() {
        try {
            long size = Files.size(path);
            return format(path)
                    .map(format -> switch (format) {
                        case PLAIN, MARKDOWN, PDF -> size;
                        case HTML -> 4 * size;
                        case DOCX -> 8 * size;
                    })
                    .orElse(size);
        } catch (IOException e) {
            // Reading it will say the same, in the file's own words.
            return 0;
        }
    }

    private Loaded load(Given given) {
        try {
            if (id.indexOf(REPLACEMENT) >= 0) {
                throw new UnreadableException(
                        "its name is not Unicode text, so it would share an id with others; rename it");
            }
            Document.Format format = format(path)
                    .orElseThrow(() -> new UnreadableException("not a " + DocumentParser.ENDINGS + " file"));
            Sidecar sidecar = Sidecar.of(path);
            return switch (DocumentParser.parse(bytes(), format)) {
                case Parsed.Unreadable unreadable -> failed(unreadable.reason());
                case Parsed.Text text -> new Loaded.Read(document(text, sidecar, given));
            };
        } catch (UnreadableException | IllegalArgumentException e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            return failed("the file does not exist");
        } catch (AccessDeniedException e) {
            return failed("no permission to read the file");
        } catch (IOException e) {
            return failed("the file cannot be read: " + e.getMessage());
        }
    }

    private Document document(Parsed.Text text, Sidecar sidecar, Given given) {
        String title =
                sidecar.title().or(() -> text.title().map(this::withFileName)).orElseGet(this::nameWithoutEnding);
        Metadata facts = facts(text.content().format());
        for (Metadata more : new Metadata[] {text.facts(), sidecar.facts(), given.metadata()}) {
            for (Map.Entry<String, Object> fact : more.values().entrySet()) {
                facts = facts.with(fact.getKey(), fact.getValue());
            }
        }
        Access access = given.access().isUndeclared() ? sidecar.access() : given.access();
        return new Document(id, title, text.content(), facts, access);
    }

    private Loaded failed(String reason) {
        return new Loaded.Failed(new IngestFailure(id, reason));
    }

    private byte[] bytes() throws IOException, UnreadableException {
        byte[] bytes;
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // A named pipe would keep the reader waiting for good.
            throw new UnreadableException("not a regular file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes((int) Documents.MAX_FILE_BYTES + 1);
        }
        if (bytes.length > Documents.MAX_FILE_BYTES) {
            throw new UnreadableException("larger than " + (Documents.MAX_FILE_BYTES >> 20) + " MB");
        }
        return bytes;
    }

    private Metadata facts(Document.Format format) {
        Metadata facts = Metadata.of("file", id.substring(id.lastIndexOf('/') + 1))
                .with("format", format.name().toLowerCase(Locale.ROOT));
        int slash = id.indexOf('/');
        return slash > 0 ? facts.with("folder", id.substring(0, slash)) : facts;
    }

    /** People ask for "the Acme NDA" where the text calls itself a mutual agreement and the file {@code acme-nda.md}. */
    private String withFileName(String title) {
        String words = SEPARATOR.matcher(nameWithoutEnding()).replaceAll(" ").strip();
        String known = title.toLowerCase(Locale.ROOT);
        boolean tellsMore = words.length() <= MAX_NAME_LENGTH
                && Stream.of(words.toLowerCase(Locale.ROOT).split(" ", -1)).anyMatch(word -> !known.contains(word));
        return tellsMore ? title + " (" + words + ")" : title;
    }

    private String nameWithoutEnding() {
        String name = id.substring(id.lastIndexOf('/') + 1);
        return name.substring(0, Math.max(name.lastIndexOf('.'), 0));
    }
}
