package dev.fairlead.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Evidence;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class ContextPlanTest {
    /** Three a million, a tenth of that from the cache, a quarter more into it. */
    private static final Prices PRICES = new Prices(3, 0.3, 3.75);

    private static final OptionalLong NONE = OptionalLong.empty();

    private static ContextSizes corpus(long tokens) {
        return new ContextSizes(2_000, NONE, OptionalLong.of(tokens));
    }

    private static ContextSizes documents(long tokens) {
        return new ContextSizes(2_000, OptionalLong.of(tokens), NONE);
    }

    @Test
    void the_whole_corpus_is_chosen_up_to_the_cap_and_not_one_token_beyond() {
        ContextBudget budget = ContextBudget.ofTokens(200_000).corpusCap(50_000);
        assertEquals(Evidence.Kind.WHOLE_CORPUS, budget.plan(corpus(50_000)).kind());
        ContextPlan beyond = budget.plan(corpus(50_001));
        assertEquals(Evidence.Kind.RETRIEVED, beyond.kind());
        assertTrue(beyond.reason().contains("50,000"), beyond.reason());
    }

    @Test
    void documents_a_question_wants_are_sent_up_to_the_budget_and_not_one_token_beyond() {
        ContextBudget budget = ContextBudget.documentsOnly();
        assertEquals(
                Evidence.Kind.WHOLE_DOCUMENTS, budget.plan(documents(200_000)).kind());
        ContextPlan beyond = budget.plan(documents(200_001));
        assertEquals(Evidence.Kind.RETRIEVED, beyond.kind());
        assertTrue(beyond.reason().contains("200,001"), beyond.reason());
        assertTrue(beyond.reason().contains("searched instead"), beyond.reason());
    }

    @Test
    void documents_a_question_wants_come_before_the_corpus() {
        ContextSizes both = new ContextSizes(2_000, OptionalLong.of(30_000), OptionalLong.of(40_000));
        assertEquals(
                Evidence.Kind.WHOLE_DOCUMENTS,
                ContextBudget.ofTokens(200_000).plan(both).kind());
    }

    @Test
    void a_cap_of_nothing_and_an_empty_corpus_are_searched() {
        assertEquals(
                Evidence.Kind.RETRIEVED,
                ContextBudget.ofTokens(200_000).corpusCap(0).plan(corpus(10)).kind());
        assertEquals(
                Evidence.Kind.RETRIEVED,
                ContextBudget.ofTokens(200_000).plan(corpus(0)).kind());
    }

    @Test
    void the_arithmetic_of_a_warm_cache() {
        // 60 an hour and 5 minutes: warm = 1 - e^-5 = .9932621; .1 * (.9932621 * .3 + .0067379 * 3.75) = .03232459.
        Spending spending = new Spending(PRICES, 60, 1);
        assertEquals(0.9932621, spending.warm(), 1e-7);
        assertEquals(0.03232459, spending.ofCorpus(100_000), 1e-8);
        assertEquals(0.006, spending.ofPassages(2_000), 1e-12);
    }

    @Test
    void the_arithmetic_of_a_cold_cache() {
        // One an hour: warm = 1 - e^(-1/12) = .0799556; .1 * (.0799556 * .3 + .9200444 * 3.75) = .34741532.
        Spending spending = new Spending(PRICES, 1, 1);
        assertEquals(0.0799556, spending.warm(), 1e-7);
        assertEquals(0.3474153, spending.ofCorpus(100_000), 1e-7);
    }

    @Test
    void a_cache_that_keeps_nothing_costs_the_full_price_always() {
        Spending spending = new Spending(new Prices(2, 0.5), 1_000, Duration.ZERO, 1);
        assertEquals(0, spending.warm());
        assertEquals(0.2, spending.ofCorpus(100_000), 1e-12);
    }

    @Test
    void the_rate_of_questions_decides_at_equal_size_and_prices() {
        ContextBudget budget = ContextBudget.ofTokens(200_000);
        ContextPlan often = budget.spending(new Spending(PRICES, 60, 0.05)).plan(corpus(100_000));
        ContextPlan rarely = budget.spending(new Spending(PRICES, 1, 0.05)).plan(corpus(100_000));
        assertEquals(Evidence.Kind.WHOLE_CORPUS, often.kind());
        assertEquals(Evidence.Kind.RETRIEVED, rarely.kind());
        assertTrue(rarely.reason().contains("0.3474"), rarely.reason());
        assertEquals(0.03232459, often.costPerQuestion().orElseThrow(), 1e-8);
        assertEquals(0.006, rarely.costPerQuestion().orElseThrow(), 1e-12);
    }

    @Test
    void a_corpus_no_dearer_than_passages_needs_no_leave() {
        // 10,000 tokens, cache always warm within rounding: .003 against .006.
        Spending spending = new Spending(PRICES, 100_000, 0);
        assertEquals(
                Evidence.Kind.WHOLE_CORPUS,
                ContextBudget.ofTokens(200_000)
                        .spending(spending)
                        .plan(corpus(10_000))
                        .kind());
        assertEquals(
                Evidence.Kind.RETRIEVED,
                ContextBudget.ofTokens(200_000)
                        .spending(spending)
                        .plan(corpus(30_000))
                        .kind());
    }

    @Test
    void every_alternative_carries_its_tokens_and_its_cost() {
        ContextSizes sizes = new ContextSizes(2_000, OptionalLong.of(30_000), OptionalLong.of(100_000));
        ContextPlan plan = ContextBudget.ofTokens(200_000)
                .spending(new Spending(PRICES, 60, 1))
                .plan(sizes);
        assertEquals(
                List.of(2_000L, 30_000L, 100_000L),
                plan.alternatives().stream()
                        .map(ContextPlan.Alternative::tokens)
                        .toList());
        assertEquals(
                List.of(0.006, 0.09, 0.0323),
                plan.alternatives().stream()
                        .map(one -> Math.round(one.costPerQuestion().orElseThrow() * 1e4) / 1e4)
                        .toList());
        assertEquals(30_000, plan.tokens());
        assertEquals(30_000L, plan.details().get("whole_documents.tokens"));
    }

    @Test
    void without_prices_nothing_has_a_cost() {
        ContextPlan plan = ContextBudget.ofTokens(1_000).plan(corpus(900));
        assertEquals(OptionalDouble.empty(), plan.costPerQuestion());
    }

    @Test
    void a_forced_kind_ignores_cap_and_price_but_never_the_size() {
        ContextBudget forced = ContextBudget.ofTokens(200_000)
                .corpusCap(10)
                .spending(new Spending(PRICES, 1, 0))
                .forcing(Evidence.Kind.WHOLE_CORPUS);
        assertTrue(forced.considersCorpus());
        assertEquals(Evidence.Kind.WHOLE_CORPUS, forced.plan(corpus(200_000)).kind());
        assertEquals(Evidence.Kind.RETRIEVED, forced.plan(corpus(200_001)).kind());
        ContextBudget searched = ContextBudget.ofTokens(200_000).forcing(Evidence.Kind.RETRIEVED);
        assertEquals(Evidence.Kind.RETRIEVED, searched.plan(corpus(10)).kind());
        ContextPlan unnamed = ContextBudget.ofTokens(200_000)
                .forcing(Evidence.Kind.WHOLE_DOCUMENTS)
                .plan(corpus(10));
        assertEquals(Evidence.Kind.RETRIEVED, unnamed.kind());
        assertTrue(unnamed.reason().contains("names none"), unnamed.reason());
    }

    @Test
    void numbers_out_of_range_are_refused_by_name() {
        assertThrows(IllegalArgumentException.class, () -> ContextBudget.ofTokens(0));
        assertThrows(
                IllegalArgumentException.class, () -> ContextBudget.ofTokens(10).corpusCap(11));
        assertThrows(IllegalArgumentException.class, () -> new Prices(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Prices(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Spending(PRICES, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Spending(PRICES, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> new Spending(PRICES, 1, Duration.ofMinutes(-1), 1));
        assertThrows(IllegalArgumentException.class, () -> new ContextSizes(-1, NONE, NONE));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ContextPlan(Evidence.Kind.WHOLE_CORPUS, "no such way", List.of()));
    }
}
