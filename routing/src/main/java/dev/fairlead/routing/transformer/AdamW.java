package dev.fairlead.routing.transformer;

import dev.fairlead.routing.transformer.kernel.Team;
import dev.fairlead.routing.transformer.network.Parameter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adam with weight decay apart from the gradient (Loshchilov and Hutter, ICLR 2019, https://arxiv.org/abs/1711.05101), the gradient
 * of all parameters together cut to a length of 1. Rows of a table move only in steps they were looked up in. For one caller
 * at a time.
 */
final class AdamW {
    private static final float FIRST_MOMENT = 0.9f;
    private static final float SECOND_MOMENT = 0.999f;
    private static final float SMALL = 1e-8f;
    private static final double LONGEST_GRADIENT = 1;

    private final Team team;
    private final double decay;
    private final List<Slot> slots = new ArrayList<>();
    private int steps;

    AdamW(Team team, double decay) {
        this.team = team;
        this.decay = decay;
    }

    /** Moves these as well, by so large a step at the most. */
    void add(List<Parameter> parameters, double rate) {
        slots.addAll(Slot.of(parameters, rate));
    }

    /**
     * Takes one step against the gradient and sets it to zero.
     *
     * @param share of the largest step, in [0, 1]
     */
    void step(double share) {
        steps++;
        List<Slot.Piece> pieces = slots.stream().flatMap(Slot::pieces).toList();
        float cut = (float) Math.min(1, LONGEST_GRADIENT / Math.max(norm(pieces), Double.MIN_NORMAL));
        team.each(pieces.size(), (worker, i) -> move(pieces.get(i), share, cut));
        slots.forEach(slot -> slot.parameter().clear());
    }

    /** Each piece is summed by itself and the sums in order, so threads change nothing. */
    private double norm(List<Slot.Piece> pieces) {
        double[] squares = new double[pieces.size()];
        team.each(squares.length, (worker, i) -> {
            Slot.Piece piece = pieces.get(i);
            squares[i] = squares(
                    piece.slot().parameter().gradient(),
                    piece.range().from(),
                    piece.range().to());
        });
        return Math.sqrt(Arrays.stream(squares).sequential().sum());
    }

    private static double squares(float[] gradient, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            a += (double) gradient[i] * gradient[i];
            b += (double) gradient[i + 1] * gradient[i + 1];
            c += (double) gradient[i + 2] * gradient[i + 2];
            d += (double) gradient[i + 3] * gradient[i + 3];
        }
        for (; i < to; i++) {
            a += (double) gradient[i] * gradient[i];
        }
        return a + b + (c + d);
    }

    private void move(Slot.Piece piece, double share, float cut) {
        Parameter parameter = piece.slot().parameter();
        double rate = share * piece.slot().rate();
        float size = (float) (rate / (1 - StrictMath.pow(FIRST_MOMENT, steps)));
        float spread = (float) (1 / StrictMath.sqrt(1 - StrictMath.pow(SECOND_MOMENT, steps)));
        float left = parameter.kind() == Parameter.Kind.VECTOR ? 1 : (float) (1 - rate * decay);
        float[] weights = parameter.values();
        float[] gradient = parameter.gradient();
        float[] first = piece.first();
        float[] second = piece.second();
        int from = piece.range().from();
        for (int i = 0; i < first.length; i++) {
            float slope = cut * gradient[from + i];
            float direction = FIRST_MOMENT * first[i] + (1 - FIRST_MOMENT) * slope;
            float energy = SECOND_MOMENT * second[i] + (1 - SECOND_MOMENT) * slope * slope;
            first[i] = direction;
            second[i] = energy;
            weights[from + i] =
                    left * weights[from + i] - size * direction / (spread * (float) Math.sqrt(energy) + SMALL);
        }
    }

    /** Keeps all values as they are now. */
    void keep() {
        slots.forEach(Slot::keep);
    }

    /** Goes back to the values that were kept. */
    void restore() {
        slots.forEach(Slot::restore);
    }

    /** Writes all it needs to go on, the parameters' values included. */
    void write(DataOutput out) throws IOException {
        out.writeInt(steps);
        for (Slot slot : slots) {
            slot.write(out);
        }
    }

    /** Reads what was written of the same parameters. */
    void read(DataInput in) throws IOException {
        steps = in.readInt();
        for (Slot slot : slots) {
            slot.read(in);
        }
    }
}
