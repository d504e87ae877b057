package dev.fairlead.retrieval.lucene;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Who has an index open for writing, as a small file beside Lucene's lock says, for those who are refused. The lock alone
 * decides: a file left by a process that was killed means nothing, and is replaced by the next writer.
 *
 * @param process its number
 * @param host the machine's name
 * @param since when it opened the index
 */
record LockHolder(long process, String host, Instant since) {
    private static final System.Logger LOG = System.getLogger(LockHolder.class.getName());
    private static final String FILE = "write.holder";
    private static final Path LINUX_HOST = Path.of("/proc/sys/kernel/hostname");

    static LockHolder self() {
        return new LockHolder(
                ProcessHandle.current().pid(), hostName(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Notes this holder; a disk too full for it is no reason not to open. */
    void write(Path directory) {
        try {
            Files.writeString(directory.resolve(FILE), process + "\n" + host + "\n" + since + "\n");
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "who holds the index could not be noted", e);
        }
    }

    static void erase(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve(FILE));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "who held the index could not be erased", e);
        }
    }

    /** The holder an index names; none where that process is known to be gone, so that the note is an old one. */
    static Optional<LockHolder> read(Path directory) {
        try {
            List<String> lines = Files.readAllLines(directory.resolve(FILE));
            if (lines.size() < 3) {
                return Optional.empty();
            }
            LockHolder holder = new LockHolder(Long.parseLong(lines.get(0)), lines.get(1), Instant.parse(lines.get(2)));
            return Optional.of(holder).filter(LockHolder::mayLive);
        } catch (IOException | NumberFormatException | DateTimeParseException e) {
            LOG.log(System.Logger.Level.DEBUG, "who holds the index could not be read", e);
            return Optional.empty();
        }
    }

    private boolean mayLive() {
        return !host.equals(hostName())
                || ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
    }

    @Override
    public String toString() {
        boolean here = process == ProcessHandle.current().pid() && host.equals(hostName());
        return (here ? "this process (" + process + ")" : "process " + process + " on " + host) + ", since " + since;
    }

    /** The kernel's word first: asking the network for the own name may wait for a name server. */
    private static String hostName() {
        try {
            return Files.isReadable(LINUX_HOST)
                    ? Files.readString(LINUX_HOST).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "an unnamed machine";
        } catch (IOException e) {
            return "an unreadable machine";
        }
    }
}
