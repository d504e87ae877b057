package dev.fairlead.benchmarks.peers.work;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The work each peer does: load, search, search within a tenant, add, replace, open again, delete. What it does is written
 * down, not judged. Not thread-safe.
 */
public final class Work {
    /** The tenant whose passages are searched alone, and deleted in the end. */
    public static final String TENANT = "t0";

    /** How many passages a question gets where it is judged. */
    public static final int K = 10;

    private static final int SHORT = 5;
    private static final int WORDS = 8;
    private static final int BATCH = 1_000;
    private static final double MEGABYTE = 1 << 20;

    private final Exchange exchange;
    private final Peer.Opener opener;
    private final Path folder;
    private final double seconds;
    private final List<KnownText> questions;
    private final Outcome outcome = new Outcome();

    private Work(Exchange exchange, Peer.Opener opener, Path folder, double seconds) throws IOException {
        this.exchange = exchange;
        this.opener = opener;
        this.folder = folder;
        this.seconds = seconds;
        this.questions = exchange.read(Exchange.Part.QUESTIONS);
    }

    /**
     * Runs; the main method of each peer's process.
     *
     * @param arguments the exchange's folder, the peer's own empty folder, the file to write, seconds for each timing
     * @param opener opens the peer
     * @throws IOException if something cannot be read or written
     */
    public static void run(String[] arguments, Peer.Opener opener) throws IOException {
        Exchange exchange = new Exchange(Path.of(arguments[0]));
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        Work work = new Work(exchange, opener, folder, Double.parseDouble(arguments[3]));
        work.run();
        work.outcome.write(Path.of(arguments[2]));
    }

    private void run() throws IOException {
        try (Peer peer = opener.open(folder)) {
            load(peer);
            search(peer);
            Latency latency = new Latency(peer, questions, seconds);
            latency.measure("search", SHORT, Optional.empty(), outcome);
            searchWithin(peer);
            latency.measure("filtered", SHORT, Optional.of(TENANT), outcome);
            change(peer);
        }
        long start = System.nanoTime();
        try (Peer peer = opener.open(folder)) {
            outcome.figure("open s", seconds(start));
            for (KnownText question : questions) {
                outcome.ranking("reopened", question.id(), ids(peer.search(question, K, Optional.empty())));
            }
            delete(peer);
        }
    }

    private void load(Peer peer) throws IOException {
        List<KnownText> passages = exchange.read(Exchange.Part.PASSAGES);
        long start = System.nanoTime();
        long cpu = processCpu();
        for (int i = 0; i < passages.size(); i += BATCH) {
            peer.add(passages.subList(i, Math.min(passages.size(), i + BATCH)));
        }
        peer.save();
        outcome.figure("load s", seconds(start));
        outcome.figure("load cpu s", (processCpu() - cpu) / 1e9);
        outcome.figure("disk MB", bytes() / MEGABYTE);
        passages.clear();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        outcome.figure("heap MB", (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE);
    }

    private void search(Peer peer) throws IOException {
        for (KnownText question : questions) {
            outcome.ranking("found", question.id(), ids(peer.search(question, K, Optional.empty())));
            outcome.ranking("five", question.id(), ids(peer.search(question, SHORT, Optional.empty())));
        }
        for (KnownText question : exchange.read(Exchange.Part.BRACKETS)) {
            outcome.ranking("brackets", question.id(), ids(peer.search(question, K, Optional.empty())));
        }
    }

    private void searchWithin(Peer peer) {
        int outside = 0;
        int returned = 0;
        for (KnownText question : questions) {
            List<Found> found = peer.search(question, K, Optional.of(TENANT));
            outcome.ranking("within", question.id(), ids(found));
            returned += found.size();
            outside += (int)
                    found.stream().filter(one -> !one.tenant().equals(TENANT)).count();
        }
        outcome.figure("outside filter", returned == 0 ? 0 : (double) outside / returned);
        outcome.figure("filtered size", (double) returned / questions.size());
    }

    /** Replaces a passage and adds others one by one, each saved. */
    private void change(Peer peer) throws IOException {
        List<KnownText> later = new ArrayList<>(exchange.read(Exchange.Part.LATER));
        KnownText replacement = later.removeFirst();
        KnownText old = exchange.read(Exchange.Part.PASSAGES).stream()
                .filter(passage -> passage.id().equals(replacement.id()))
                .findFirst()
                .orElseThrow();
        peer.add(List.of(replacement));
        List<Found> byOld = peer.search(asked(old), K, Optional.empty());
        List<Found> byNew = peer.search(asked(replacement), K, Optional.empty());
        outcome.figure("old version found", share(byOld, old));
        outcome.figure("new version found", share(byNew, replacement));
        int seen = 0;
        long start = System.nanoTime();
        for (KnownText passage : later) {
            peer.add(List.of(passage));
            peer.save();
            seen += peer.search(asked(passage), K, Optional.empty()).stream()
                            .anyMatch(found -> found.id().equals(passage.id()))
                    ? 1
                    : 0;
        }
        outcome.figure("one more ms", seconds(start) * 1e3 / later.size());
        outcome.figure("seen at once", (double) seen / later.size());
        for (KnownText question : questions) {
            outcome.ranking("changed", question.id(), ids(peer.search(question, K, Optional.empty())));
        }
    }

    /** A question for a passage: its first words, with nothing in them that a query parser could stumble over. */
    private static KnownText asked(KnownText passage) {
        String words = Stream.of(passage.text().split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .limit(WORDS)
                .collect(Collectors.joining(" "));
        return new KnownText(passage.id(), words, "", passage.vector());
    }

    /** 1 if a passage with its text is among what was found, or else 0. */
    private static double share(List<Found> found, KnownText passage) {
        return found.stream()
                        .anyMatch(one -> one.id().equals(passage.id())
                                && one.text().strip().equals(passage.text().strip()))
                ? 1
                : 0;
    }

    private void delete(Peer peer) throws IOException {
        try {
            peer.delete(TENANT);
        } catch (UnsupportedOperationException e) {
            outcome.figure("left after deletion", Double.NaN);
            return;
        }
        peer.save();
        double left = questions.stream()
                .flatMap(question -> peer.search(question, K, Optional.empty()).stream())
                .filter(found -> found.tenant().equals(TENANT))
                .count();
        outcome.figure("left after deletion", left);
    }

    private static List<String> ids(List<Found> found) {
        return found.stream().map(Found::id).toList();
    }

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static long processCpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
