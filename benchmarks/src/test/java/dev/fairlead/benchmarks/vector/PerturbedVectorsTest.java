package dev.fairlead.benchmarks.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.Deadline;
import dev.fairlead.TextEncoder.Kind;
import dev.fairlead.benchmarks.LetterEncoder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PerturbedVectorsTest {
    private static final List<String> TEXTS =
            List.of("rent is due", "the vessel sails", "audit rights", "no such word");

    @TempDir
    private Path folder;

    @Test
    void a_passage_gets_a_real_vector_moved_the_same_each_time_and_a_question_its_own() {
        try (StoredVectors stored = StoredVectors.of(new LetterEncoder(), folder)) {
            TEXTS.forEach(text -> stored.encode(text, Kind.PASSAGE, Deadline.never()));
            assertEquals(TEXTS.size(), stored.kept(TEXTS).size());
            assertEquals(0, stored.kept(List.of("never encoded")).size());
            PerturbedVectors perturbed = new PerturbedVectors(stored, stored.kept(TEXTS));
            float[] vector = passage(perturbed, "lease");
            assertArrayEquals(vector, passage(perturbed, "lease"));
            assertFalse(Arrays.equals(vector, passage(perturbed, "cargo")));
            assertEquals(1, dot(vector, vector), 1e-5);
            assertArrayEquals(
                    stored.encode("due", Kind.QUERY, Deadline.never()).vector(),
                    perturbed.encode("due", Kind.QUERY, Deadline.never()).vector());
        }
    }

    @Test
    void without_a_real_vector_there_is_nothing_to_move() {
        assertThrows(IllegalArgumentException.class, () -> new PerturbedVectors(new LetterEncoder(), List.of()));
    }

    private static float[] passage(PerturbedVectors vectors, String text) {
        return vectors.encode(text, Kind.PASSAGE, Deadline.never()).vector();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
