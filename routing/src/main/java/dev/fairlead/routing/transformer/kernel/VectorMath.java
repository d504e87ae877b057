package dev.fairlead.routing.transformer.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Exponentials and Gaussian error linear units a vector at a time, of additions and multiplications alone: the same bits whether
 * interpreted or compiled, which the API's own exponentials do not promise.
 */
final class VectorMath {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final float LEAST = -87; // its exponential is the least that is no subnormal number
    private static final float LOG2_E = 1.442695f;
    // The logarithm of 2 in two parts, the first of few bits: n times it is exact (Cody and Waite, 1980).
    private static final float LN2_HIGH = 355f / 512;
    private static final float LN2_LOW = -2.12194440e-4f;
    private static final float ROUNDING =
            1.5f * (1 << 23); // what is added to it is rounded to an integer, in its low bits
    private static final int MANTISSA_BITS = 23;
    private static final float ONE_OVER_ROOT_2_PI = 0.3989423f;

    private VectorMath() {}

    static void exp(float[] values, float shift, int from, int to) {
        int i = from;
        for (; i + LANES.length() <= to; i += LANES.length()) {
            exp(FloatVector.fromArray(LANES, values, i).sub(shift)).intoArray(values, i);
        }
        if (i < to) {
            var rest = LANES.indexInRange(i, to);
            exp(FloatVector.fromArray(LANES, values, i, rest).sub(shift)).intoArray(values, i, rest);
        }
    }

    /** Of values in [-87, 88], to 1e-7 relative; smaller ones count as -87. */
    private static FloatVector exp(FloatVector value) {
        FloatVector x = value.max(LEAST);
        FloatVector shifted = x.fma(FloatVector.broadcast(LANES, LOG2_E), FloatVector.broadcast(LANES, ROUNDING));
        FloatVector n = shifted.sub(ROUNDING);
        FloatVector r = n.fma(FloatVector.broadcast(LANES, -LN2_HIGH), x);
        r = n.fma(FloatVector.broadcast(LANES, -LN2_LOW), r);
        FloatVector p = FloatVector.broadcast(LANES, 1 / 720f);
        p = p.fma(r, FloatVector.broadcast(LANES, 1 / 120f));
        p = p.fma(r, FloatVector.broadcast(LANES, 1 / 24f));
        p = p.fma(r, FloatVector.broadcast(LANES, 1 / 6f));
        p = p.fma(r, FloatVector.broadcast(LANES, 0.5f));
        p = p.fma(r, FloatVector.broadcast(LANES, 1));
        p = p.fma(r, FloatVector.broadcast(LANES, 1));
        IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
        return p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    }

    static void gelu(float[] values, float[] slopes, int from, int to) {
        int i = from;
        for (; i + LANES.length() <= to; i += LANES.length()) {
            FloatVector x = FloatVector.fromArray(LANES, values, i);
            FloatVector density = exp(x.mul(x).mul(-0.5f)).mul(ONE_OVER_ROOT_2_PI);
            FloatVector below = below(x, density);
            x.mul(below).intoArray(values, i);
            x.fma(density, below).intoArray(slopes, i);
        }
        if (i < to) {
            var rest = LANES.indexInRange(i, to);
            FloatVector x = FloatVector.fromArray(LANES, values, i, rest);
            FloatVector density = exp(x.mul(x).mul(-0.5f)).mul(ONE_OVER_ROOT_2_PI);
            FloatVector below = below(x, density);
            x.mul(below).intoArray(values, i, rest);
            x.fma(density, below).intoArray(slopes, i, rest);
        }
    }

    /** The normal distribution function to 8e-8: Abramowitz and Stegun 1964, 26.2.17. */
    private static FloatVector below(FloatVector x, FloatVector density) {
        FloatVector t =
                FloatVector.broadcast(LANES, 1).div(x.abs().mul(0.2316419f).add(1));
        FloatVector p = FloatVector.broadcast(LANES, 1.3302745f);
        p = p.fma(t, FloatVector.broadcast(LANES, -1.8212559f));
        p = p.fma(t, FloatVector.broadcast(LANES, 1.7814779f));
        p = p.fma(t, FloatVector.broadcast(LANES, -0.35656378f));
        p = p.fma(t, FloatVector.broadcast(LANES, 0.31938154f));
        FloatVector tail = p.mul(t).mul(density);
        FloatVector upper = FloatVector.broadcast(LANES, 1).sub(tail);
        return tail.blend(upper, x.test(VectorOperators.IS_NEGATIVE).not());
    }
}
