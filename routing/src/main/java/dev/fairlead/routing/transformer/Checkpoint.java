package dev.fairlead.routing.transformer;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A file that a training can go on from. Written beside the old one, forced to the disk and moved over it: whenever the process
 * dies, one whole file is there. It names the training it belongs to, and ends with its CRC-32C.
 */
final class Checkpoint {
    private static final int MAGIC = 0x464C4350;
    private static final int FORMAT = 1;
    private static final int KEY_BYTES = 32;
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final byte[] key;

    /**
     * A file that need not be there yet.
     *
     * @param key SHA-256 of all that the training's result depends on
     */
    Checkpoint(Path file, byte[] key) {
        this.file = file;
        this.key = key;
    }

    /** Replaces the file. */
    void write(Position position, AdamW adam) {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                OutputStream buffered = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
                write(buffered, position, adam);
                channel.force(true);
            }
            move(draft);
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void write(OutputStream to, Position position, AdamW adam) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(to, new CRC32C());
        DataOutputStream out = new DataOutputStream(checked);
        out.writeInt(MAGIC);
        out.writeInt(FORMAT);
        out.write(key);
        position.write(out);
        adam.write(out);
        out.writeLong(checked.getChecksum().getValue());
        out.flush();
    }

    private void move(Path draft) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Reads the file, where there is one.
     *
     * @param adam takes the values
     * @throws IllegalArgumentException if the file belongs to another training, or is damaged
     */
    Optional<Position> read(AdamW adam) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (CheckedInputStream checked =
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER), new CRC32C())) {
            DataInputStream in = new DataInputStream(checked);
            if (in.readInt() != MAGIC || in.readInt() != FORMAT) {
                throw refused("is no checkpoint of this version");
            }
            if (!Arrays.equals(key, in.readNBytes(KEY_BYTES))) {
                throw refused("belongs to a training of other weights, examples or settings");
            }
            Position position = Position.read(in);
            adam.read(in);
            long sum = checked.getChecksum().getValue();
            if (in.readLong() != sum) {
                throw refused("is damaged");
            }
            return Optional.of(position);
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(
                "checkpoint " + file + " " + why + "; delete it to start anew, or name another file");
    }
}
