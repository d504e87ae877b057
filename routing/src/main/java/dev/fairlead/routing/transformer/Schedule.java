package dev.fairlead.routing.transformer;

import java.util.Arrays;
import java.util.Random;

/** Which examples each step learns from, and how large it is: rising over a tenth of all steps, then falling to zero. */
final class Schedule {
    private static final double WARM_UP = 0.1;

    private final int[] order;
    private final int batch;
    private final int batches;
    private final Random random;
    private final double warm;
    private int steps;
    private int step = -1;

    Schedule(int examples, int batch, int epochs, long seed) {
        this.order = new int[examples];
        Arrays.setAll(order, i -> i);
        this.batch = batch;
        this.batches = (examples + batch - 1) / batch;
        this.steps = epochs * batches;
        this.warm = WARM_UP * steps;
        this.random = new Random(seed);
    }

    /** Goes on to the next step; false after the last. */
    boolean advance() {
        step++;
        if (step % batches == 0) {
            shuffle();
        }
        return step < steps;
    }

    private void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
    }

    /** Passes over the first steps, so that {@link #advance} goes on to the one behind them. */
    void skip(int count) {
        for (int i = 0; i < count; i++) {
            advance();
        }
    }

    /** From now on there are fewer steps; the step size falls the faster. */
    void shorten(int newSteps) {
        steps = Math.min(steps, newSteps);
    }

    /** Whether this is the last step of the warm-up, behind which the length can be changed. */
    boolean endsWarmUp() {
        return step < warm && step + 1 >= warm;
    }

    /** The number of this step, from 0. */
    int step() {
        return step;
    }

    /** How many there are. */
    int steps() {
        return steps;
    }

    /** Which examples it learns from. */
    int[] batch() {
        int from = step % batches * batch;
        return Arrays.copyOfRange(order, from, Math.min(order.length, from + batch));
    }

    /** How large the step is, in (0, 1]. */
    double share() {
        return step < warm ? (step + 1) / (warm + 1) : (steps - step) / (steps - warm);
    }

    /** Whether this step is the last of an epoch, or of all. */
    boolean endsEpoch() {
        return step % batches == batches - 1 || step == steps - 1;
    }

    /** Which epoch this is, from 1. */
    int epoch() {
        return step / batches + 1;
    }

    /** How many epochs there are, the last perhaps cut short. */
    int epochs() {
        return (steps + batches - 1) / batches;
    }

    /** How many examples this epoch's steps have learnt from. */
    int learnt() {
        return Math.min(order.length, (step % batches + 1) * batch);
    }

    /** How many examples a step of this epoch learns from on average. */
    double examplesAStep() {
        return learnt() / (step % batches + 1.0);
    }
}
