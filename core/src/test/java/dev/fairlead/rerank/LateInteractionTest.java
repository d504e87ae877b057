package dev.fairlead.rerank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.Evidences;
import dev.fairlead.Passage;
import dev.fairlead.Reranker;
import dev.fairlead.RerankerContract;
import dev.fairlead.TextEncoder;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LateInteractionTest extends RerankerContract {
    private static final long MEGABYTE = 1 << 20;

    @Override
    protected Reranker reranker() {
        return LateInteraction.of(new WordTokenEncoder(), MEGABYTE);
    }

    private static List<Passage> passages(String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(i -> Evidences.passage("p" + i, "", texts[i]))
                .toList();
    }

    private static double[] scores(TokenEncoder encoder, String question, String... texts) {
        return LateInteraction.of(encoder, MEGABYTE).scores(question, passages(texts), Deadline.never());
    }

    /** One token a letter, its vector drawn from a seed. */
    private static TokenEncoder random(long seed, int dimension) {
        return (text, kind, deadline) -> {
            float[][] vectors = new float[text.length()][dimension];
            for (int i = 0; i < vectors.length; i++) {
                Random random = new Random(seed + text.charAt(i));
                for (int j = 0; j < dimension; j++) {
                    vectors[i][j] = (float) random.nextGaussian();
                }
            }
            return TokenVectors.of(vectors);
        };
    }

    /** The definition, multiplied out. */
    private static double expected(TokenVectors question, TokenVectors passage) {
        double sum = 0;
        for (int i = 0; i < question.tokens(); i++) {
            double best = -1;
            for (int j = 0; j < passage.tokens(); j++) {
                float[] asked = question.vector(i);
                float[] held = passage.vector(j);
                double dot = 0;
                for (int k = 0; k < asked.length; k++) {
                    dot += asked[k] * (held[k] > 0 ? 1 : -1) / Math.sqrt(asked.length);
                }
                best = Math.max(best, dot);
            }
            sum += best;
        }
        return sum / question.tokens();
    }

    @Test
    void a_score_is_the_mean_of_the_best_cosines_with_the_signs_of_the_passage() {
        for (int dimension : List.of(1, 7, 8, 9, 64, 100, 384)) {
            TokenEncoder encoder = random(20_261_128L, dimension);
            double score = scores(encoder, "question", "some other text")[0];
            TokenVectors question = encoder.tokenVectors("question", TextEncoder.Kind.QUERY, Deadline.never());
            TokenVectors passage =
                    encoder.tokenVectors("p0\nsome other text", TextEncoder.Kind.PASSAGE, Deadline.never());
            assertEquals(expected(question, passage), score, 1e-5, "dimension " + dimension);
        }
    }

    @Test
    void a_passage_is_encoded_once() {
        WordTokenEncoder encoder = new WordTokenEncoder();
        LateInteraction reranker = LateInteraction.of(encoder, MEGABYTE);
        List<Passage> passages = passages("storm damage", "monthly rent");
        double[] first = reranker.scores("storm", passages, Deadline.never());
        assertEquals(3, encoder.calls());
        assertArrayEquals(first, reranker.scores("storm", passages, Deadline.never()));
        assertEquals(4, encoder.calls());
    }

    @Test
    void nothing_is_kept_beyond_the_limit() {
        WordTokenEncoder encoder = new WordTokenEncoder();
        LateInteraction reranker = LateInteraction.of(encoder, 0);
        List<Passage> passages = passages("storm damage");
        reranker.scores("storm", passages, Deadline.never());
        reranker.scores("storm", passages, Deadline.never());
        assertEquals(4, encoder.calls());
        assertThrows(IllegalArgumentException.class, () -> LateInteraction.of(encoder, -1));
    }

    @Test
    void passages_the_deadline_cuts_off_have_no_score() {
        WordTokenEncoder words = new WordTokenEncoder();
        TokenEncoder late = (text, kind, deadline) -> {
            if (text.contains("slow")) {
                throw new DeadlineExceededException("the run was ended at the deadline");
            }
            return words.tokenVectors(text, kind, deadline);
        };
        assertEquals(2, scores(late, "storm", "storm", "rent", "slow", "berth").length);
        assertEquals(0, scores(late, "storm", "slow", "berth").length);
        assertThrows(DeadlineExceededException.class, () -> scores(late, "slow", "berth"));
    }

    @Test
    void a_text_without_tokens_neither_helps_nor_breaks() {
        TokenEncoder none = (text, kind, deadline) -> TokenVectors.of(new float[0][]);
        assertArrayEquals(new double[] {0}, scores(none, "storm", "berth"));
        TokenEncoder onlyQuestions = (text, kind, deadline) -> kind == TextEncoder.Kind.QUERY
                ? TokenVectors.of(new float[][] {{1, 0}})
                : TokenVectors.of(new float[0][]);
        assertArrayEquals(new double[] {-1}, scores(onlyQuestions, "storm", "berth"));
    }

    @Test
    void vectors_are_brought_to_unit_length_and_checked() {
        TokenVectors vectors = TokenVectors.of(new float[][] {{3, 4}});
        assertArrayEquals(new float[] {0.6f, 0.8f}, vectors.vector(0));
        assertThrows(IllegalArgumentException.class, () -> TokenVectors.of(new float[][] {{0, 0}}));
        assertThrows(IllegalArgumentException.class, () -> TokenVectors.of(new float[][] {{1, Float.NaN}}));
        IllegalArgumentException uneven =
                assertThrows(IllegalArgumentException.class, () -> TokenVectors.of(new float[][] {{1}, {1, 2}}));
        assertTrue(String.valueOf(uneven.getMessage()).contains("1 and 2"));
    }
}
