package dev.fairlead.routing.transformer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/**
 * Where a training stands between two steps.
 *
 * @param step how many steps were taken
 * @param steps how many there will be
 * @param over whether it ended before its last step
 * @param loss sum over the examples of the epoch under way
 * @param best the epoch whose values are kept, 0 for none
 * @param bestLoss its held-out loss
 * @param spent time until here
 */
record Position(int step, int steps, boolean over, double loss, int best, double bestLoss, Duration spent) {
    static Position start(int steps) {
        return new Position(0, steps, false, 0, 0, Double.POSITIVE_INFINITY, Duration.ZERO);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(step);
        out.writeInt(steps);
        out.writeBoolean(over);
        out.writeDouble(loss);
        out.writeInt(best);
        out.writeDouble(bestLoss);
        out.writeLong(spent.toNanos());
    }

    static Position read(DataInput in) throws IOException {
        return new Position(
                in.readInt(),
                in.readInt(),
                in.readBoolean(),
                in.readDouble(),
                in.readInt(),
                in.readDouble(),
                Duration.ofNanos(in.readLong()));
    }
}
