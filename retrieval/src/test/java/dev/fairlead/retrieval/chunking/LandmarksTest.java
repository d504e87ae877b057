package dev.fairlead.retrieval.chunking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Landmark;
import dev.fairlead.Layout;
import dev.fairlead.Metadata;
import dev.fairlead.retrieval.WordEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sections and pages inside chunks, and headings a parser marked. */
final class LandmarksTest {
    private static List<Chunk> chunks(Chunking chunking, Document.Content content) {
        Document document = new Document("d", "Lease", content, Metadata.empty(), Access.undeclared());
        return new Chunker(chunking, new WordEncoder()).chunks(document);
    }

    private static Document.Content pdf(String text, List<Layout.Page> pages, Layout.Heading... headings) {
        return new Document.Content(text, Document.Format.PDF, new Layout("p/1", pages, List.of(headings)));
    }

    /** The section path and page of a character, told by a chunk alone. */
    private static String at(Chunk chunk, int index) {
        String found = chunk.sectionPath() + " " + chunk.page();
        for (Landmark landmark : chunk.landmarks()) {
            if (landmark.start() <= index) {
                found = landmark.sectionPath() + " " + landmark.page();
            }
        }
        return found;
    }

    @Test
    void a_chunk_of_several_clauses_knows_where_each_begins() {
        String text = "4. Secrets\n\n4.1 Term. Five years.\n\n4.2 Return. All is returned.\n";
        Chunk chunk = chunks(Chunking.standard(), new Document.Content(text, Document.Format.PLAIN))
                .getFirst();
        assertEquals(List.of("4. Secrets"), chunk.sectionPath());
        assertEquals(
                List.of(
                        new Landmark(text.indexOf("4.1"), List.of("4. Secrets", "4.1 Term"), OptionalInt.empty()),
                        new Landmark(text.indexOf("4.2"), List.of("4. Secrets", "4.2 Return"), OptionalInt.empty())),
                chunk.landmarks());
    }

    @Test
    void a_chunk_of_one_section_has_no_landmarks() {
        String text = "# Lease\n\nRent is due.\n";
        assertEquals(
                List.of(),
                chunks(Chunking.standard(), new Document.Content(text, Document.Format.MARKDOWN))
                        .getFirst()
                        .landmarks());
    }

    @Test
    void pages_are_known_from_the_first_character_on_in_whole_documents_too() {
        String text = "One. Two. Three.";
        List<Layout.Page> pages = List.of(new Layout.Page(0, 3), new Layout.Page(5, 4), new Layout.Page(10, 9));
        for (Chunking chunking : List.of(Chunking.standard(), Chunking.whole())) {
            Chunk chunk = chunks(chunking, pdf(text, pages)).getFirst();
            assertEquals(OptionalInt.of(3), chunk.page());
            assertEquals("[] OptionalInt[3]", at(chunk, 4));
            assertEquals("[] OptionalInt[4]", at(chunk, 5));
            assertEquals("[] OptionalInt[9]", at(chunk, 12));
        }
    }

    @Test
    void clauses_lie_under_the_headings_a_parser_marked() {
        String text = "Lease\n\nSecrets\n\n4.1 Term. Five years.\n\n5. Fees\n\n5.1 Rent. Much.\n\nLOUD LINE\n\nEnd.\n";
        Chunk chunk = chunks(
                        Chunking.standard(),
                        pdf(
                                text,
                                List.of(),
                                new Layout.Heading(0, 1, "Lease"),
                                new Layout.Heading(text.indexOf("Secrets"), 2, "Secrets"),
                                new Layout.Heading(text.indexOf("5. Fees"), 2, "5. Fees")))
                .getFirst();
        assertEquals("[Lease, Secrets, 4.1 Term] OptionalInt.empty", at(chunk, text.indexOf("Five")));
        assertEquals("[Lease, 5. Fees] OptionalInt.empty", at(chunk, text.indexOf("5. Fees")));
        assertEquals("[Lease, 5. Fees, 5.1 Rent] OptionalInt.empty", at(chunk, text.indexOf("Much")));
        assertEquals("[Lease, 5. Fees, 5.1 Rent] OptionalInt.empty", at(chunk, text.indexOf("End.")));
    }

    @Test
    void headings_are_recognised_by_their_form_where_a_parser_marked_none() {
        String text = "ARTICLE IV - TERM\n\n4.1 Length. Five years.\n";
        Chunk chunk = chunks(Chunking.standard(), pdf(text, List.of())).getFirst();
        assertEquals(
                "[ARTICLE IV TERM, 4.1 Length] OptionalInt.empty",
                at(chunk, text.indexOf("Five")).replace(" - ", " "));
    }

    @Test
    void a_chunk_tells_of_each_character_what_the_document_says() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder();
            List<Layout.Page> pages = new ArrayList<>();
            for (int page = 1; page <= 1 + random.nextInt(5); page++) {
                pages.add(new Layout.Page(text.length(), page));
                for (int line = random.nextInt(12); line > 0; line--) {
                    text.append(
                            random.nextInt(4) == 0
                                    ? random.nextInt(9) + ". Title\n\n"
                                    : "Words of a sentence stand.\n");
                }
            }
            Document.Content content = pdf(text.toString(), pages);
            for (Chunk chunk : chunks(Chunking.sentences(24, 8), content)) {
                for (int i = chunk.span().start(); i < chunk.span().end(); i++) {
                    int index = i;
                    int page = pages.stream()
                            .filter(one -> one.start() <= index)
                            .reduce((a, b) -> b)
                            .orElseThrow()
                            .number();
                    assertTrue(at(chunk, i).endsWith("OptionalInt[" + page + "]"), "seed " + seed + " at " + i);
                    int heading = text.lastIndexOf(". Title", i + 6);
                    String path = heading < 1 ? "[]" : "[" + text.charAt(heading - 1) + ". Title]";
                    boolean onNumber = heading >= 1 && i < heading - 1;
                    assertTrue(
                            onNumber || at(chunk, i).startsWith(path),
                            "seed " + seed + ": " + at(chunk, i) + " at " + i);
                }
            }
        }
    }
}
