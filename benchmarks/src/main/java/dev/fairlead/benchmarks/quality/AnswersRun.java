package dev.fairlead.benchmarks.quality;

import dev.fairlead.Answer;
import dev.fairlead.Citation;
import dev.fairlead.Fairlead;
import dev.fairlead.benchmarks.dataset.GoldAnswer;
import dev.fairlead.benchmarks.metric.Auroc;
import dev.fairlead.benchmarks.metric.QuoteMatch;
import dev.fairlead.benchmarks.report.Report;
import dev.fairlead.retrieval.chunking.Chunking;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Asks Fairlead without a chat model and compares what it quotes with gold. An abstention counts as a miss. A quote matches
 * by words only if it is taken from the gold answer's document.
 */
final class AnswersRun implements QualityRun {
    private static final String EXTRACTION = "extraction";
    private static final int SAMPLE = 1_000;
    private static final double OVERLAP = 0.5;
    /** Long enough that the machine's load decides nothing. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);

    /** What came back for one question. */
    record Outcome(AskedQuestion asked, List<Citation> citations, boolean abstained, double confidence) {}

    @Override
    public Report run(Setting setting) {
        int sample = setting.options().integer("sample", 1, Integer.MAX_VALUE).orElse(SAMPLE);
        AskedQuestion.Asked asked = AskedQuestion.read(setting.data(), setting.split(), sample);
        setting.note(asked.answerable().size() + " questions with an answer, "
                + asked.unanswerable().size() + " without one, drawn with seed " + Setting.seed());
        Report report = new Report(asked.set());
        try (SearchedSet searched = SearchedSet.of(asked.corpus(), Chunking.standard(), setting);
                Fairlead fairlead = Fairlead.builder(searched.index().retriever())
                        .timeLimit(TIME_LIMIT)
                        .build()) {
            Map<String, String> texts = new HashMap<>();
            asked.corpus().forEach(document -> texts.put(document.id(), document.text()));
            List<Outcome> answerable =
                    EachQuestion.of(setting.limited(asked.answerable()), one -> ask(fairlead, one), setting);
            List<Outcome> unanswerable =
                    EachQuestion.of(setting.limited(asked.unanswerable()), one -> ask(fairlead, one), setting);
            addQuotes(report, answerable, texts);
            addAbstentions(report, answerable, unanswerable);
        }
        return report;
    }

    private static Outcome ask(Fairlead fairlead, AskedQuestion asked) {
        Answer answer = fairlead.ask(asked.question());
        double confidence = answer.trace().steps("retrieve").stream()
                .map(step -> step.details().get("confidence"))
                .filter(Double.class::isInstance)
                .mapToDouble(Double.class::cast)
                .findFirst()
                .orElse(0);
        return switch (answer) {
            case Answer.Answered answered -> new Outcome(asked, answered.citations(), false, confidence);
            case Answer.Abstained abstained -> new Outcome(asked, List.of(), true, confidence);
            case Answer.Rejected other -> throw unexpected(other);
            case Answer.Clarification other -> throw unexpected(other);
            case Answer.Declined other -> throw unexpected(other);
        };
    }

    private static IllegalStateException unexpected(Answer answer) {
        return new IllegalStateException("a grounded question without a chat model came back as " + answer);
    }

    private static void addQuotes(Report report, List<Outcome> outcomes, Map<String, String> texts) {
        add(report, "first_quote_f1_50", outcomes, one -> first(one, texts, AnswersRun::overlaps));
        add(report, "any_quote_f1_50", outcomes, one -> any(one, texts, AnswersRun::overlaps));
        add(report, "first_quote_holds_gold", outcomes, one -> first(one, texts, QuoteMatch::contains));
        add(report, "any_quote_holds_gold", outcomes, one -> any(one, texts, QuoteMatch::contains));
        add(report, "quotes", outcomes, one -> one.citations().size());
        Map<String, List<Outcome>> parts = outcomes.stream()
                .filter(one -> !one.asked().gold().part().isEmpty())
                .collect(Collectors.groupingBy(one -> one.asked().gold().part(), TreeMap::new, Collectors.toList()));
        parts.forEach((part, ofPart) -> {
            add(report, "first_quote_f1_50" + part, ofPart, one -> first(one, texts, AnswersRun::overlaps));
            add(report, "first_quote_holds_gold" + part, ofPart, one -> first(one, texts, QuoteMatch::contains));
        });
    }

    private static void addAbstentions(Report report, List<Outcome> answerable, List<Outcome> unanswerable) {
        add(report, "wrong_abstention", answerable, one -> one.abstained() ? 1 : 0);
        add(report, "correct_abstention", unanswerable, one -> one.abstained() ? 1 : 0);
        double auroc = Auroc.of(
                answerable.stream().mapToDouble(Outcome::confidence).toArray(),
                unanswerable.stream().mapToDouble(Outcome::confidence).toArray());
        report.add(EXTRACTION, "auroc_confidence", auroc, answerable.size() + unanswerable.size());
    }

    private static void add(Report report, String metric, List<Outcome> outcomes, ToDoubleFunction<Outcome> value) {
        report.addMean(
                EXTRACTION, metric, outcomes.stream().mapToDouble(value).boxed().toList());
    }

    /** Compares a quote with a gold text. */
    @FunctionalInterface
    interface Match {
        boolean of(String quote, String gold);
    }

    static boolean overlaps(String quote, String gold) {
        return QuoteMatch.f1(quote, gold) >= OVERLAP;
    }

    private static double first(Outcome outcome, Map<String, String> texts, Match match) {
        List<Citation> citations = outcome.citations();
        return !citations.isEmpty() && matches(citations.getFirst(), outcome, texts, match) ? 1 : 0;
    }

    private static double any(Outcome outcome, Map<String, String> texts, Match match) {
        return outcome.citations().stream().anyMatch(citation -> matches(citation, outcome, texts, match)) ? 1 : 0;
    }

    private static boolean matches(Citation citation, Outcome outcome, Map<String, String> texts, Match match) {
        GoldAnswer gold = outcome.asked().gold().answer();
        String text = texts.getOrDefault(gold.doc(), "");
        return citation.locator().documentId().equals(gold.doc())
                && gold.spans().stream().anyMatch(span -> match.of(citation.quote(), span.of(text)));
    }
}
