package dev.fairlead.routing.transformer.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.routing.Pooling;
import dev.fairlead.routing.graph.BertWeights;
import dev.fairlead.routing.graph.TinyBert;
import dev.fairlead.routing.transformer.kernel.Block;
import dev.fairlead.routing.transformer.kernel.Team;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncoderTest {
    private static final Path WEIGHTS = Path.of("target", "weights");

    @ParameterizedTest
    @CsvSource({"bge-small-en-v1.5, CLS", "all-minilm-l6-v2, MEAN"})
    void vectors_of_a_packed_batch_are_those_of_onnx_runtime(String name, Pooling pooling) throws Exception {
        Path file = WEIGHTS.resolve(name + ".onnx");
        List<int[]> texts = RandomTexts.of(6, 3, 60, 30_000, 1);
        try (Team team = Team.of(1);
                OnnxReference reference = OnnxReference.open(file, pooling)) {
            Encoder encoder = new Encoder(BertWeights.read(file), pooling, team);
            Block vectors = encoder.forward(Batch.of(texts), Dropout.none());
            for (int text = 0; text < texts.size(); text++) {
                double[] expected = reference.vector(texts.get(text));
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(expected[i], vectors.values()[vectors.at(text) + i] / 20, 1e-5, name + " " + text);
                }
            }
        }
    }

    @Test
    void a_text_has_the_same_vector_whatever_is_packed_beside_it() {
        List<int[]> texts = RandomTexts.of(5, 1, TinyBert.POSITIONS, TinyBert.VOCABULARY, 3);
        try (Team team = Team.of(1)) {
            Encoder encoder = new Encoder(TinyBert.of(16, 2, 1), Pooling.MEAN, team);
            Block together = encoder.forward(Batch.of(texts), Dropout.none());
            float[] kept = together.values().clone();
            for (int text = 0; text < texts.size(); text++) {
                Block alone = encoder.forward(Batch.of(List.of(texts.get(text))), Dropout.none());
                for (int i = 0; i < 16; i++) {
                    assertEquals(kept[together.at(text) + i], alone.values()[i], 1e-4);
                }
            }
        }
    }

    @Test
    void weights_go_in_and_come_out_again_under_the_same_names() {
        BertWeights weights = TinyBert.of(16, 2, 5);
        try (Team team = Team.of(1)) {
            Map<String, float[]> values = new Encoder(weights, Pooling.CLS, team).values();
            for (Map.Entry<String, float[]> entry : values.entrySet()) {
                assertArrayEquals(weights.values(entry.getKey()), entry.getValue(), entry.getKey());
            }
            assertEquals(4 + 2 * 16, values.size());
            BertWeights same = weights.with(values::get);
            assertEquals(weights.depth(), same.depth());
        }
    }

    @Test
    void dropout_drops_the_same_values_for_the_same_key_and_about_as_many_as_it_shall() {
        float[] values = new float[40_001];
        Arrays.fill(values, 1);
        float[] again = values.clone();
        Dropout.of(0.1, 7).apply(values, 0, values.length, 3);
        Dropout.of(0.1, 7).apply(again, 0, values.length, 3);

        assertArrayEquals(values, again);
        int dropped = 0;
        for (float value : values) {
            assertTrue(value == 0 || Math.abs(value - 1 / 0.9) < 1e-4, () -> "value " + value);
            dropped += value == 0 ? 1 : 0;
        }
        assertEquals(4000, dropped, 6 * Math.sqrt(3600)); // six deviations
    }

    /** Arrays grow in the first pass, where two threads must not each make one of their own. */
    @Test
    void first_gradients_are_the_same_whatever_the_number_of_threads() {
        BertWeights weights = TinyBert.of(8, 2, 1);
        Batch batch = Batch.of(RandomTexts.of(16, 9, 9, TinyBert.VOCABULARY, 2));
        try (Team alone = Team.of(1);
                Team two = Team.of(2)) {
            float[] expected = gradient(weights, batch, alone);
            for (int i = 0; i < 1_000; i++) {
                assertArrayEquals(expected, gradient(weights, batch, two), "pass " + i);
            }
        }
    }

    private static float[] gradient(BertWeights weights, Batch batch, Team team) {
        Encoder encoder = new Encoder(weights, Pooling.MEAN, team);
        Parameter projection = encoder.projections().getFirst().weight();
        projection.train();
        Block vectors = encoder.forward(batch, Dropout.none());
        float[] ones = new float[vectors.rows() * vectors.columns()];
        for (int i = 0; i < ones.length; i++) {
            ones[i] = i % 3 - 1;
        }
        encoder.backward(batch, Dropout.none(), Block.of(ones, vectors.rows(), vectors.columns()));
        return projection.gradient();
    }
}
