package dev.fairlead.retrieval;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Metadata;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.ingestion.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A tiny index of each format this library has written, kept as a zip file among the test resources. Run once a format is
 * settled, from the build that writes it: {@code FormatFixture format-4.zip}.
 */
final class FormatFixture {
    /** What every fixture was made of. */
    static final List<Document> DOCUMENTS = List.of(
            Document.of("lease", "Rent is due monthly. The tenant insures the berth. The harbour office keeps the key.")
                    .withTitle("Berth lease"),
            Document.of("papers/nda", "Neither party discloses what it is told. This ends after five years.")
                    .withAccess(Access.of("acme", "ann", "bob"))
                    .withMetadata(Metadata.of("signed", LocalDate.of(2024, 5, 31))
                            .with("value", 12.5)
                            .with("open", true)
                            .with("tags", List.of("a", "b"))),
            Document.of("terms", "Deliveries are made on working days.").withAccess(Access.tenant("beta")));

    static final Document DELETED = Document.of("gone", "This was deleted before the index was closed.");

    private FormatFixture() {}

    /**
     * Writes a fixture.
     *
     * @param args the zip file
     * @throws IOException if it cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("fixture");
        try (HybridIndex index = HybridIndex.builder(new WordEncoder())
                .path(folder)
                .chunking(Chunking.sentences(16, 0))
                .build()) {
            index.add(Documents.of(DOCUMENTS));
            index.commit();
            index.add(DELETED);
            index.commit();
            index.delete(DELETED.id());
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(Path.of(args[0])));
                var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, zip);
            }
        }
    }

    /** Unpacks the fixture of a format into a folder. */
    static void unpack(int format, Path folder) {
        String name = "format-" + format + ".zip";
        try (InputStream in = FormatFixture.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no fixture " + name);
            }
            Files.createDirectories(folder);
            ZipInputStream zip = new ZipInputStream(in);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, folder.resolve(entry.getName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
