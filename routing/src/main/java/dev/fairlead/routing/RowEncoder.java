package dev.fairlead.routing;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.EncodingException;
import dev.fairlead.TextEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Encodes many texts as queries, several at once, on threads that end with the call. */
final class RowEncoder {
    private final TextEncoder encoder;
    private final int threads;

    RowEncoder(TextEncoder encoder, int threads) {
        this.encoder = encoder;
        this.threads = threads;
    }

    /** In the order of the texts, at least one of which there is. */
    List<Encoding> encode(List<String> texts) {
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, texts.size()))) {
            List<Future<Encoding>> running = new ArrayList<>();
            for (String text : texts) {
                running.add(pool.submit(() -> encoder.encode(text, TextEncoder.Kind.QUERY, Deadline.never())));
            }
            List<Encoding> encodings = new ArrayList<>();
            for (Future<Encoding> one : running) {
                encodings.add(await(one, pool));
            }
            return encodings;
        }
    }

    private static Encoding await(Future<Encoding> encoding, ExecutorService pool) {
        try {
            return encoding.get();
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
            throw new EncodingException("interrupted while encoding training rows", e);
        } catch (ExecutionException e) {
            pool.shutdownNow();
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new EncodingException("a training row could not be encoded", e);
        }
    }
}
