package dev.fairlead.routing.transformer;

import java.util.Arrays;
import java.util.Random;

/** Which examples each step learns from, and how large it is: rising over a tenth of all steps, then falling to zero. */
final class Schedule {
    private static final double WARM_UP = 0.1;

    private final int[] order;
    private final int batch;
    private final int batches;
    private final int steps;
    private final Random random;
    private int step = -1;

    Schedule(int examples, int batch, int epochs, long seed) {
        this.order = new int[examples];
        Arrays.setAll(order, i -> i);
        this.batch = batch;
        this.batches = (examples + batch - 1) / batch;
        this.steps = epochs * batches;
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

    /** The number of this step, from 0. */
    int step() {
        return step;
    }

    /** Which examples it learns from. */
    int[] batch() {
        int from = step % batches * batch;
        return Arrays.copyOfRange(order, from, Math.min(order.length, from + batch));
    }

    /** How large the step is, in (0, 1]. */
    double share() {
        double warm = WARM_UP * steps;
        return step < warm ? (step + 1) / (warm + 1) : (steps - step) / (steps - warm);
    }

    /** Whether this step is the last of an epoch. */
    boolean endsEpoch() {
        return step % batches == batches - 1;
    }

    /** Which epoch this is, from 1. */
    int epoch() {
        return step / batches + 1;
    }
}
