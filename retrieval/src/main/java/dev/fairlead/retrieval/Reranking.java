package dev.fairlead.retrieval;

import dev.fairlead.Deadline;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.FairleadException;
import dev.fairlead.Inquiry;
import dev.fairlead.LegStanding;
import dev.fairlead.OverloadedException;
import dev.fairlead.Passage;
import dev.fairlead.RankedPassage;
import dev.fairlead.Reranker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * How the best passages of a search are ordered anew: which reranker, how many passages, and how much its scores count
 * beside the fused ones. A passage's score becomes {@code (1 - weight) * fused + weight * s}, where {@code s} is the
 * reranker's score brought linearly into the range of the fused scores of the same passages; so no passage falls below
 * those that were not reranked. Ties stay in the order of the search. Off unless a host asks for it.
 *
 * <p>Nothing is lost by a reranker that fails, is late or gives what are no finite numbers: the order of the search stays
 * for what it did not score, and the trace says how many passages that were and why. A reranker that gives all passages
 * one score changes nothing.
 *
 * @param reranker gives the scores
 * @param depth how many passages are reranked, in [2, {@value HybridRetriever#DEPTH}]; a constant, so that five passages are
 *     the first five of ten
 * @param weight share of the reranker's score, in [0, 1]; 1 orders by it alone
 * @param budget most time it may take; never more than half of what is left of the question's
 */
public record Reranking(Reranker reranker, int depth, double weight, Duration budget) {
    /** Name of the reranker's standing in the evidence, and of its step in the trace. */
    public static final String RERANK = "rerank";

    /** How many passages are reranked unless said otherwise. */
    public static final int DEFAULT_DEPTH = 10;

    /**
     * Share of the reranker's score unless said otherwise: both count alike. No held-out run has chosen it; compare others
     * with {@code quality spans --rerank late --rerank-weights 0.3,0.6,1}. A model trained to rank deserves more.
     */
    public static final double DEFAULT_WEIGHT = 0.5;

    private static final Duration DEFAULT_BUDGET = Duration.ofSeconds(1);
    private static final System.Logger LOG = System.getLogger(Reranking.class.getName());

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if {@code depth} or {@code weight} is out of range, or {@code budget} not positive
     */
    public Reranking {
        Objects.requireNonNull(reranker, "reranker");
        if (depth < 2 || depth > HybridRetriever.DEPTH) {
            throw new IllegalArgumentException("depth must be in [2, " + HybridRetriever.DEPTH + "], was " + depth);
        }
        if (!(weight >= 0 && weight <= 1)) {
            throw new IllegalArgumentException("weight must be in [0, 1], was " + weight);
        }
        if (budget.isNegative() || budget.isZero()) {
            throw new IllegalArgumentException("budget must be positive, was " + budget);
        }
    }

    /**
     * Reranks {@value #DEFAULT_DEPTH} passages at weight {@value #DEFAULT_WEIGHT} within a second.
     *
     * @param reranker gives the scores; closed by its owner
     * @return the reranking
     */
    public static Reranking by(Reranker reranker) {
        return new Reranking(reranker, DEFAULT_DEPTH, DEFAULT_WEIGHT, DEFAULT_BUDGET);
    }

    /**
     * The same with another depth.
     *
     * @param passages how many passages are reranked, in [2, {@value HybridRetriever#DEPTH}]
     * @return the reranking
     * @throws IllegalArgumentException if {@code passages} is out of range
     */
    public Reranking withDepth(int passages) {
        return new Reranking(reranker, passages, weight, budget);
    }

    /**
     * The same with another share of the reranker's score.
     *
     * @param share in [0, 1]
     * @return the reranking
     * @throws IllegalArgumentException if {@code share} is out of range
     */
    public Reranking withWeight(double share) {
        return new Reranking(reranker, depth, share, budget);
    }

    /**
     * The same with another time limit.
     *
     * @param most most time it may take, positive
     * @return the reranking
     * @throws IllegalArgumentException if {@code most} is not positive
     */
    public Reranking withBudget(Duration most) {
        return new Reranking(reranker, depth, weight, most);
    }

    /** Scores of the first passages, and why the others have none. */
    private static final class Scored {
        private final double[] scores;
        private final String skippedBecause;

        Scored(double[] scores, String skippedBecause) {
            this.scores = scores;
            this.skippedBecause = skippedBecause;
        }
    }

    /** Passages in their new order; those beyond the depth follow as they were. Records the step. */
    List<RankedPassage> apply(Inquiry inquiry, List<RankedPassage> found) {
        long start = System.nanoTime();
        List<Passage> best =
                found.stream().limit(depth).map(RankedPassage::passage).toList();
        Scored scored = best.size() < 2 ? none("there is nothing to order") : score(inquiry, best);
        int skipped = best.size() - scored.scores.length;
        inquiry.record(
                RERANK,
                start,
                Map.of(
                        "reranker",
                        reranker.name(),
                        "scored",
                        scored.scores.length,
                        "skipped",
                        skipped,
                        "skippedBecause",
                        skipped == 0 ? "" : scored.skippedBecause));
        return ordered(found, scored.scores);
    }

    private Scored score(Inquiry inquiry, List<Passage> passages) {
        try {
            return checked(reranker.scores(inquiry.question().text(), passages, deadline(inquiry)), passages.size());
        } catch (DeadlineExceededException | OverloadedException e) {
            return none(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "reranker " + reranker.name() + " failed; the order stays", e);
            // A foreign message may quote what the model was given.
            return none(
                    e instanceof FairleadException ours
                            ? String.valueOf(ours.getMessage())
                            : e.getClass().getName());
        }
    }

    private Deadline deadline(Inquiry inquiry) {
        Duration half = inquiry.deadline().remaining().dividedBy(2);
        return Deadline.after(half.compareTo(budget) < 0 ? half : budget);
    }

    private Scored checked(double[] scores, int passages) {
        if (scores.length > passages) {
            return none("it gave " + scores.length + " scores for " + passages + " passages");
        }
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isFinite(scores[i])) {
                return none("its score of passage " + (i + 1) + " is " + scores[i]);
            }
        }
        return new Scored(scores, "the deadline came");
    }

    private static Scored none(String because) {
        return new Scored(new double[0], because);
    }

    private List<RankedPassage> ordered(List<RankedPassage> found, double[] scores) {
        double[] blended = blended(found, scores);
        List<Integer> order = order(blended);
        List<Integer> byScore = order(scores);
        int[] ranks = new int[scores.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[byScore.get(i)] = i + 1;
        }
        List<RankedPassage> ordered = new ArrayList<>(found.size());
        for (int at : order) {
            RankedPassage passage = found.get(at);
            List<LegStanding> standings = new ArrayList<>(passage.standings());
            standings.add(new LegStanding(RERANK, OptionalInt.of(ranks[at]), scores[at]));
            ordered.add(new RankedPassage(passage.passage(), ordered.size() + 1, blended[at], standings));
        }
        ordered.addAll(found.subList(scores.length, found.size()));
        return ordered;
    }

    /** Indices by falling value, equal ones in rising order. */
    private static List<Integer> order(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> values[i]).reversed())
                .toList();
    }

    private double[] blended(List<RankedPassage> found, double[] scores) {
        double[] blended = new double[scores.length];
        // Halves, because the difference of two finite numbers may be infinite.
        double least = Arrays.stream(scores).min().orElse(0) / 2;
        double range = Arrays.stream(scores).max().orElse(0) / 2 - least;
        double floor = scores.length == 0 ? 0 : found.get(scores.length - 1).score();
        for (int i = 0; i < blended.length; i++) {
            double top = found.getFirst().score();
            double fused = found.get(i).score();
            double moved = floor + (top > floor ? top - floor : 1) * (scores[i] / 2 - least) / range;
            blended[i] = range > 0 ? (1 - weight) * fused + weight * moved : fused;
        }
        return blended;
    }
}
