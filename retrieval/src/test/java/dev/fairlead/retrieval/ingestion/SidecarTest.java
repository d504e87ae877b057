package dev.fairlead.retrieval.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Metadata;
import dev.fairlead.Scope;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.WordEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SidecarTest {
    @TempDir
    Path folder;

    private Documents with(String json) throws IOException {
        Files.writeString(folder.resolve("a.txt"), "Rent is due monthly.");
        Files.writeString(folder.resolve("a.txt.meta.json"), json);
        return Documents.in(folder);
    }

    private static Loaded load(Documents documents) {
        try (var unread = documents.open()) {
            return unread.map(Loaded.Unread::load).toList().getFirst();
        }
    }

    private Document read(String json) throws IOException {
        return load(with(json)) instanceof Loaded.Read read
                ? read.document()
                : throwing(load(with(json)).toString());
    }

    private static Document throwing(String failure) {
        throw new AssertionError(failure);
    }

    private String reason(String json) throws IOException {
        return load(with(json)) instanceof Loaded.Failed failed
                ? failed.failure().reason()
                : "read";
    }

    @Test
    void it_says_who_may_see_the_document_and_what_it_is() throws IOException {
        Document document = read("""
                {
                  "tenant": "acme", "principals": ["alice", "legal"], "title": "Berth Lease 7",
                  "date": "2024-05-31", "source": "SharePoint", "category": "lease",
                  "pages": 12, "signed": true, "tags": ["quay", "rent"], "renewal": "2025-01-01",
                  "csl": {"type": "article", "author": [{"family": "Doe"}], "issued": {"date-parts": [[2024, 5]]}}
                }""");
        assertEquals("Berth Lease 7", document.title());
        assertEquals(Access.of("acme", "alice", "legal"), document.access());
        assertEquals(
                Metadata.of("file", "a.txt")
                        .with("format", "plain")
                        .with("date", LocalDate.of(2024, 5, 31))
                        .with("source", "SharePoint")
                        .with("category", "lease")
                        .with("pages", 12)
                        .with("signed", true)
                        .with("tags", List.of("quay", "rent"))
                        .with("renewal", LocalDate.of(2025, 1, 1))
                        .with(
                                "csl",
                                "{\"type\":\"article\",\"author\":[{\"family\":\"Doe\"}],\"issued\":{\"date-parts\":[[2024,5]]}}"),
                document.metadata());
    }

    @Test
    void a_whole_tenant_may_see_it_and_a_tenant_alone_means_nobody_yet() throws IOException {
        assertEquals(
                Access.tenant("acme"),
                read("{\"tenant\": \"acme\", \"wholeTenant\": true}").access());
        assertEquals(Access.of("acme"), read("{\"tenant\": \"acme\"}").access());
        assertEquals(
                Access.principals("alice"),
                read("{\"principals\": [\"alice\"]}").access());
        assertEquals(Access.undeclared(), read("{}").access());
    }

    @Test
    void what_the_host_says_wins_and_silence_of_the_host_does_not() throws IOException {
        Documents documents = with("{\"tenant\": \"acme\", \"source\": \"file\", \"category\": \"lease\"}");
        Document won = ((Loaded.Read) load(documents
                        .metadata(path -> Metadata.of("source", "host"))
                        .access(path -> Access.tenant("beta"))))
                .document();
        assertEquals(Access.tenant("beta"), won.access());
        assertEquals("host", won.metadata().value("source").orElseThrow());
        assertEquals("lease", won.metadata().value("category").orElseThrow());
        Document silent = ((Loaded.Read) load(documents.access(path -> Access.undeclared()))).document();
        assertEquals(Access.of("acme"), silent.access());
    }

    @Test
    void what_is_wrong_is_said_with_file_place_and_what_was_expected() throws IOException {
        Map<String, String> cases = new LinkedHashMap<>();
        cases.put("[]", "expected an object, found array");
        cases.put("{\"tenant\": 7}", "/tenant: expected a string that is not blank, found number");
        cases.put("{\"tenant\": null}", "/tenant: expected a string that is not blank, found null");
        cases.put("{\"tenant\": \" \"}", "/tenant: expected a string that is not blank, found string");
        cases.put("{\"principals\": \"alice\"}", "/principals: expected a list of strings, found string");
        cases.put("{\"principals\": [\"a\", 1]}", "/principals/1: expected a string, found number");
        cases.put("{\"principals\": []}", "/principals: expected a name in it, or a tenant beside it");
        cases.put("{\"principals\": [\"\"]}", "/principals: principals must not be blank");
        cases.put("{\"wholeTenant\": true}", "/wholeTenant: expected a tenant beside it");
        cases.put(
                "{\"tenant\": \"a\", \"wholeTenant\": \"yes\"}", "/wholeTenant: expected true or false, found string");
        cases.put("{\"Tenant\": \"a\"}", "/Tenant: no such name; tenant is meant?");
        cases.put("{\"whole_tenant\": true}", "/whole_tenant: no such name; wholeTenant is meant?");
        cases.put("{\"acl\": [\"a\"]}", "/acl: no such name; principals is meant?");
        cases.put("{\"title\": []}", "/title: expected a string that is not blank, found array");
        cases.put("{\"date\": \"31 May\"}", "/date: expected a date such as 2024-05-31, found string");
        cases.put("{\"date\": 2024}", "/date: expected a date such as 2024-05-31, found number");
        cases.put("{\"csl\": \"x\"}", "/csl: expected an object, found string");
        cases.put("{\"a/b~c\": {}}", "/a~1b~0c: expected a string, number, boolean or list of strings, found object");
        cases.put("{\"x\": null}", "/x: expected a string, number, boolean or list of strings, found null");
        cases.put("{\"x\": 1e999}", "/x: metadata value of 'x' must be finite, was Infinity");
        cases.put("{\" \": 1}", "/ : metadata key must not be blank");
        for (Map.Entry<String, String> one : cases.entrySet()) {
            assertEquals("sidecar a.txt.meta.json: " + one.getValue(), reason(one.getKey()), one.getKey());
        }
    }

    @Test
    void what_is_no_json_fails_the_document() throws IOException {
        for (String json : List.of(
                "", "{", "{\"tenant\": \"a\"} {}", "{\"tenant\": \"a\", \"tenant\": \"b\"}", "{tenant: 1}", "\uFFFE")) {
            assertTrue(reason(json).startsWith("sidecar a.txt.meta.json: "), json + " was " + reason(json));
        }
        assertTrue(reason("[".repeat(100_000)).startsWith("sidecar a.txt.meta.json: "));
        assertTrue(reason("{\"x\": \"" + "y".repeat(2 << 20) + "\"}").endsWith("larger than 1 MB"));
        assertTrue(reason("{\"csl\": {\"x\": \"" + "y".repeat(9_000) + "\"}}").contains("/csl: "));
    }

    @Test
    void a_broken_sidecar_never_opens_a_document() throws IOException {
        try (HybridIndex index = HybridIndex.inMemory(new WordEncoder())) {
            index.add(with("{\"tenant\": \"acme\", \"principals\": [\"alice\"]}"));
            assertEquals(List.of("a.txt"), failed(index.add(with("{\"tenant\": 1}"))));
            assertEquals(
                    List.of("a.txt"), failed(index.add(with("{\"tenant\": 1}").access(path -> Access.tenant("x")))));
            Files.delete(folder.resolve("a.txt.meta.json"));
            index.add(Documents.in(folder));
            assertFalse(index.document("a.txt", Scope.none()).isPresent());
            assertFalse(index.document("a.txt", Scope.of("acme", "bob")).isPresent());
            assertTrue(index.document("a.txt", Scope.of("acme", "alice")).isPresent());
        }
    }

    private static List<String> failed(IngestReport report) {
        return report.failed().stream().map(IngestFailure::documentId).toList();
    }

    @Test
    void a_sidecar_that_leads_nowhere_or_is_a_folder_fails_its_document() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "Text.");
        Path sidecar = folder.resolve("a.txt.meta.json");
        Files.createSymbolicLink(sidecar, folder.resolve("nowhere"));
        assertEquals(
                "sidecar a.txt.meta.json: not a regular file",
                ((Loaded.Failed) load(Documents.in(folder))).failure().reason());
        Files.delete(sidecar);
        Files.createDirectory(sidecar);
        assertEquals(
                "sidecar a.txt.meta.json: not a regular file",
                ((Loaded.Failed) load(Documents.in(folder))).failure().reason());
    }

    @Test
    void sidecars_are_no_documents_and_count_for_single_files_too() throws IOException {
        Documents documents = with("{\"title\": \"Named\"}");
        assertEquals(1, documents.total().orElseThrow());
        Document single = ((Loaded.Read) load(Documents.file(folder.resolve("a.txt")))).document();
        assertEquals("Named", single.title());
    }

    @Test
    void a_changed_sidecar_changes_facts_without_encoding() throws IOException {
        WordEncoder encoder = new WordEncoder();
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            index.add(with("{\"category\": \"lease\"}"));
            int encoded = encoder.encoded();
            assertEquals(1, index.add(with("{\"category\": \"rent\"}")).updated());
            assertEquals(1, index.add(with("{\"category\": \"rent\"}")).unchanged());
            assertEquals(encoded, encoder.encoded());
            assertEquals(
                    "rent",
                    index.document("a.txt", Scope.none())
                            .orElseThrow()
                            .metadata()
                            .value("category")
                            .orElseThrow());
        }
    }

    @Test
    void the_bytes_of_a_sidecar_are_utf_8() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "Text.");
        Files.write(folder.resolve("a.txt.meta.json"), "{\"title\": \"Größe\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(load(Documents.in(folder)) instanceof Loaded.Failed);
    }

    /** A link to a document elsewhere that has this sidecar. */
    private Document linked(String json) throws IOException {
        Path store = Files.createDirectories(folder.resolve("store"));
        Files.writeString(store.resolve("b.txt"), "The vault opens at noon.");
        Files.writeString(store.resolve("b.txt.meta.json"), json);
        Path shelf = Files.createDirectories(folder.resolve("shelf"));
        Files.createSymbolicLink(shelf.resolve("link.txt"), store.resolve("b.txt"));
        return load(Documents.in(shelf)) instanceof Loaded.Read read ? read.document() : throwing("not read");
    }

    @Test
    void a_link_is_no_more_visible_than_the_file_it_leads_to() throws IOException {
        Document document = linked("{\"tenant\": \"acme\", \"principals\": [\"boss\"], \"category\": \"safe\"}");
        assertEquals("link.txt", document.id());
        assertEquals(Access.of("acme", "boss"), document.access());
        assertEquals("safe", document.metadata().values().get("category"));
    }

    @Test
    void a_links_own_sidecar_replaces_the_facts_but_opens_nothing() throws IOException {
        Files.createDirectories(folder.resolve("shelf"));
        Files.writeString(folder.resolve("shelf/link.txt.meta.json"), "{\"category\": \"own\"}");
        Document document = linked("{\"tenant\": \"acme\", \"category\": \"safe\"}");
        assertEquals(Access.of("acme"), document.access());
        assertEquals("own", document.metadata().values().get("category"));
    }

    @Test
    void a_sidecar_that_belongs_to_no_document_is_told_of() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "Rent is due monthly.");
        Files.writeString(folder.resolve("a.meta.json"), "{\"tenant\": \"acme\"}");
        Files.writeString(folder.resolve("A.txt.Meta.JSON"), "{\"tenant\": \"acme\"}");
        Files.writeString(folder.resolve("sheet.xlsx"), "not read");
        Files.writeString(folder.resolve("sheet.xlsx.meta.json"), "{\"tenant\": \"acme\"}");
        Documents documents = Documents.in(folder);
        try (HybridIndex index = HybridIndex.inMemory(new WordEncoder())) {
            IngestReport report = index.add(documents);
            assertEquals(
                    documents.total().orElseThrow(),
                    report.added() + report.failed().size());
            assertEquals(
                    List.of("A.txt.Meta.JSON", "a.meta.json"),
                    report.failed().stream().map(IngestFailure::documentId).toList());
            assertTrue(report.failed().getFirst().reason().contains("called a.pdf.meta.json"), report.toString());
        }
    }
}
