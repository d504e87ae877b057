package dev.fairlead.routing.transformer.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class TeamTest {
    @Test
    void each_task_is_run_once_whatever_the_number_of_threads() {
        for (int threads = 1; threads <= 4; threads++) {
            try (Team team = Team.of(threads)) {
                AtomicIntegerArray runs = new AtomicIntegerArray(1000);
                team.each(1000, (worker, i) -> runs.incrementAndGet(i));
                for (int i = 0; i < 1000; i++) {
                    assertEquals(1, runs.get(i));
                }
            }
        }
    }

    @Test
    void what_a_task_throws_reaches_the_caller_and_the_team_works_on() {
        try (Team team = Team.of(2)) {
            RuntimeException thrown = assertThrows(
                    RuntimeException.class,
                    () -> team.each(2, (worker, i) -> {
                        throw new UnsupportedOperationException("task");
                    }));
            Throwable cause = thrown instanceof UnsupportedOperationException ? thrown : thrown.getCause();
            assertInstanceOf(UnsupportedOperationException.class, cause);

            int[] done = new int[50];
            team.each(50, (worker, i) -> done[i] = i);
            assertEquals(49, done[49]);
        }
    }

    @Test
    void an_interrupt_is_kept_until_the_tasks_are_done() {
        try (Team team = Team.of(2)) {
            int[] done = new int[100];
            Thread.currentThread().interrupt();
            team.each(100, (worker, i) -> done[i] = 1);
            assertTrue(Thread.interrupted());
            for (int one : done) {
                assertEquals(1, one);
            }
        }
    }

    @Test
    void a_turned_matrix_has_rows_for_columns() {
        float[] values = new float[35 * 70];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        try (Team team = Team.of(2)) {
            Block turned = team.turned(Block.of(values, 35, 70));
            assertEquals(70, turned.rows());
            for (int row = 0; row < 35; row++) {
                for (int column = 0; column < 70; column++) {
                    assertEquals(values[row * 70 + column], turned.values()[turned.at(column) + row]);
                }
            }
        }
    }

    @Test
    void shares_sum_to_one_however_large_the_scores() {
        float[] scores = {9, 1000, 1001, 999, -1000, 5};
        try (Team team = Team.on(new PlainKernel(), 1)) {
            team.each(1, (worker, i) -> worker.softmax(scores, 1, 4));
        }
        double sum = 1 + Math.exp(-1) + Math.exp(-2);
        float[] expected = {9, (float) (Math.exp(-1) / sum), (float) (1 / sum), (float) (Math.exp(-2) / sum), 0, 5};
        assertArrayEquals(expected, scores, 1e-6f);
    }

    @Test
    void this_jvm_has_the_vector_api() {
        assertInstanceOf(VectorKernel.class, Kernels.fastest());
    }
}
