package dev.fairlead.retrieval;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Metadata;
import dev.fairlead.retrieval.chunking.Titles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
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
 * A text or Markdown file.
 *
 * @param path where it is
 * @param id the document's id
 */
record TextFile(Path path, String id) {
    private static final Map<String, Document.Format> FORMATS = Map.of(
            "txt", Document.Format.PLAIN,
            "md", Document.Format.MARKDOWN,
            "markdown", Document.Format.MARKDOWN);

    /** Between words of a file's name: punctuation, and the step from a small to a capital letter. */
    private static final Pattern SEPARATOR = Pattern.compile("[\\s_.-]+|(?<=\\p{Ll})(?=\\p{Lu})");

    private static final int MAX_NAME_LENGTH = 120;

    /** What the platform puts for bytes of a name that are no character. */
    private static final char REPLACEMENT = '\uFFFD';

    /** What is wrong with a file, in words for its owner. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String reason) {
            super(reason);
        }
    }

    static Optional<Document.Format> format(Path path) {
        String name = String.valueOf(path.getFileName());
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return name.indexOf('.') < 0 ? Optional.empty() : Optional.ofNullable(FORMATS.get(ending));
    }

    Loaded load(Function<Path, Metadata> metadata, Function<Path, Access> access) {
        try {
            if (id.indexOf(REPLACEMENT) >= 0) {
                throw new Unreadable("its name is not Unicode text, so it would share an id with others; rename it");
            }
            Document.Format format =
                    format(path).orElseThrow(() -> new Unreadable("not a .txt, .md or .markdown file"));
            Document.Content content = new Document.Content(text(), format);
            String title = Titles.of(content).map(this::withFileName).orElseGet(this::nameWithoutEnding);
            Metadata facts = facts(format, given("metadata", metadata));
            return new Loaded.Read(new Document(id, title, content, facts, given("access", access)));
        } catch (Unreadable | IllegalArgumentException e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            return failed("the file does not exist");
        } catch (AccessDeniedException e) {
            return failed("no permission to read the file");
        } catch (IOException e) {
            return failed("the file cannot be read: " + e.getMessage());
        }
    }

    /** What a function of the host says of this file; where it fails, this file fails and the rest goes on. */
    private <T> T given(String what, Function<Path, T> function) throws Unreadable {
        try {
            return function.apply(path);
        } catch (RuntimeException e) {
            throw new Unreadable("the host's " + what + " function failed on it: " + e);
        }
    }

    private Loaded failed(String reason) {
        return new Loaded.Failed(new IngestFailure(id, reason));
    }

    private String text() throws IOException, Unreadable {
        byte[] bytes;
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // A named pipe would keep the reader waiting for good.
            throw new Unreadable("not a regular file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes((int) Documents.MAX_FILE_BYTES + 1);
        }
        if (bytes.length > Documents.MAX_FILE_BYTES) {
            throw new Unreadable("larger than " + (Documents.MAX_FILE_BYTES >> 20) + " MB");
        }
        String text = decode(bytes);
        if (text.isBlank()) {
            throw new Unreadable("empty: holds no text");
        }
        if (text.indexOf('\0') >= 0) {
            throw new Unreadable("not text: holds zero bytes");
        }
        return text;
    }

    private static String decode(byte[] bytes) throws Unreadable {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Unreadable("not UTF-8 text");
        }
    }

    private Metadata facts(Document.Format format, Metadata more) {
        Metadata facts = Metadata.of("file", id.substring(id.lastIndexOf('/') + 1))
                .with("format", format.name().toLowerCase(Locale.ROOT));
        int slash = id.indexOf('/');
        if (slash > 0) {
            facts = facts.with("folder", id.substring(0, slash));
        }
        for (Map.Entry<String, Object> fact : more.values().entrySet()) {
            facts = facts.with(fact.getKey(), fact.getValue());
        }
        return facts;
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
