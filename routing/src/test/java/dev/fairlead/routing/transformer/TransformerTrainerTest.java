package dev.fairlead.routing.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.routing.Pooling;
import dev.fairlead.routing.graph.BertWeights;
import dev.fairlead.routing.graph.TinyBert;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransformerTrainerTest {
    private static final long SEED = 3;
    private static final String WORDS = "embeddings.word_embeddings.weight";
    private static final String QUERY = "encoder.layer.0.attention.self.query.weight";
    private static final String KEY = "encoder.layer.0.attention.self.key.weight";
    private static final BertWeights TINY = TinyBert.of(8, 2, SEED);

    /** Texts of nine tokens; the class is whether most of them are odd. Eight random numbers a token do not tell that. */
    static List<Example> majority(int count, long seed) {
        Random random = new Random(seed);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] tokens = random.ints(9, 0, TinyBert.VOCABULARY).toArray();
            int odd = Arrays.stream(tokens).map(token -> token % 2).sum();
            examples.add(new Example(tokens, odd > 4 ? 1 : 0));
        }
        return examples;
    }

    private static TransformerTrainer.Builder trainer(Depth depth) {
        return TransformerTrainer.builder(TINY, Pooling.MEAN)
                .depth(depth)
                .epochs(1)
                .batch(16)
                .threads(1)
                .seed(SEED);
    }

    private static double accuracy(FineTuned model, List<Example> texts) {
        List<float[]> probabilities = model.probabilities(texts, 1);
        int right = 0;
        for (int i = 0; i < texts.size(); i++) {
            float[] shares = probabilities.get(i);
            right += (shares[1] > shares[0] ? 1 : 0) == texts.get(i).label() ? 1 : 0;
        }
        return right / (double) texts.size();
    }

    @Test
    void full_fine_tuning_learns_what_a_head_cannot() {
        List<Example> train = majority(600, 1);
        List<Example> test = majority(300, 2);
        List<Progress> told = new ArrayList<>();

        FineTuned head = trainer(Depth.head()).build().fit(train, test, 2);
        FineTuned full = trainer(Depth.full())
                .rate(5e-3)
                .epochs(8)
                .listener(told::add)
                .build()
                .fit(train, test, 2);

        assertTrue(accuracy(head, test) < 0.7, () -> "head alone " + accuracy(head, test));
        assertTrue(accuracy(full, test) > 0.8, () -> "full " + accuracy(full, test) + " after " + told);
        assertEquals(8, told.size());
        assertTrue(told.getLast().loss() < 0.7 * told.getFirst().loss(), told::toString);
        assertEquals(
                accuracy(full, test), told.getLast().heldOut().orElseThrow().accuracy(), 1e-9);
        assertEquals(8, told.getLast().epoch());
        assertTrue(told.getLast().remaining().isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "low rank"})
    void the_same_seed_gives_the_same_bits_whatever_the_number_of_threads(String depth) {
        Depth chosen = depth.equals("full") ? Depth.full() : Depth.lowRank(2);
        List<Example> train = majority(100, 1);

        FineTuned one = trainer(chosen).build().fit(train, List.of(), 2);
        FineTuned two = trainer(chosen).threads(2).build().fit(train, List.of(), 2);
        FineTuned other = trainer(chosen).seed(SEED + 1).build().fit(train, List.of(), 2);

        assertArrayEquals(one.weights().values(QUERY), two.weights().values(QUERY));
        assertArrayEquals(one.weights().values(WORDS), two.weights().values(WORDS));
        assertArrayEquals(
                one.probabilities(train, 1).getFirst(),
                two.probabilities(train, 2).getFirst());
        assertFalse(Arrays.equals(one.weights().values(QUERY), other.weights().values(QUERY)));
    }

    @Test
    void low_rank_changes_its_targets_by_a_matrix_of_that_rank_and_nothing_else() {
        FineTuned adapted = trainer(Depth.lowRank(1)).build().fit(majority(100, 1), List.of(), 2);

        assertArrayEquals(TINY.values(KEY), adapted.weights().values(KEY));
        assertArrayEquals(TINY.values(WORDS), adapted.weights().values(WORDS));
        float[] before = TINY.values(QUERY);
        float[] after = adapted.weights().values(QUERY);
        double[][] change = new double[2][2];
        double largest = 0;
        for (int i = 0; i < 4; i++) {
            int at = i / 2 * 8 + i % 2;
            change[i / 2][i % 2] = (double) after[at] - before[at];
            largest = Math.max(largest, Math.abs(change[i / 2][i % 2]));
        }
        double determinant = change[0][0] * change[1][1] - change[0][1] * change[1][0];
        assertTrue(largest > 1e-6, "queries did not change");
        assertEquals(0, determinant / (largest * largest), 1e-2);
    }

    @Test
    void the_head_alone_leaves_the_encoder_as_it_was() {
        FineTuned model = trainer(Depth.head()).build().fit(majority(60, 1), List.of(), 2);

        assertArrayEquals(TINY.values(QUERY), model.weights().values(QUERY));
        assertArrayEquals(TINY.values(WORDS), model.weights().values(WORDS));
    }

    @Test
    void a_training_can_be_given_up() {
        List<Progress> told = new ArrayList<>();
        TransformerTrainer.Builder builder = trainer(Depth.full()).epochs(1000).listener(told::add);
        TransformerTrainer later = builder.stopWhen(() -> told.size() == 2).build();
        TransformerTrainer atOnce = builder.stopWhen(() -> true).build();

        assertEquals("training was given up in epoch 3", cancellation(later));
        assertEquals("training was given up while the head was fitted", cancellation(atOnce));
    }

    private static String cancellation(TransformerTrainer trainer) {
        return assertThrows(CancellationException.class, () -> trainer.fit(majority(64, 1), List.of(), 2))
                .getMessage();
    }

    private static String refusal(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }

    @Test
    void what_cannot_be_learnt_from_is_named() {
        TransformerTrainer trainer = trainer(Depth.head()).build();
        List<Example> good = majority(4, 1);
        List<Example> unknown = List.of(good.get(0), new Example(new int[] {TinyBert.VOCABULARY}, 0));
        List<Example> lengthy = List.of(new Example(new int[TinyBert.POSITIONS + 1], 0));

        assertEquals("examples must not be empty", refusal(() -> trainer.fit(List.of(), List.of(), 2)));
        assertEquals("classes must be at least 2, was 1", refusal(() -> trainer.fit(good, List.of(), 1)));
        assertEquals(
                "tokens of examples[1] must be in [0, 40), was 40", refusal(() -> trainer.fit(unknown, List.of(), 2)));
        assertEquals("heldOut[0] must have at most 24 tokens, had 25", refusal(() -> trainer.fit(good, lengthy, 2)));
        List<Example> third = List.of(new Example(new int[] {1}, 2));
        assertEquals(
                "the label of examples[0] must be below 2, was 2", refusal(() -> trainer.fit(third, List.of(), 2)));
        assertEquals("tokens must not be empty", refusal(() -> new Example(new int[0], 0)));
        assertEquals("label must be at least 0, was -1", refusal(() -> new Example(new int[1], -1)));
    }

    @Test
    void settings_outside_their_ranges_are_named() {
        TransformerTrainer.Builder builder = trainer(Depth.full());

        assertEquals("rate must be in (0, 0.1], was 0.2", refusal(() -> builder.rate(0.2)));
        assertEquals("epochs must be in [1, 1000], was 0", refusal(() -> builder.epochs(0)));
        assertEquals("batch must be in [1, 4096], was 5000", refusal(() -> builder.batch(5000)));
        assertEquals("threads must be in [1, 1024], was 0", refusal(() -> builder.threads(0)));
        assertEquals("dropout must be in [0, 0.9], was 1.0", refusal(() -> builder.dropout(1)));
        assertEquals("rank must be in [1, 256], was 0", refusal(() -> Depth.lowRank(0)));
    }
}
