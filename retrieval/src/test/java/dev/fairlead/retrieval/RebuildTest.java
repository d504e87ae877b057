package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.IndexException;
import dev.fairlead.Scope;
import dev.fairlead.ScopeRequiredException;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.ingestion.Documents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A new index is made of an old one's texts and vectors; nothing is encoded. */
final class RebuildTest {
    private static final Scope ANN = Scope.of("acme", "ann");

    private final WordEncoder encoder = new WordEncoder();

    @TempDir
    private Path folder;

    private HybridIndexBuilder to(String name) {
        return HybridIndex.builder(encoder).path(folder.resolve(name)).chunking(Chunking.sentences(16, 0));
    }

    private Path from(int format) {
        Path path = folder.resolve("old");
        FormatFixture.unpack(format, path);
        return path;
    }

    /** Everything a fixture holds, as it was added, found in both ways, without encoding a passage again. */
    private void requireFixture(HybridIndex index) {
        assertEquals(0, encoder.encoded());
        for (Document document : FormatFixture.DOCUMENTS) {
            Scope scope = document.id().equals("terms") ? Scope.of("beta") : ANN;
            assertEquals(Optional.of(document), index.document(document.id(), scope));
        }
        assertEquals(Optional.empty(), index.document(FormatFixture.DELETED.id(), Scope.none()));
        try (IndexSnapshot snapshot = index.snapshot()) {
            Within ann = Within.scope(ANN);
            List<Hit> lexical = snapshot.lexical("discloses", ann).top(5);
            assertEquals(
                    List.of("papers/nda#00001"),
                    lexical.stream().map(Hit::passageId).toList());
            float[] vector = encoder.encode(
                            "Berth lease\nThe tenant insures the berth.", TextEncoder.Kind.PASSAGE, Deadline.never())
                    .vector();
            assertEquals(
                    snapshot.lexical("insures", ann).top(1).getFirst().passageId(),
                    snapshot.nearest(vector, ann).top(1).getFirst().passageId());
            assertEquals(List.of(), snapshot.lexical("deliveries", ann).top(5));
        }
    }

    @Test
    void an_index_of_an_earlier_format_is_refused_and_says_what_to_do() {
        Path old = from(3);
        for (var opening : List.<Executable>of(
                () -> HybridIndex.open(old, encoder), () -> HybridIndex.openReadOnly(old, encoder))) {
            IndexException e = assertThrows(IndexException.class, opening);
            assertTrue(e.getMessage().contains("format 3") && e.getMessage().contains("rebuild"), e.getMessage());
        }
    }

    @Test
    void an_index_of_format_3_is_rebuilt_whole_and_left_as_it_is() {
        Path old = from(3);
        try (HybridIndex index = to("new").rebuild(old)) {
            requireFixture(index);
        }
        assertThrows(IndexException.class, () -> HybridIndex.open(old, encoder));
        try (HybridIndex index = to("new").build()) {
            assertEquals(Optional.of(FormatFixture.DOCUMENTS.getFirst()), index.document("lease", Scope.none()));
        }
    }

    /** Once a version with this format is released, the fixture stays as it is. */
    @Test
    void an_index_of_format_4_is_opened_and_read_as_it_is() {
        Path path = from(4);
        try (HybridIndex index = HybridIndex.openReadOnly(path, encoder)) {
            requireFixture(index);
        }
        try (HybridIndex index = HybridIndex.open(path, encoder)) {
            index.add(Document.of("more", "More."));
            index.compact();
            assertEquals(Optional.of(FormatFixture.DOCUMENTS.get(1)), index.document("papers/nda", ANN));
        }
    }

    @Test
    void an_index_of_this_format_is_rebuilt_while_another_writes_to_it() {
        try (HybridIndex writing = to("old").build()) {
            writing.add(Documents.of(FormatFixture.DOCUMENTS));
            writing.add(FormatFixture.DELETED);
            writing.setAccess("lease", Access.tenant("acme"));
            writing.delete(FormatFixture.DELETED.id());
            writing.commit();
            writing.add(Document.of("later", "Not committed."));
            int encoded = encoder.encoded();
            try (HybridIndex index = to("new").rebuild(folder.resolve("old"))) {
                assertEquals(encoded, encoder.encoded());
                assertEquals(Optional.empty(), index.document("lease", Scope.none()));
                assertEquals(
                        Optional.of(FormatFixture.DOCUMENTS.getFirst().withAccess(Access.tenant("acme"))),
                        index.document("lease", Scope.of("acme")));
                assertEquals(Optional.empty(), index.document("later", Scope.none()));
                assertEquals(
                        FormatFixture.DOCUMENTS.size(),
                        index.add(Documents.of(FormatFixture.DOCUMENTS)).unchanged());
                assertEquals(encoded, encoder.encoded());
            }
        }
    }

    @Test
    void a_required_scope_stays_required() {
        try (HybridIndex old = to("old").requireScope(true).build()) {
            old.add(Documents.of(FormatFixture.DOCUMENTS));
        }
        try (HybridIndex index = to("new").rebuild(folder.resolve("old"))) {
            assertThrows(ScopeRequiredException.class, () -> Reads.texts(index));
        }
        try (HybridIndex index = to("new").build()) {
            assertThrows(ScopeRequiredException.class, () -> Reads.texts(index));
        }
    }

    @Test
    void an_index_that_holds_documents_is_not_written_over() {
        try (HybridIndex taken = to("taken").build()) {
            taken.add(Document.of("mine", "Mine."));
        }
        IndexException e = assertThrows(IndexException.class, () -> to("taken").rebuild(from(3)));
        assertTrue(e.getMessage().contains("holds documents already"), e.getMessage());
        try (HybridIndex taken = to("taken").build()) {
            assertEquals(List.of("mine"), Reads.documents(taken));
        }
    }

    @Test
    void what_is_missing_or_of_another_encoder_is_refused_and_makes_nothing() {
        Path none = folder.resolve("none");
        assertThrows(IndexException.class, () -> to("new").rebuild(none));
        Path old = from(3);
        IndexException e = assertThrows(
                IndexException.class,
                () -> HybridIndex.builder(new WordEncoder("other/1", 512))
                        .path(folder.resolve("new"))
                        .rebuild(old));
        assertTrue(e.getMessage().contains("other/1"), e.getMessage());
        assertTrue(Files.notExists(folder.resolve("new")) && Files.notExists(none));
    }
}
