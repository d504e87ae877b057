package dev.fairlead.retrieval.engine;

import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.WordEncoder;
import dev.fairlead.retrieval.chunking.Chunk;
import dev.fairlead.retrieval.chunking.Chunker;
import dev.fairlead.retrieval.chunking.Chunking;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the contract suites share: how an engine is opened, filled and read. */
public abstract class EngineContract {
    static final int ALL = IndexSnapshot.MAX_DEPTH;
    static final String LONG_TEXT = "The harbour master decides about berths. Cargo is stored for a fee. "
            + "The vessel owner carries the insurance. Any dispute goes to arbitration in Rotterdam. "
            + "Either party may terminate with thirty days of notice. Royalties are paid each quarter. "
            + "Records are kept for seven years. The auditor may inspect them on working days between nine and five. ";

    final WordEncoder encoder = new WordEncoder();

    /** Short passages, so that documents have several. */
    private final Chunker chunker = new Chunker(Chunking.sentences(32, 8), encoder);

    /**
     * Opens an empty engine.
     *
     * @param encoder whose fingerprint and dimension it is opened with
     * @param requireScope whether reads need a scope
     * @return the engine, which the suite closes
     */
    protected abstract PassageStore open(TextEncoder encoder, boolean requireScope);

    /** Cuts and encodes. */
    final Prepared prepared(Document document) {
        List<Chunk> chunks = chunker.chunks(document);
        List<float[]> vectors = chunks.stream()
                .map(chunk -> encoder.encode(
                                chunk.withHeader(chunk.span().of(document.text())),
                                TextEncoder.Kind.PASSAGE,
                                Deadline.never())
                        .vector())
                .toList();
        return new Prepared(document, hash(document), chunks, vectors);
    }

    static String hash(Document document) {
        return Integer.toHexString(List.of(document.title(), document.text()).hashCode());
    }

    /** Writes documents and lets readers follow. */
    final void add(PassageStore engine, List<Document> documents) {
        documents.forEach(document -> engine.write(prepared(document), false));
        engine.refresh();
    }

    final <T> T reading(List<Document> documents, Function<IndexSnapshot, T> reading) {
        try (PassageStore engine = open(encoder, false)) {
            add(engine, documents);
            return read(engine, reading);
        }
    }

    static <T> T read(PassageStore engine, Function<IndexSnapshot, T> reading) {
        try (IndexSnapshot snapshot = engine.snapshot()) {
            return reading.apply(snapshot);
        }
    }

    final float[] vector(String text) {
        return encoder.encode(text, TextEncoder.Kind.QUERY, Deadline.never()).vector();
    }

    static Set<String> documents(List<Hit> hits) {
        return hits.stream().map(hit -> documentOf(hit.passageId())).collect(Collectors.toCollection(TreeSet::new));
    }

    static String documentOf(String passageId) {
        return PassageId.parse(passageId).orElseThrow().documentId();
    }
}
