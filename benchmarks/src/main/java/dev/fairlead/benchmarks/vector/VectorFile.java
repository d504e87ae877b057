package dev.fairlead.benchmarks.vector;

import dev.fairlead.Encoding;
import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.text.ContentHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An append-only file of vectors of one encoder: records of a 16-byte hash of kind and text, token count, truncation mark
 * and {@code float[dimension]}. A record cut short by a crash is dropped at the next start. The heap holds hashes and
 * positions only. Thread-safe; one process at a time.
 */
final class VectorFile implements AutoCloseable {
    private static final int KEY_DIGITS = 32;
    private static final int HEAD_BYTES = 16 + Integer.BYTES + 1;

    private final FileChannel channel;
    private final int dimension;
    private final Map<String, Long> positions = new ConcurrentHashMap<>();
    private final ReentrantLock appending = new ReentrantLock();
    private long end;

    private VectorFile(FileChannel channel, int dimension) {
        this.channel = channel;
        this.dimension = dimension;
    }

    static VectorFile open(Path folder, TextEncoder encoder) {
        Path file = folder.resolve(ContentHash.of(encoder.fingerprint()).substring(0, 16) + ".vectors");
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new InputException("'" + file + "' is in use by another run");
            }
            VectorFile vectors = new VectorFile(channel, encoder.dimension());
            vectors.readKeys();
            return vectors;
        } catch (IOException e) {
            throw new UncheckedIOException("vectors cannot be kept in '" + file + "'", e);
        }
    }

    static String key(String text, TextEncoder.Kind kind) {
        return ContentHash.of(kind.name(), text).substring(0, KEY_DIGITS);
    }

    private int recordBytes() {
        return HEAD_BYTES + dimension * Float.BYTES;
    }

    private void readKeys() throws IOException {
        int record = recordBytes();
        long whole = channel.size() / record * record;
        channel.truncate(whole);
        ByteBuffer key = ByteBuffer.allocate(KEY_DIGITS / 2);
        for (end = 0; end < whole; end += record) {
            channel.read(key.clear(), end);
            positions.put(HexFormat.of().formatHex(key.array()), end);
        }
    }

    int size() {
        return positions.size();
    }

    Optional<Encoding> get(String key) {
        Long position = positions.get(key);
        if (position == null) {
            return Optional.empty();
        }
        ByteBuffer record = ByteBuffer.allocate(recordBytes());
        try {
            while (record.hasRemaining() && channel.read(record, position + record.position()) >= 0) {
                // A read may return less than a record.
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a vector cannot be read back", e);
        }
        record.flip().position(KEY_DIGITS / 2);
        int tokens = record.getInt();
        boolean truncated = record.get() != 0;
        float[] vector = new float[dimension];
        record.asFloatBuffer().get(vector);
        return Optional.of(Encoding.of(vector, tokens, truncated));
    }

    void put(String key, Encoding encoding) {
        ByteBuffer record = ByteBuffer.allocate(recordBytes());
        record.put(HexFormat.of().parseHex(key));
        record.putInt(encoding.tokens()).put((byte) (encoding.truncated() ? 1 : 0));
        for (float component : encoding.vector()) {
            record.putFloat(component);
        }
        record.flip();
        appending.lock();
        try {
            if (!positions.containsKey(key)) {
                while (record.hasRemaining()) {
                    channel.write(record, end + record.position());
                }
                positions.put(key, end);
                end += recordBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a vector cannot be kept", e);
        } finally {
            appending.unlock();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the vector file cannot be closed", e);
        }
    }
}
