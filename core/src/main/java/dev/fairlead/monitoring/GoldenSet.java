package dev.fairlead.monitoring;

import dev.fairlead.Deadline;
import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.Retriever;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Questions whose evidence is known, to be asked again whenever the host likes, as after an ingestion.
 *
 * @param questions the questions, at least one, each once
 * @param k how many of the first passages count, at least 1
 */
public record GoldenSet(List<GoldenQuestion> questions, int k) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there is no question, one stands twice, or {@code k} is less than 1
     */
    public GoldenSet {
        questions = List.copyOf(questions);
        if (questions.isEmpty()) {
            throw new IllegalArgumentException("questions must not be empty");
        }
        if (new HashSet<>(questions).size() < questions.size()) {
            throw new IllegalArgumentException("each question must stand once");
        }
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, was " + k);
        }
    }

    /**
     * Asks all questions, one after the other on the caller's thread.
     *
     * @param retriever what is measured
     * @param timeLimit for each question
     * @return recall of each
     * @throws dev.fairlead.FairleadException if retrieval failed or a question took longer
     */
    public GoldenRun run(Retriever retriever, Duration timeLimit) {
        return new GoldenRun(questions.stream()
                .map(question -> new GoldenRun.Result(question, recall(question, retriever, timeLimit)))
                .toList());
    }

    private double recall(GoldenQuestion golden, Retriever retriever, Duration timeLimit) {
        Evidence evidence =
                retriever.retrieve(Inquiry.of(golden.question(), golden.scope(), Deadline.after(timeLimit)));
        Set<String> found = new HashSet<>();
        evidence.passages().stream().limit(k).forEach(ranked -> {
            found.add(ranked.passage().id());
            found.add(ranked.passage().locator().documentId());
        });
        long hits = golden.sought().stream().filter(found::contains).count();
        return (double) hits / golden.sought().size();
    }
}
