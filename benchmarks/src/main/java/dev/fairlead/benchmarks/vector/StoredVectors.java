package dev.fairlead.benchmarks.vector;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.ForwardingTextEncoder;
import dev.fairlead.TextEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An encoder that keeps every vector in a file and encodes a text once in its life. It has the fingerprint of the encoder
 * behind it: vectors read back are bit-equal to those written. Thread-safe; owns the encoder.
 */
public final class StoredVectors extends ForwardingTextEncoder {
    private final VectorFile file;
    private final AtomicLong encoded = new AtomicLong();

    private StoredVectors(TextEncoder encoder, VectorFile file) {
        super(encoder);
        this.file = file;
    }

    /**
     * Keeps an encoder's vectors in a folder.
     *
     * @param encoder the encoder
     * @param folder the folder; made where it is missing, one file in it for each encoder
     * @return the encoder with its store
     * @throws dev.fairlead.benchmarks.InputException if another process uses the file
     */
    public static StoredVectors of(TextEncoder encoder, Path folder) {
        return new StoredVectors(encoder, VectorFile.open(folder, encoder));
    }

    /**
     * How many texts went through the encoder since the start.
     *
     * @return texts that were not in the store
     */
    public long encoded() {
        return encoded.get();
    }

    /**
     * How many vectors are kept.
     *
     * @return the size of the store
     */
    public int size() {
        return file.size();
    }

    /**
     * The vectors that are kept of some passages.
     *
     * @param passages texts
     * @return a vector for each text that was encoded earlier, in the order of the texts
     */
    public List<float[]> kept(List<String> passages) {
        return passages.stream()
                .flatMap(text -> file.get(VectorFile.key(text, Kind.PASSAGE)).stream())
                .map(Encoding::vector)
                .toList();
    }

    @Override
    public Encoding encode(String text, Kind kind, Deadline deadline) {
        String key = VectorFile.key(text, kind);
        Optional<Encoding> known = file.get(key);
        if (known.isPresent()) {
            return known.get();
        }
        Encoding encoding = super.encode(text, kind, deadline);
        file.put(key, encoding);
        encoded.incrementAndGet();
        return encoding;
    }

    @Override
    public void close() {
        super.close();
        file.close();
    }
}
