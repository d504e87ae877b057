package dev.fairlead.routing.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.routing.transformer.kernel.Team;
import dev.fairlead.routing.transformer.network.Parameter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps beside the paper's formulas in doubles. */
class AdamWTest {
    private static final int COUNT = 20_003; // two ranges
    private static final double RATE = 0.01;
    private static final double DECAY = 0.1;

    @ParameterizedTest
    @CsvSource({"MATRIX, 0.001", "MATRIX, 10", "VECTOR, 0.001"})
    void moves_as_the_paper_says(Parameter.Kind kind, double size) {
        Random random = new Random(1);
        float[] values = new float[COUNT];
        double[] expected = new double[COUNT];
        double[] first = new double[COUNT];
        double[] second = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            values[i] = (float) random.nextGaussian();
            expected[i] = values[i];
        }
        Parameter parameter = new Parameter("weights", values, 1, kind);
        parameter.train();
        try (Team team = Team.of(2)) {
            AdamW adam = new AdamW(team, DECAY);
            adam.add(List.of(parameter), RATE);
            for (int step = 1; step <= 4; step++) {
                double length = 0;
                for (int i = 0; i < COUNT; i++) {
                    parameter.gradient()[i] = (float) (size * random.nextGaussian());
                    length += (double) parameter.gradient()[i] * parameter.gradient()[i];
                }
                double cut = Math.min(1, 1 / Math.sqrt(length));
                for (int i = 0; i < COUNT; i++) {
                    double slope = cut * parameter.gradient()[i];
                    first[i] = 0.9 * first[i] + 0.1 * slope;
                    second[i] = 0.999 * second[i] + 0.001 * slope * slope;
                    double direction = first[i] / (1 - Math.pow(0.9, step));
                    double spread = Math.sqrt(second[i] / (1 - Math.pow(0.999, step)));
                    double decayed = kind == Parameter.Kind.MATRIX ? 1 - RATE / 2 * DECAY : 1;
                    expected[i] = decayed * expected[i] - RATE / 2 * direction / (spread + 1e-8);
                }
                adam.step(0.5);
            }
        }
        for (int i = 0; i < COUNT; i++) {
            assertEquals(expected[i], values[i], 2e-5);
            assertEquals(0, parameter.gradient()[i]);
        }
    }

    @Test
    void each_example_is_learnt_from_once_an_epoch_and_steps_rise_and_fall() {
        Schedule schedule = new Schedule(10, 4, 5, 1);
        int[] seen = new int[10];
        double largest = 0;
        double last = 1;
        int epochs = 0;
        while (schedule.advance()) {
            for (int example : schedule.batch()) {
                seen[example]++;
            }
            largest = Math.max(largest, schedule.share());
            last = schedule.share();
            epochs += schedule.endsEpoch() ? 1 : 0;
        }
        for (int times : seen) {
            assertEquals(5, times);
        }
        assertEquals(5, epochs);
        assertEquals(1, largest, 0.1);
        assertEquals(0, last, 0.1);
    }
}
