package dev.fairlead.retrieval;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.IndexException;
import dev.fairlead.Metadata;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Documents to be added to an index, read one at a time as they are needed. A file that cannot be read becomes a failure
 * by name in the {@link IngestReport}; the rest goes on. Immutable.
 *
 * <p>From files: the id is the path below the folder with {@code /} between its parts; the title is the first Markdown
 * heading, or the first line of plain text where it looks like a title, followed by the file's name in brackets where that
 * tells more, or else the file's name; the text is UTF-8 without a
 * byte order mark. Facts are {@code file} (the name), {@code folder} (the first part of the path, where there is one) and
 * {@code format} ({@code markdown} or {@code plain}).
 */
public final class Documents {
    /** The largest file, in bytes. */
    public static final long MAX_FILE_BYTES = 64L << 20;

    private final Source source;
    private final Function<Path, Metadata> metadata;
    private final Function<Path, Access> access;

    /** Where documents come from. */
    interface Source {
        /** How many to expect, where that is known. */
        OptionalInt total();

        /** Opens a stream of documents, to be closed. */
        Stream<Loaded> open(Function<Path, Metadata> metadata, Function<Path, Access> access);
    }

    private Documents(Source source, Function<Path, Metadata> metadata, Function<Path, Access> access) {
        this.source = source;
        this.metadata = metadata;
        this.access = access;
    }

    /**
     * All {@code .txt}, {@code .md} and {@code .markdown} files below a folder, in the order of their names. Other files
     * and hidden ones are passed over; links to folders are not followed.
     *
     * @param folder the folder
     * @return its documents
     * @throws IndexException if {@code folder} does not exist or is no folder
     */
    public static Documents in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IndexException(
                    "the folder " + folder + (Files.exists(folder) ? " is not a folder" : " does not exist"));
        }
        return of(new FolderSource(folder));
    }

    /**
     * One file, whose id is its name.
     *
     * @param file the file; of another kind than text or Markdown, or missing, it becomes a failure
     * @return the document
     */
    public static Documents file(Path file) {
        Objects.requireNonNull(file, "file");
        return of(new FileSource(file));
    }

    /**
     * Documents at hand.
     *
     * @param documents the documents
     * @return these
     */
    public static Documents of(Document... documents) {
        return of(List.of(documents));
    }

    /**
     * Documents at hand.
     *
     * @param documents the documents
     * @return these
     */
    public static Documents of(List<Document> documents) {
        List<Document> copy = List.copyOf(documents);
        return of(new GivenSource(copy::stream, OptionalInt.of(copy.size())));
    }

    /** Documents from a stream, which is read once. */
    static Documents of(Stream<Document> documents) {
        return of(new GivenSource(() -> documents, OptionalInt.empty()));
    }

    /**
     * The same documents with further facts about each file, which win over the usual ones. Has no effect on documents at
     * hand.
     *
     * @param facts from the file's path to its facts
     * @return new documents
     */
    public Documents metadata(Function<Path, Metadata> facts) {
        return new Documents(source, Objects.requireNonNull(facts, "facts"), access);
    }

    /**
     * The same documents with an access list for each file. Has no effect on documents at hand.
     *
     * @param lists from the file's path to its access list
     * @return new documents
     */
    public Documents access(Function<Path, Access> lists) {
        return new Documents(source, metadata, Objects.requireNonNull(lists, "lists"));
    }

    OptionalInt total() {
        return source.total();
    }

    Stream<Loaded> open() {
        return source.open(metadata, access);
    }

    private static Documents of(Source source) {
        return new Documents(source, path -> Metadata.empty(), path -> Access.undeclared());
    }

    private record GivenSource(Supplier<Stream<Document>> documents, OptionalInt total) implements Source {
        @Override
        public Stream<Loaded> open(Function<Path, Metadata> metadata, Function<Path, Access> access) {
            return documents.get().map(Loaded.Read::new);
        }
    }

    private record FileSource(Path file) implements Source {
        @Override
        public OptionalInt total() {
            return OptionalInt.of(1);
        }

        @Override
        public Stream<Loaded> open(Function<Path, Metadata> metadata, Function<Path, Access> access) {
            Path name = Objects.requireNonNullElse(file.getFileName(), file);
            return Stream.of(new TextFile(file, name.toString()).load(metadata, access));
        }
    }
}
