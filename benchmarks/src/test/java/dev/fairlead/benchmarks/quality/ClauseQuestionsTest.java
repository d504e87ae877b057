package dev.fairlead.benchmarks.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Span;
import dev.fairlead.benchmarks.dataset.GoldAnswer;
import dev.fairlead.benchmarks.dataset.Query;
import dev.fairlead.benchmarks.metric.Bootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ClauseQuestionsTest {
    private static final String TEXT =
            "DISTRIBUTOR AGREEMENT between Airspan Networks, Inc. (the \"Vendor\") and The Glocall Company (the \"Distributor\").";

    private static GoldQuestion gold(String id, String category, String... answers) {
        List<Span> spans = new ArrayList<>();
        for (String answer : answers) {
            int start = TEXT.indexOf(answer);
            spans.add(new Span(start, start + answer.length()));
        }
        Query query =
                new Query(id, category + ": What about it?", Optional.of("d"), Optional.empty(), Optional.of(category));
        return new GoldQuestion(query, new GoldAnswer(id, "d", spans));
    }

    @Test
    void a_contract_is_called_by_its_parties_its_kind_and_their_roles() {
        List<GoldQuestion> questions = List.of(
                gold("1", "Document Name", "DISTRIBUTOR AGREEMENT"),
                gold("2", "Parties", "Airspan Networks, Inc.", "Distributor", "The Glocall Company"));
        Contract contract = Contract.of(questions, Map.of("d", TEXT)).get("d");
        assertEquals(
                new Contract(
                        "Airspan Networks, Inc.", "The Glocall Company", "distributor agreement", "the distributor"),
                contract);
        Map<String, String> forms = ClauseQuestions.standard().of(gold("7", "Insurance", "Vendor"), contract);
        assertEquals(
                "In the agreement between Airspan Networks, Inc. and The Glocall Company: What about it?",
                forms.get(ClauseQuestions.NAMED));
        assertTrue(forms.get(ClauseQuestions.PARAPHRASED).contains("the deal between Airspan Networks and Glocall"));
        assertTrue(forms.get(ClauseQuestions.ROLE).contains("the Airspan Networks distributor agreement"));
        assertTrue(forms.get(ClauseQuestions.ROLE).contains("the distributor"));
        forms.values().forEach(form -> assertFalse(form.contains("{"), form));
    }

    @Test
    void a_reduction_is_a_share_of_the_baseline() {
        double[] half = new double[200];
        double[] all = new double[200];
        for (int i = 0; i < all.length; i++) {
            half[i] = i % 2;
            all[i] = 1;
        }
        Bootstrap.Interval interval = Bootstrap.reduction(half, all);
        assertTrue(interval.low() > 0.4 && interval.low() < 0.5, interval.toString());
        assertTrue(interval.high() > 0.5 && interval.high() < 0.6, interval.toString());
    }
}
