package dev.fairlead.rerank;

import dev.fairlead.Deadline;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.Passage;
import dev.fairlead.RerankException;
import dev.fairlead.Reranker;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Any scoring model of langchain4j as a reranker: all passages in one call, each under its title and headings. The model is
 * called on a virtual thread that is interrupted at the deadline, since its interface knows none; all passages are scored
 * or none. Thread-safe if the model is.
 */
public final class ScoringModelReranker implements Reranker {
    private final ScoringModel model;
    private final String name;

    private ScoringModelReranker(ScoringModel model, String name) {
        this.model = Objects.requireNonNull(model, "model");
        this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * Makes a reranker of a scoring model.
     *
     * @param model the model; switch its own retries off
     * @param name what the trace calls it, such as the model's name
     * @return the reranker
     */
    public static ScoringModelReranker of(ScoringModel model, String name) {
        return new ScoringModelReranker(model, name);
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * {@inheritDoc}
     *
     * @throws RerankException if the model failed, or did not give one number for each passage
     */
    @Override
    public double[] scores(String question, List<Passage> passages, Deadline deadline) {
        deadline.check("rerank");
        if (passages.isEmpty()) {
            return new double[0];
        }
        List<TextSegment> segments = passages.stream()
                .map(passage -> TextSegment.from(SituatedText.of(passage)))
                .toList();
        return numbers(call(question, segments, deadline), passages.size());
    }

    private Response<List<Double>> call(String question, List<TextSegment> segments, Deadline deadline) {
        FutureTask<Response<List<Double>>> call = new FutureTask<>(() -> model.scoreAll(segments, question));
        Thread.ofVirtual().name("fairlead-rerank").start(call);
        try {
            return call.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new DeadlineExceededException("the deadline passed while " + name + " was scoring", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RerankException("interrupted while " + name + " was scoring", e);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } finally {
            call.cancel(true);
        }
    }

    private RerankException failed(Throwable thrown) {
        if (thrown instanceof VirtualMachineError broken) {
            throw broken;
        }
        // Without the model's own message: a provider's may quote the request, and so the passages.
        return new RerankException(name + " failed: " + thrown.getClass().getSimpleName(), thrown);
    }

    private double[] numbers(Response<List<Double>> response, int passages) {
        if (response == null || response.content() == null || response.content().size() != passages) {
            throw new RerankException(name + " did not give one score for each of " + passages + " passages");
        }
        double[] scores = new double[passages];
        for (int i = 0; i < passages; i++) {
            Double score = response.content().get(i);
            if (score == null || !Double.isFinite(score)) {
                throw new RerankException(
                        name + " gave " + score + " as the score of passage " + (i + 1) + " of " + passages);
            }
            scores[i] = score;
        }
        return scores;
    }
}
