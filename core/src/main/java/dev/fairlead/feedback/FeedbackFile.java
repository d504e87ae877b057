package dev.fairlead.feedback;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The file behind a log: lines are only added, but for those that must be forgotten. Not thread-safe. */
final class FeedbackFile implements AutoCloseable {
    private final Path path;
    private final long maxBytes;
    private FileChannel channel;

    private FeedbackFile(Path path, long maxBytes, FileChannel channel) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.channel = channel;
    }

    static FeedbackFile open(Path path, long maxBytes) throws IOException {
        return new FeedbackFile(path, maxBytes, channel(path));
    }

    /** At its end, on a line of its own: what a crash has torn off stays, and spoils nothing that follows. */
    private static FileChannel channel(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(channel, path);
            long size = channel.size();
            ByteBuffer last = ByteBuffer.allocate(1);
            if (size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n') {
                channel.write(ByteBuffer.wrap(new byte[] {'\n'}), size);
            }
            channel.position(channel.size());
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void lock(FileChannel channel, Path path) throws IOException {
        Optional<FileLock> lock;
        try {
            lock = Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            lock = Optional.empty();
        }
        if (lock.isEmpty()) {
            throw new IOException("another log is open on " + path);
        }
    }

    /** One write, so that a crash leaves a line whole, torn at its end, or absent. */
    void add(byte[] line, boolean force) throws IOException {
        long start = channel.position();
        if (start + line.length > maxBytes) {
            throw new IOException("it is full: at most " + maxBytes + " bytes, has " + start);
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (force) {
                channel.force(false);
            }
        } catch (IOException e) {
            // A full disk may have taken half of it; the next line must not be joined to that.
            channel.truncate(start);
            throw e;
        }
    }

    /** All that can be read, with the numbers of the lines, from 1, that cannot. */
    FeedbackEntries entries() throws IOException {
        List<Feedback> entries = new ArrayList<>();
        List<Integer> unreadable = new ArrayList<>();
        int number = 0;
        for (String line : Files.readString(path, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                Optional<Feedback> entry = FeedbackLine.read(line);
                entry.ifPresent(entries::add);
                if (entry.isEmpty()) {
                    unreadable.add(number);
                }
            }
        }
        return new FeedbackEntries(entries, unreadable);
    }

    /** Unreadable lines go as well: nobody can say whose they are. */
    int remove(Predicate<Feedback> forgotten) throws IOException {
        List<Feedback> all = entries().entries();
        List<Feedback> kept = all.stream().filter(forgotten.negate()).toList();
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        write(fresh, kept.stream().map(FeedbackLine::write).toList());
        // Some systems do not replace a file that is open.
        channel.close();
        try {
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            channel = channel(path);
        }
        return all.size() - kept.size();
    }

    /** A whole file or none. */
    static void replace(Path path, List<byte[]> lines) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        write(fresh, lines);
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(Path path, List<byte[]> lines) throws IOException {
        try (FileChannel out = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (byte[] line : lines) {
                ByteBuffer bytes = ByteBuffer.wrap(line);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            out.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
