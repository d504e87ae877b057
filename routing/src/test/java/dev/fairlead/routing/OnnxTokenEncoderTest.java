package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.Deadline;
import dev.fairlead.Reranker;
import dev.fairlead.RerankerContract;
import dev.fairlead.TextEncoder.Kind;
import dev.fairlead.rerank.LateInteraction;
import dev.fairlead.rerank.TokenVectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The token vectors of the encoder that ships, and late interaction over them. */
final class OnnxTokenEncoderTest extends RerankerContract {
    private static OnnxTokenEncoder encoder;

    @BeforeAll
    static void open() {
        encoder = OnnxTextEncoder.bgeSmallBuilder().buildTokenEncoder();
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    @Override
    protected Reranker reranker() {
        return LateInteraction.of(encoder, 1 << 20);
    }

    private static TokenVectors vectors(String text, Kind kind) {
        return encoder.tokenVectors(text, kind, Deadline.never());
    }

    @Test
    void each_token_of_the_text_has_a_vector_and_no_other() {
        for (Kind kind : Kind.values()) {
            assertEquals(2, vectors("hello world", kind).tokens());
            assertEquals(384, vectors("hello world", kind).vector(1).length);
            assertEquals(0, vectors(" ", kind).tokens());
        }
        assertEquals(510, vectors("hello ".repeat(600), Kind.PASSAGE).tokens());
    }

    @Test
    void vectors_do_not_depend_on_what_was_encoded_before() {
        float[] first = vectors("storm damage", Kind.PASSAGE).vector(0);
        vectors("something else of another length", Kind.QUERY);
        assertArrayEquals(first, vectors("storm damage", Kind.PASSAGE).vector(0));
    }

    @Test
    void a_word_is_closer_to_itself_in_another_text_than_to_another_word() {
        TokenVectors one = vectors("storm damage", Kind.PASSAGE);
        TokenVectors other = vectors("repair after a storm", Kind.PASSAGE);
        assertEquals(3, nearest(one.vector(0), other));
    }

    private static int nearest(float[] vector, TokenVectors among) {
        int best = 0;
        for (int i = 1; i < among.tokens(); i++) {
            best = dot(vector, among.vector(i)) > dot(vector, among.vector(best)) ? i : best;
        }
        return best;
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    @Test
    void a_closed_encoder_says_so() {
        OnnxTokenEncoder closed = OnnxTextEncoder.bgeSmallBuilder().buildTokenEncoder();
        closed.close();
        assertThrows(IllegalStateException.class, () -> closed.tokenVectors("x", Kind.QUERY, Deadline.never()));
    }
}
