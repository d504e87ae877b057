package dev.fairlead.benchmarks.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.RoutePath;
import dev.fairlead.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextMeasuresTest {
    private static final double EXACT = 1e-12;

    @Test
    void words_lose_case_punctuation_and_articles() {
        assertEquals(List.of("quick", "foxs", "tail"), QuoteMatch.words("The quick, fox's -- an a   Tail!"));
    }

    @Test
    void f1_counts_a_repeated_word_as_often_as_both_have_it() {
        // quoted: term is two years two; gold: two years. Common: two, years.
        assertEquals(2.0 * 2 / (5 + 2), QuoteMatch.f1("The term is two years, two.", "two years"), EXACT);
    }

    @Test
    void f1_of_texts_without_common_words_is_zero() {
        assertEquals(0, QuoteMatch.f1("alpha", "beta"), EXACT);
        assertEquals(0, QuoteMatch.f1("the", "beta"), EXACT);
    }

    @Test
    void f1_of_two_texts_without_words_is_one() {
        assertEquals(1, QuoteMatch.f1("the", "..."), EXACT);
    }

    @Test
    void a_quote_contains_gold_words_in_order_and_whole() {
        assertTrue(QuoteMatch.contains("It lasts for two (2) years.", "two 2 years"));
        assertFalse(QuoteMatch.contains("It lasts for twenty years.", "twenty year"));
    }

    @Test
    void coverage_counts_each_character_once() {
        List<Span> found = List.of(new Span(5, 12), new Span(0, 4), new Span(8, 14), new Span(30, 40));
        assertEquals(0.5, SpanCoverage.of(new Span(10, 18), List.of(new Span(2, 12), new Span(11, 14))), EXACT);
        assertEquals((2 + 9) / 12.0, SpanCoverage.of(new Span(2, 14), found), EXACT);
    }

    @Test
    void coverage_by_nothing_is_zero_and_by_all_is_one() {
        assertEquals(0, SpanCoverage.of(new Span(3, 6), List.of()), EXACT);
        assertEquals(1, SpanCoverage.of(new Span(3, 6), List.of(new Span(0, 100))), EXACT);
    }

    @Test
    void coverage_of_an_empty_span_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> SpanCoverage.of(new Span(3, 3), List.of()));
    }

    @Test
    void macro_recall_gives_every_label_one_voice() {
        Confusion<RoutePath> confusion = new Confusion<>(RoutePath.class);
        confusion.add(RoutePath.GROUNDED, RoutePath.GROUNDED);
        confusion.add(RoutePath.GROUNDED, RoutePath.GROUNDED);
        confusion.add(RoutePath.GROUNDED, RoutePath.DIRECT);
        confusion.add(RoutePath.TOOL, RoutePath.GROUNDED);
        assertEquals(2.0 / 3, confusion.recall(RoutePath.GROUNDED), EXACT);
        assertEquals(0, confusion.recall(RoutePath.TOOL), EXACT);
        assertEquals(1.0 / 3, confusion.macroRecall(), EXACT);
        assertEquals(0.5, confusion.accuracy(), EXACT);
        assertEquals(1, confusion.count(RoutePath.GROUNDED, RoutePath.DIRECT));
        assertEquals(List.of(RoutePath.GROUNDED, RoutePath.TOOL), confusion.labels());
    }
}
