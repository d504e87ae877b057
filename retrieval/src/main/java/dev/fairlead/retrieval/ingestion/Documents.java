package dev.fairlead.retrieval.ingestion;

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
 * Documents to be added to an index, read as they are needed, a few at once. A file that cannot be read becomes a failure
 * by name in the {@link IngestReport}; the rest goes on. Immutable.
 *
 * <p>From files: the id is the path below the folder with {@code /} between its parts; the title is the one the file gives
 * itself (first Markdown heading, HTML title, title of a PDF or Word file, or a first line that looks like one), followed
 * by the file's name in brackets where that tells more, or else the file's name. Text and Markdown are UTF-8 without a
 * byte order mark. Facts are {@code file} (the name), {@code folder} (the first part of the path, where there is one) and
 * {@code format} ({@code plain}, {@code markdown}, {@code pdf}, {@code docx} or {@code html}); for PDF also {@code pages}
 * and, where there are some, {@code pagesWithoutText}, which may be scanned.
 *
 * <p>Markdown, PDF, DOCX and HTML are read by commonmark, PDFBox, POI and jsoup, which a host adds to its class path; a
 * file whose library is absent fails with its name.
 *
 * <p>A file {@code contract.pdf} may have a sidecar {@code contract.pdf.meta.json} beside it, a JSON object: {@code tenant}
 * (string), {@code principals} (strings) and {@code wholeTenant} (boolean) say who may see the document, as
 * {@link Access} does; {@code title} replaces the title; {@code csl} holds an object of CSL-JSON fields, kept as JSON text
 * in the fact {@code csl}; everything else, such as {@code date}, {@code source} or {@code category}, is a fact: a string,
 * number, boolean or list of strings, where a string of the form {@code 2024-05-31} is a date. A sidecar that is broken in
 * any way fails its document, which so never becomes more visible than it says; nor does a link to the document. A
 * sidecar in a folder without the document it is named for is a failure of its own: misnamed, it would leave a document open.
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

        /** Opens a stream of documents, to be closed. The functions are called on the thread that reads the stream. */
        Stream<Loaded.Unread> open(Function<Path, Metadata> metadata, Function<Path, Access> access);
    }

    private Documents(Source source, Function<Path, Metadata> metadata, Function<Path, Access> access) {
        this.source = source;
        this.metadata = metadata;
        this.access = access;
    }

    /**
     * All {@code .txt}, {@code .md}, {@code .markdown}, {@code .pdf}, {@code .docx}, {@code .html} and {@code .htm} files
     * below a folder, in the order of their names. Other files and hidden ones are passed over; links to folders are not
     * followed.
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
     * @param file the file; of a kind that is not read, or missing, it becomes a failure
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

    /**
     * Documents as they come.
     *
     * @param documents read once and closed
     * @return these
     */
    public static Documents of(Stream<Document> documents) {
        return of(new GivenSource(() -> documents, OptionalInt.empty()));
    }

    /**
     * The same documents with further facts about each file, which win over the usual ones and over its sidecar's. Has no
     * effect on documents at hand.
     *
     * @param facts from the file's path to its facts
     * @return new documents
     */
    public Documents metadata(Function<Path, Metadata> facts) {
        return new Documents(source, Objects.requireNonNull(facts, "facts"), access);
    }

    /**
     * The same documents with an access list for each file, which wins over its sidecar's where it declares one. Has no
     * effect on documents at hand.
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

    Stream<Loaded.Unread> open() {
        return source.open(metadata, access);
    }

    private static Documents of(Source source) {
        return new Documents(source, path -> Metadata.empty(), path -> Access.undeclared());
    }

    private record GivenSource(Supplier<Stream<Document>> documents, OptionalInt total) implements Source {
        @Override
        public Stream<Loaded.Unread> open(Function<Path, Metadata> metadata, Function<Path, Access> access) {
            return documents.get().map(Loaded.Unread::of);
        }
    }

    private record FileSource(Path file) implements Source {
        @Override
        public OptionalInt total() {
            return OptionalInt.of(1);
        }

        @Override
        public Stream<Loaded.Unread> open(Function<Path, Metadata> metadata, Function<Path, Access> access) {
            Path name = Objects.requireNonNullElse(file.getFileName(), file);
            return Stream.of(new DocumentFile(file, name.toString()).unread(metadata, access));
        }
    }
}
