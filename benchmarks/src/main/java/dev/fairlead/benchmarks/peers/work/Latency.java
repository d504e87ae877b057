package dev.fairlead.benchmarks.peers.work;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Times of searches, one after another on one thread: question after question, until the time is up. */
final class Latency {
    private static final int LEAST = 20;
    private static final double MILLI = 1e6;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Peer peer;
    private final List<KnownText> questions;
    private final double seconds;

    /** Half of the time again goes before, to warm up. */
    Latency(Peer peer, List<KnownText> questions, double seconds) {
        this.peer = peer;
        this.questions = questions;
        this.seconds = seconds;
    }

    void measure(String name, int k, Optional<String> tenant, Outcome outcome) {
        searches(seconds / 2, k, tenant);
        long[][] times = searches(seconds, k, tenant);
        long[] cpu = times[0];
        long[] wall = times[1];
        outcome.figure(name + " cpu p50 ms", percentile(cpu, .50) / MILLI);
        outcome.figure(name + " cpu p95 ms", percentile(cpu, .95) / MILLI);
        outcome.figure(name + " wall p50 ms", percentile(wall, .50) / MILLI);
        outcome.figure(name + " wall p95 ms", percentile(wall, .95) / MILLI);
        outcome.figure(name + " searches", cpu.length);
    }

    private long[][] searches(double time, int k, Optional<String> tenant) {
        long[][] times = new long[2][LEAST];
        long end = System.nanoTime() + (long) (time * 1e9);
        int count = 0;
        while (count < LEAST || System.nanoTime() < end) {
            if (count == times[0].length) {
                times[0] = Arrays.copyOf(times[0], 2 * count);
                times[1] = Arrays.copyOf(times[1], 2 * count);
            }
            KnownText question = questions.get(count % questions.size());
            long wall = System.nanoTime();
            long cpu = threads.getCurrentThreadCpuTime();
            peer.search(question, k, tenant);
            times[0][count] = threads.getCurrentThreadCpuTime() - cpu;
            times[1][count] = System.nanoTime() - wall;
            count++;
        }
        return new long[][] {sorted(times[0], count), sorted(times[1], count)};
    }

    private static long[] sorted(long[] times, int count) {
        long[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private static double percentile(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
    }
}
