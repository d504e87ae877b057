package dev.fairlead.routing.transformer;

import dev.fairlead.routing.transformer.network.Parameter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A parameter with what the optimiser remembers of it: running means of its gradient and of the gradient's square, and the values
 * that were best so far. Kept piece by piece, from the first gradient a piece has: of a table of 30,000 words, a few thousand
 * rows. Different pieces may be worked on by a thread each.
 */
final class Slot {
    private final Parameter parameter;
    private final double rate;
    private final float[][] first;
    private final float[][] second;
    private float[][] best = new float[0][];

    Slot(Parameter parameter, double rate) {
        this.parameter = parameter;
        this.rate = rate;
        int pieces = (parameter.values().length + parameter.rangeLength() - 1) / parameter.rangeLength();
        this.first = new float[pieces][];
        this.second = new float[pieces][];
    }

    /** Neighbouring values, and the place of what is remembered of them. */
    record Piece(Slot slot, Parameter.Range range) {
        float[] first() {
            return slot.kept(slot.first, range);
        }

        float[] second() {
            return slot.kept(slot.second, range);
        }
    }

    Parameter parameter() {
        return parameter;
    }

    double rate() {
        return rate;
    }

    /** The pieces that may have a gradient, in order. */
    Stream<Piece> pieces() {
        return parameter.ranges().stream().map(range -> new Piece(this, range));
    }

    private float[] kept(float[][] moments, Parameter.Range range) {
        int piece = range.from() / parameter.rangeLength();
        if (moments[piece] == null) {
            moments[piece] = new float[range.to() - range.from()];
        }
        return moments[piece];
    }

    /** Keeps the values as they are now. A piece that never had a gradient is as it was at first. */
    void keep() {
        best = best.length == 0 ? new float[first.length][] : best;
        for (int piece = 0; piece < first.length; piece++) {
            if (first[piece] != null) {
                best[piece] = best[piece] == null ? new float[first[piece].length] : best[piece];
                System.arraycopy(parameter.values(), from(piece), best[piece], 0, best[piece].length);
            }
        }
    }

    /** Goes back to the values that were kept, if any were. */
    void restore() {
        for (int piece = 0; piece < best.length; piece++) {
            if (best[piece] != null) {
                System.arraycopy(best[piece], 0, parameter.values(), from(piece), best[piece].length);
            }
        }
    }

    private int from(int piece) {
        return piece * parameter.rangeLength();
    }

    /** Writes all of it, values included. */
    void write(DataOutput out) throws IOException {
        out.writeBoolean(best.length > 0);
        for (int piece = 0; piece < first.length; piece++) {
            boolean moved = first[piece] != null;
            out.writeBoolean(moved);
            if (moved) {
                int from = from(piece);
                Floats.write(out, Arrays.copyOfRange(parameter.values(), from, from + first[piece].length));
                Floats.write(out, first[piece]);
                Floats.write(out, second[piece]);
                if (best.length > 0) {
                    Floats.write(out, best[piece]);
                }
            }
        }
    }

    /** Reads what was written of the same parameter. */
    void read(DataInput in) throws IOException {
        best = in.readBoolean() ? new float[first.length][] : new float[0][];
        for (int piece = 0; piece < first.length; piece++) {
            if (in.readBoolean()) {
                int from = from(piece);
                int length = Math.min(parameter.rangeLength(), parameter.values().length - from);
                System.arraycopy(Floats.read(in, length), 0, parameter.values(), from, length);
                first[piece] = Floats.read(in, length);
                second[piece] = Floats.read(in, length);
                if (best.length > 0) {
                    best[piece] = Floats.read(in, length);
                }
            }
        }
    }

    /** Slots of parameters that share a largest step. */
    static List<Slot> of(List<Parameter> parameters, double rate) {
        return parameters.stream().map(parameter -> new Slot(parameter, rate)).toList();
    }
}
