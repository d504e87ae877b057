package dev.fairlead.retrieval.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Answer;
import dev.fairlead.Citation;
import dev.fairlead.Document;
import dev.fairlead.Fairlead;
import dev.fairlead.Filter;
import dev.fairlead.Passage;
import dev.fairlead.Scope;
import dev.fairlead.Span;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.WordEncoder;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.parsing.SampleDocx;
import dev.fairlead.retrieval.parsing.SamplePdf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of all formats, one good file and the broken ones of each, all the way into answers. */
final class MixedFolderTest {
    @TempDir
    Path folder;

    private final WordEncoder encoder = new WordEncoder();
    private final HybridIndex index = HybridIndex.builder(encoder)
            .chunking(Chunking.sentences(80, 8))
            .ingestThreads(2)
            .build();

    @AfterEach
    void close() {
        index.close();
    }

    @BeforeEach
    void goodFiles() throws IOException {
        write("lease.pdf", lease());
        write(
                "supply.docx",
                SampleDocx.of(SampleDocx.styled("Title", "Supply Agreement")
                        + SampleDocx.styled("Heading1", "Delivery")
                        + SampleDocx.numbered(1, 0, "Times")
                        + SampleDocx.numbered(1, 1, "Pallets arrive before noon on weekdays.")
                        + SampleDocx.table("Item|Price", "Pallet of bricks|12.00 EUR")));
        write(
                "notice.html",
                "<title>Privacy Notice</title><h1>Privacy</h1><h2>Cookies</h2><p>Cookies expire weekly.</p>");
        write("manual.md", "# Pump Manual\n\n## Cleaning\n\nRinse the filter daily.\n");
        write("readme.txt", "Harbour rules\n\nDogs stay on the leash.\n");
    }

    /** Three pages; the clause asked for begins on the second and its sentence ends on the third. */
    private static byte[] lease() {
        try (SamplePdf pdf = new SamplePdf()) {
            pdf.page(
                    "BERTH LEASE",
                    "",
                    "This lease is made between Acme and Beta.",
                    "",
                    "1. Definitions",
                    "",
                    "1.1 Berth. The berth is berth seven.");
            pdf.page(
                    "2. Payment",
                    "",
                    "2.1 Rent. The rent is 900 EUR a month.",
                    "",
                    "2.2 Arrears. Interest on arrears is four");
            pdf.page(
                    "percent a year above the base rate.",
                    "",
                    "3. Termination",
                    "",
                    "3.1 Notice. Notice of termination takes ninety days.");
            return pdf.bytes();
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    private void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Citation ask(String question) {
        try (Fairlead fairlead = Fairlead.builder(index.retriever()).build()) {
            Answer answer = fairlead.ask(question);
            return assertInstanceOf(Answer.Answered.class, answer, answer.toString())
                    .citations()
                    .getFirst();
        }
    }

    private List<Passage> passages() {
        try (IndexSnapshot snapshot = index.snapshot()) {
            return snapshot.listing(Within.everything(), "", IndexSnapshot.MAX_DEPTH);
        }
    }

    @Test
    void one_broken_file_of_each_kind_is_named_and_the_good_ones_are_added() throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        write("b-cut.pdf", Arrays.copyOf(lease(), 400));
        reasons.put("b-cut.pdf", "a broken .pdf");
        write("b-empty.docx", new byte[0]);
        reasons.put("b-empty.docx", "empty: holds no text");
        write("b-empty.html", "<html><body></body></html>");
        reasons.put("b-empty.html", "empty: holds no text");
        write("b-empty.pdf", new byte[0]);
        reasons.put("b-empty.pdf", "a broken .pdf");
        write("b-latin.txt", "caf\u00E9".getBytes(StandardCharsets.ISO_8859_1));
        reasons.put("b-latin.txt", "not UTF-8 text");
        write("b-locked.docx", SampleDocx.encrypted(SampleDocx.of(SampleDocx.paragraph("x"))));
        reasons.put("b-locked.docx", "encrypted");
        try (SamplePdf locked = new SamplePdf();
                SamplePdf scanned = new SamplePdf()) {
            write("b-locked.pdf", locked.page("x").encrypt("owner", "user").bytes());
            write("b-scan.pdf", scanned.picture().bytes());
        }
        reasons.put("b-locked.pdf", "encrypted");
        write("b-nonsense.docx", SampleDocx.zip(Map.of("x", "y")));
        reasons.put("b-nonsense.docx", "a broken .docx");
        write("b-scan.pdf.meta.json", "{}");
        reasons.put("b-scan.pdf", "no text layer");
        write("b-zero.md", "a\0b");
        reasons.put("b-zero.md", "not text");
        IngestReport report = index.add(Documents.in(folder));
        assertEquals(5, report.added(), report.failed().toString());
        assertEquals(
                List.copyOf(reasons.keySet()),
                report.failed().stream().map(IngestFailure::documentId).toList());
        for (IngestFailure failure : report.failed()) {
            assertTrue(failure.reason().startsWith(reasons.get(failure.documentId())), failure.toString());
        }
    }

    @Test
    void a_clause_of_a_pdf_is_cited_with_its_own_section_and_page() {
        index.add(Documents.in(folder));
        Citation rent = ask("What is the rent a month?");
        assertEquals("lease.pdf", rent.locator().documentId());
        assertEquals(
                List.of("BERTH LEASE", "2. Payment", "2.1 Rent").getLast(),
                rent.locator().sectionPath().getLast());
        assertEquals(OptionalInt.of(2), rent.locator().page());
        assertTrue(rent.quote().contains("900 EUR"), rent.quote());
        Citation notice = ask("How many days does notice of termination take?");
        assertEquals("3.1 Notice", notice.locator().sectionPath().getLast());
        assertEquals(OptionalInt.of(3), notice.locator().page());
        Citation arrears = ask("What is the interest on arrears?");
        assertEquals(OptionalInt.of(2), arrears.locator().page());
        assertTrue(arrears.quote().replaceAll("\\s+", " ").contains("four percent a year"), arrears.quote());
    }

    @Test
    void every_format_is_cited_by_its_sections() {
        index.add(Documents.in(folder));
        Citation pallets = ask("When do pallets arrive?");
        assertEquals("Delivery", pallets.locator().sectionPath().getFirst());
        assertTrue(pallets.quote().contains("before noon"), pallets.quote());
        assertEquals(
                List.of("Privacy", "Cookies"),
                ask("When do cookies expire weekly?").locator().sectionPath());
        assertEquals(
                List.of("Pump Manual", "Cleaning"),
                ask("How to rinse the filter daily?").locator().sectionPath());
        Citation price = ask("What is the price of a pallet of bricks?");
        assertTrue(price.quote().contains("Pallet of bricks | 12.00 EUR"), price.quote());
        assertEquals(OptionalInt.empty(), price.locator().page());
    }

    @Test
    void passages_are_exact_characters_of_the_stored_text_in_all_formats() {
        index.add(Documents.in(folder));
        assertEquals(
                List.of("lease.pdf", "manual.md", "notice.html", "readme.txt", "supply.docx"),
                passages().stream()
                        .map(passage -> passage.locator().documentId())
                        .distinct()
                        .toList());
        for (Passage passage : passages()) {
            Document document =
                    index.document(passage.locator().documentId(), Scope.none()).orElseThrow();
            assertEquals(passage.locator().span().of(document.text()), passage.text());
            passage.landmarks().forEach(landmark -> {
                String heading = landmark.sectionPath().isEmpty()
                        ? ""
                        : landmark.sectionPath().getLast();
                assertTrue(document.text().contains(heading.replaceAll("\\s+", " ")), heading);
            });
        }
    }

    @Test
    void adding_the_folder_again_encodes_nothing() {
        index.add(Documents.in(folder));
        int encoded = encoder.encoded();
        IngestReport again = index.add(Documents.in(folder));
        assertEquals(5, again.unchanged(), again.toString());
        assertEquals(encoded, encoder.encoded());
    }

    @Test
    void equal_folders_make_equal_indexes_however_many_threads_read_them() throws IOException {
        for (int i = 0; i < 12; i++) {
            write("more-" + (char) ('a' + i) + ".pdf", SamplePdf.of("Page " + i, "", "Text of file " + i + "."));
        }
        List<List<Passage>> indexes = IntStream.of(1, 2, 8)
                .mapToObj(threads -> {
                    try (HybridIndex other =
                            HybridIndex.builder(encoder).ingestThreads(threads).build()) {
                        assertEquals(List.of(), other.add(Documents.in(folder)).failed());
                        try (IndexSnapshot snapshot = other.snapshot()) {
                            return snapshot.passages(snapshot.lexical("file text page rent", Within.everything())
                                    .top(100));
                        }
                    }
                })
                .toList();
        assertEquals(indexes.get(0), indexes.get(1));
        assertEquals(indexes.get(0), indexes.get(2));
    }

    @Test
    void another_layout_of_the_same_text_is_read_anew() {
        index.add(Documents.in(folder));
        Document stored = index.document("lease.pdf", Scope.none()).orElseThrow();
        assertEquals(1, index.add(stored).unchanged());
        var layout = stored.content().layout();
        var newer = new dev.fairlead.Layout("pdfbox/99", layout.pages(), layout.headings());
        Document.Content content =
                new Document.Content(stored.text(), stored.content().format(), newer);
        Document changed = new Document("lease.pdf", stored.title(), content, stored.metadata(), stored.access());
        assertEquals(1, index.add(changed).added());
        assertEquals(changed, index.document("lease.pdf", Scope.none()).orElseThrow());
    }

    @Test
    void changed_access_and_facts_keep_pages_and_sections() {
        index.add(Documents.in(folder));
        Passage before = pageTwo();
        Document document = index.document("lease.pdf", Scope.none()).orElseThrow();
        assertEquals(3, document.content().layout().pages().size());
        assertEquals(
                1,
                index.add(document.withMetadata(document.metadata().with("year", 2024)))
                        .updated());
        index.setAccess("lease.pdf", Access.tenant("acme"));
        assertFalse(index.document("lease.pdf", Scope.none()).isPresent());
        Document after = index.document("lease.pdf", Scope.of("acme")).orElseThrow();
        assertEquals(document.content(), after.content());
        try (IndexSnapshot snapshot = index.snapshot()) {
            Passage same =
                    snapshot.listing(new Within(Scope.of("acme"), Filter.equalTo("year", 2024)), "", 100).stream()
                            .filter(passage -> passage.id().equals(before.id()))
                            .findFirst()
                            .orElseThrow();
            assertEquals(before.landmarks(), same.landmarks());
            assertEquals(before.locator(), same.locator());
        }
    }

    private Passage pageTwo() {
        return passages().stream()
                .filter(passage -> passage.text().contains("2.1 Rent"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_quote_is_located_by_its_own_characters() {
        index.add(Documents.in(folder));
        Passage passage = pageTwo();
        int at = passage.locator().span().start() + passage.text().indexOf("2.1 Rent");
        assertEquals("2.1 Rent", passage.at(new Span(at, at + 8)).sectionPath().getLast());
        assertEquals(OptionalInt.of(2), passage.at(new Span(at, at + 8)).page());
    }
}
