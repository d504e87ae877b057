package dev.fairlead.routing.transformer;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How far a training is, after an epoch.
 *
 * @param epoch from 1
 * @param epochs how many there will be
 * @param loss mean of {@code -log(probability)} of the right classes over this epoch, with dropout
 * @param heldOut share of held-out examples that are right, where there are any
 * @param examplesPerSecond of this epoch
 * @param remaining about how long the other epochs will take
 */
public record Progress(
        int epoch, int epochs, double loss, OptionalDouble heldOut, double examplesPerSecond, Duration remaining) {}
