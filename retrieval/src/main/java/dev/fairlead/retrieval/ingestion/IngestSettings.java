package dev.fairlead.retrieval.ingestion;

import dev.fairlead.Document;
import dev.fairlead.FairleadListener;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.chunking.Chunker;
import dev.fairlead.text.ContentHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How an index takes documents in.
 *
 * @param encoder turns passages into vectors
 * @param chunker cuts documents
 * @param writer says what a document is, where a chat model is to
 * @param listener told of progress
 * @param threads how many cut and encode at once
 */
public record IngestSettings(
        TextEncoder encoder, Chunker chunker, Optional<ContextWriter> writer, FairleadListener listener, int threads) {
    /** Equal for documents that would give the same passages and vectors, and were read by the same parser. */
    String contentHash(Document document) {
        return contentHash(document, writer.isPresent());
    }

    /**
     * The hash of a document with or without a written sentence. One that failed is stored without, so that the document is no
     * longer unchanged and the next call tries again.
     */
    String contentHash(Document document, boolean sentence) {
        MessageDigest digest = ContentHash.sha256();
        List<String> parts = new ArrayList<>(List.of(
                encoder.fingerprint(),
                chunker.fingerprint(),
                document.content().format().name(),
                document.title(),
                document.text(),
                document.content().layout().toString()));
        if (sentence) {
            parts.add(ContextWriter.fingerprint());
        }
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
