package dev.fairlead.benchmarks.quality;

import dev.fairlead.Answer;
import dev.fairlead.AnswerContract;
import dev.fairlead.Citation;
import dev.fairlead.Fairlead;
import dev.fairlead.Question;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.dataset.RetrievalSet;
import dev.fairlead.benchmarks.metric.QuoteMatch;
import dev.fairlead.benchmarks.report.Report;
import dev.fairlead.retrieval.chunking.Chunking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Fills a schema from contracts without a chat model and compares each field with what lawyers marked. A field is right
 * where its value agrees with the marked words, or where it was left out and nothing is marked.
 */
final class ExtractRun implements QualityRun {
    private static final int SAMPLE = 50;
    private static final String QUESTION = "Extract the terms of this contract";
    private static final double OVERLAP = 0.5;

    /** Long enough that the machine's load decides nothing. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);

    /** A field, the category that marks it, and how a value agrees with the marked words. */
    private record Field(
            String name,
            String category,
            Function<ExtractedTerms, List<String>> values,
            BiPredicate<ExtractedTerms, List<String>> agrees) {}

    private static final List<Field> FIELDS = List.of(
            new Field(
                    "parties",
                    "Parties",
                    ExtractedTerms::parties,
                    (terms, gold) -> GoldTerms.areParties(terms.parties(), gold)),
            new Field(
                    "effectiveDate",
                    "Effective Date",
                    terms -> list(terms.effectiveDate().map(Object::toString)),
                    (terms, gold) -> terms.effectiveDate()
                            .filter(date -> GoldTerms.isDate(date, gold))
                            .isPresent()),
            new Field(
                    "governingLaw",
                    "Governing Law",
                    terms -> list(terms.governingLaw()),
                    (terms, gold) -> terms.governingLaw()
                            .filter(place -> GoldTerms.isPlace(place, gold))
                            .isPresent()),
            new Field(
                    "renewalTerm",
                    "Renewal Term",
                    terms -> list(terms.renewalTerm()),
                    (terms, gold) -> terms.renewalTerm()
                            .filter(length -> GoldTerms.isLength(length, gold))
                            .isPresent()),
            new Field(
                    "noticePeriod",
                    "Notice Period To Terminate Renewal",
                    terms -> list(terms.noticePeriod()),
                    (terms, gold) -> terms.noticePeriod()
                            .filter(length -> GoldTerms.isLength(length, gold))
                            .isPresent()));

    /** What came back for one contract: nothing where the answer was no JSON. */
    private record Filled(Optional<ExtractedTerms> terms, List<Citation> citations) {}

    @Override
    public Report run(Setting setting) {
        RetrievalSet set = RetrievalSet.open(setting.data(), setting.split(), "answers*.jsonl");
        List<CorpusText> corpus = set.corpus();
        Map<String, Map<String, List<String>>> gold = gold(set, corpus);
        int sample = setting.options().integer("sample", 1, Integer.MAX_VALUE).orElse(SAMPLE);
        List<CorpusText> drawn = Setting.draw(
                corpus.stream().filter(text -> gold.containsKey(text.id())).toList(), sample, Setting.seed());
        if (drawn.isEmpty()) {
            throw new InputException("no document of '" + setting.data() + "' has a question of category Parties");
        }
        setting.note(drawn.size() + " contracts, drawn with seed " + Setting.seed());
        Report report = new Report(set.name());
        try (SearchedSet searched = SearchedSet.of(drawn, Chunking.standard(), setting);
                Fairlead fairlead = Fairlead.builder(searched.index().retriever())
                        .timeLimit(TIME_LIMIT)
                        .build()) {
            List<Filled> filled = EachQuestion.of(drawn, text -> fill(fairlead, text), setting);
            for (Field field : FIELDS) {
                add(report, field, drawn, filled, gold, setting);
            }
        }
        return report;
    }

    /** Marked texts by document and category; none where a lawyer looked and found nothing. */
    private static Map<String, Map<String, List<String>>> gold(RetrievalSet set, List<CorpusText> corpus) {
        Map<String, String> texts = new HashMap<>();
        corpus.forEach(text -> texts.put(text.id(), text.text()));
        Set<String> wanted = FIELDS.stream().map(Field::category).collect(Collectors.toSet());
        Map<String, Map<String, List<String>>> gold = new LinkedHashMap<>();
        for (GoldQuestion question : GoldQuestion.join(set, set.queries(), set.answers(corpus))) {
            String category = question.query().category().orElse("");
            if (wanted.contains(category)) {
                String doc = question.answer().doc();
                List<String> marked = question.answer().spans().stream()
                        .map(span -> span.of(texts.getOrDefault(doc, "")))
                        .toList();
                gold.computeIfAbsent(doc, unseen -> new HashMap<>()).put(category, marked);
            }
        }
        return gold;
    }

    private static Filled fill(Fairlead fairlead, CorpusText text) {
        Question question = Question.of(QUESTION)
                .withFilter(SearchedSet.document(text.id()))
                .withContract(AnswerContract.json(ExtractedTerms.SCHEMA));
        return switch (fairlead.ask(question)) {
            case Answer.Answered answered ->
                new Filled(Optional.of(answered.as(ExtractedTerms.class)), answered.citations());
            case Answer.Abstained abstained -> new Filled(Optional.empty(), List.of());
            case Answer.Rejected rejected ->
                throw new IllegalStateException(
                        "a schema without required fields was not kept: " + rejected.violations());
            case Answer.Clarification other -> throw new IllegalStateException("came back as " + other);
            case Answer.Declined other -> throw new IllegalStateException("came back as " + other);
        };
    }

    private static void add(
            Report report,
            Field field,
            List<CorpusText> drawn,
            List<Filled> filled,
            Map<String, Map<String, List<String>>> gold,
            Setting setting) {
        List<Double> right = new ArrayList<>();
        List<Double> precise = new ArrayList<>();
        List<Double> found = new ArrayList<>();
        List<Double> quoted = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            List<String> marked =
                    gold.getOrDefault(drawn.get(i).id(), Map.of()).getOrDefault(field.category(), List.of());
            Optional<ExtractedTerms> terms = filled.get(i).terms();
            List<String> values = terms.map(field.values()).orElse(List.of());
            boolean agrees = !values.isEmpty()
                    && terms.filter(one -> field.agrees().test(one, marked)).isPresent();
            right.add(agrees || (values.isEmpty() && marked.isEmpty()) ? 1.0 : 0.0);
            if (!values.isEmpty()) {
                precise.add(agrees ? 1.0 : 0.0);
                quoted.add(quotes(filled.get(i), field, marked) ? 1.0 : 0.0);
            }
            if (!marked.isEmpty()) {
                found.add(agrees ? 1.0 : 0.0);
            }
            show(setting, field, drawn.get(i), values, marked, agrees);
        }
        report.addMean(field.name(), "accuracy", right);
        report.addMean(field.name(), "right_where_given", precise);
        report.addMean(field.name(), "right_where_marked", found);
        report.addMean(field.name(), "quote_overlaps_mark", quoted);
    }

    private static boolean quotes(Filled filled, Field field, List<String> marked) {
        return filled.citations().stream()
                .filter(citation -> citation.field().startsWith("/" + field.name()))
                .anyMatch(citation -> marked.stream()
                        .anyMatch(text -> QuoteMatch.f1(citation.quote(), text) >= OVERLAP
                                || QuoteMatch.contains(citation.quote(), text)));
    }

    private static void show(
            Setting setting, Field field, CorpusText text, List<String> values, List<String> marked, boolean agrees) {
        int shown = setting.options().integer("show", 0, Integer.MAX_VALUE).orElse(0);
        if (shown > 0 && !agrees && !(values.isEmpty() && marked.isEmpty())) {
            setting.note(field.name() + " of " + text.id() + ": " + values + ", marked "
                    + marked.stream()
                            .map(one -> one.substring(0, Math.min(one.length(), shown)))
                            .toList());
        }
    }

    private static List<String> list(Optional<String> value) {
        return value.map(List::of).orElse(List.of());
    }
}
