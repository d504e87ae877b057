package dev.fairlead.benchmarks.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Locator;
import dev.fairlead.Metadata;
import dev.fairlead.Passage;
import dev.fairlead.RoutePath;
import dev.fairlead.Span;
import dev.fairlead.benchmarks.dataset.GoldAnswer;
import dev.fairlead.benchmarks.dataset.LabelledText;
import dev.fairlead.benchmarks.dataset.Query;
import dev.fairlead.benchmarks.metric.Bootstrap;
import dev.fairlead.benchmarks.metric.Confusion;
import dev.fairlead.benchmarks.report.Measurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MeasuresOfRunsTest {
    private static final double EXACT = 1e-12;

    private static Passage passage(String document, int start, int end) {
        Locator locator = new Locator(document, "", List.of(), new Span(start, end), OptionalInt.empty());
        return new Passage(document + start, locator, "x".repeat(end - start), Metadata.empty());
    }

    private static GoldQuestion gold(Span... spans) {
        Query query = new Query("q", "what", Optional.of("d"), Optional.empty(), Optional.of("Parties"));
        return new GoldQuestion(query, new GoldAnswer("q", "d", List.of(spans)));
    }

    @Test
    void one_gold_span_covered_by_80_percent_is_a_hit() {
        GoldQuestion gold = gold(new Span(0, 10), new Span(100, 110));
        var coverage = SpansRun.Coverage.of(gold, List.of(passage("d", 2, 40), passage("d", 105, 130)));
        assertEquals(1, coverage.any(), EXACT);
        assertEquals(0, coverage.all(), EXACT);
        assertEquals((0.8 + 0.5) / 2, coverage.mean(), EXACT);
    }

    @Test
    void passages_of_another_document_cover_nothing() {
        var coverage = SpansRun.Coverage.of(gold(new Span(0, 10)), List.of(passage("other", 0, 40)));
        assertEquals(new SpansRun.Coverage(0, 0, 0), coverage);
    }

    @Test
    void names_and_dates_are_reported_apart_from_clauses() {
        assertEquals(".first_occurrence", gold().part());
        Query clause = new Query("q", "what", Optional.empty(), Optional.empty(), Optional.of("Governing Law"));
        assertEquals(".clauses", new GoldQuestion(clause, gold().answer()).part());
    }

    @Test
    void a_quote_overlaps_gold_from_an_f1_of_a_half() {
        assertTrue(AnswersRun.overlaps("twelve months notice in writing", "twelve months"));
        assertFalse(AnswersRun.overlaps("twelve months notice in plain writing to all", "twelve months"));
    }

    @Test
    void the_share_of_grounded_that_went_direct_is_of_grounded_rows_only() {
        Confusion<RoutePath> confusion = new Confusion<>(RoutePath.class);
        confusion.add(RoutePath.GROUNDED, RoutePath.GROUNDED);
        confusion.add(RoutePath.GROUNDED, RoutePath.DIRECT);
        confusion.add(RoutePath.DIRECT, RoutePath.DIRECT);
        confusion.add(RoutePath.DIRECT, RoutePath.DIRECT);
        Map<String, Double> values = RoutesRun.report("s", confusion).measurements().stream()
                .collect(Collectors.toMap(Measurement::metric, Measurement::value));
        assertEquals(0.5, values.get("grounded_went_direct"), EXACT);
        assertEquals(0.75, values.get("accuracy"), EXACT);
        assertEquals(0.75, values.get("macro_recall"), EXACT);
    }

    @Test
    void a_macro_recall_is_as_unsure_as_its_smallest_route() {
        Bootstrap.Interval few = Bootstrap.meanOfMeans(List.of(new double[] {1, 1, 0, 1}, new double[] {1, 1}));
        double[] many = new double[400];
        Arrays.fill(many, 0, 300, 1);
        Bootstrap.Interval more = Bootstrap.meanOfMeans(List.of(many, new double[] {1, 1}));

        assertEquals(1, few.high(), EXACT);
        assertTrue(few.low() <= 0.75, few::toString);
        assertTrue(more.low() > 0.83 && more.high() < 0.92, more::toString);
        assertThrows(IllegalArgumentException.class, () -> Bootstrap.meanOfMeans(List.of(new double[0])));
    }

    @Test
    void every_domain_and_every_label_of_a_domain_has_one_voice() {
        Map<String, Double> values = DomainsRun.report(
                        "s",
                        List.of(
                                new DomainsRun.Taken("law", "a", "a"),
                                new DomainsRun.Taken("law", "a", "a"),
                                new DomainsRun.Taken("law", "a", "b"),
                                new DomainsRun.Taken("law", "b", "a"),
                                new DomainsRun.Taken("shop", "b", "b")))
                .measurements()
                .stream()
                .collect(Collectors.toMap(Measurement::metric, Measurement::value));
        assertEquals(0.5, values.get("accuracy.law"), EXACT);
        assertEquals((2.0 / 3 + 0) / 2, values.get("macro_recall.law"), EXACT);
        assertEquals((0.5 + 1) / 2, values.get("accuracy of domains"), EXACT);
        assertEquals((1.0 / 3 + 1) / 2, values.get("macro_recall of domains"), EXACT);
        assertEquals(3.0 / 5, values.get("accuracy of rows"), EXACT);
    }

    @Test
    void a_draw_takes_ten_of_each_label_and_repeats_with_its_seed() {
        List<LabelledText<String>> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.add(new LabelledText<>("text " + i, i % 3 == 0 ? "a" : "b"));
        }
        rows.add(new LabelledText<>("alone", "c"));
        List<LabelledText<String>> drawn = IntentsRun.few(rows, 5);
        assertEquals(
                Map.of("a", 10L, "b", 10L, "c", 1L),
                drawn.stream().collect(Collectors.groupingBy(LabelledText::label, Collectors.counting())));
        assertEquals(drawn, IntentsRun.few(rows, 5));
    }

    @Test
    void out_of_scope_rows_count_for_auroc_only() {
        Map<String, Double> metrics = IntentsRun.metrics(List.of(
                new IntentsRun.Judged(true, true, 0.9, 5),
                new IntentsRun.Judged(true, false, 0.5, 1),
                new IntentsRun.Judged(false, false, 0.6, 2)));
        assertEquals(0.5, metrics.get("accuracy"), EXACT);
        assertEquals(0.5, metrics.get("oos_auroc.probability"), EXACT);
        assertEquals(0.5, metrics.get("oos_auroc.logit"), EXACT);
        assertEquals((0.1 + 0.5) / 2, metrics.get("ece"), EXACT);
    }

    @Test
    void a_gate_is_chosen_on_development_rows_and_reported_on_others() {
        List<IntentsRun.Judged> dev = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            dev.add(judged(true, i > 2, i / 100.0));
        }
        List<IntentsRun.Judged> test = List.of(
                judged(true, true, 0.5),
                judged(true, true, 0.055),
                judged(true, false, 0.9),
                judged(false, false, 0.01),
                judged(false, false, 0.07),
                judged(false, false, 0.5));
        Map<String, Double> metrics = IntentsRun.atChosen(dev, test);
        // Of 100 rows 93 must stay right: the gate is .08; for 95 it is .06.
        assertEquals(1 / 3.0, metrics.get("accuracy.at_925"), EXACT);
        assertEquals(2 / 3.0, metrics.get("oos_recall.at_925"), EXACT);
        assertEquals(1 / 3.0, metrics.get("oos_recall.at_950"), EXACT);
        assertEquals(Map.of(), IntentsRun.atChosen(List.of(), test));
    }

    private static IntentsRun.Judged judged(boolean inScope, boolean correct, double typical) {
        return new IntentsRun.Judged(inScope, correct, 0.5, 1, typical, Optional.empty());
    }

    @Test
    void a_sample_keeps_the_order_of_the_rows() {
        List<Integer> rows = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
        List<Integer> drawn = Setting.draw(rows, 4, 1);
        assertEquals(4, drawn.size());
        assertEquals(drawn.stream().sorted().toList(), drawn);
        assertEquals(rows, Setting.draw(rows, 9, 1));
    }
}
