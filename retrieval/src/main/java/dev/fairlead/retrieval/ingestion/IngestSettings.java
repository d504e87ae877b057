package dev.fairlead.retrieval.ingestion;

import dev.fairlead.Document;
import dev.fairlead.FairleadListener;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.chunking.Chunker;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.text.ContentHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * How an index takes documents in.
 *
 * @param encoder turns passages into vectors
 * @param chunking how documents are cut
 * @param chunker cuts them
 * @param listener told of progress
 * @param threads how many cut and encode at once
 */
public record IngestSettings(
        TextEncoder encoder, Chunking chunking, Chunker chunker, FairleadListener listener, int threads) {
    /** Equal for documents that would give the same passages and vectors, and were read by the same parser. */
    String contentHash(Document document) {
        MessageDigest digest = ContentHash.sha256();
        String[] parts = {
            encoder.fingerprint(),
            chunking.fingerprint(),
            document.content().format().name(),
            document.title(),
            document.text(),
            document.content().layout().toString()
        };
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
