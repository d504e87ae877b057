package dev.fairlead.routing.transformer;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a training is, after an epoch.
 *
 * @param epoch from 1
 * @param epochs how many there will be, the last perhaps cut short by the time budget
 * @param loss mean of {@code -log(probability)} of the right classes over this epoch, with dropout
 * @param heldOut how it does on examples held out, where there are any
 * @param examplesPerSecond of this epoch
 * @param remaining about how long the other epochs will take
 */
public record Progress(
        int epoch, int epochs, double loss, Optional<Judged> heldOut, double examplesPerSecond, Duration remaining) {
    /**
     * Figures on examples that are not learnt from, without dropout.
     *
     * @param accuracy share of examples whose most probable class is the right one, in [0, 1]
     * @param loss mean of {@code -log(probability)} of the right classes
     */
    public record Judged(double accuracy, double loss) {}
}
