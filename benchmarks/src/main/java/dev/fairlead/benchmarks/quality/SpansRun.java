package dev.fairlead.benchmarks.quality;

import dev.fairlead.Locator;
import dev.fairlead.Passage;
import dev.fairlead.Span;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.dataset.RetrievalSet;
import dev.fairlead.benchmarks.metric.SpanCoverage;
import dev.fairlead.benchmarks.report.Paired;
import dev.fairlead.benchmarks.report.Report;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.PassageIndex;
import dev.fairlead.retrieval.engine.Within;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds gold spans inside the document or site a question names, or anywhere where it names none. A hit at k covers at
 * least 80 % of one gold span's characters by the union of the first k passages; {@code all} asks that of every gold span,
 * {@code coverage} is the mean share over gold spans.
 */
final class SpansRun implements QualityRun {
    private static final int[] CUTS = {1, 5, 10};
    private static final double ENOUGH = 0.8;
    private static final int PAGE = 1_000;
    private static final String BARE = " on bare passages";

    @Override
    public Report run(Setting setting) {
        RetrievalSet set = RetrievalSet.open(setting.data(), setting.split(), "answers*.jsonl");
        List<CorpusText> corpus = set.corpus();
        List<GoldQuestion> all = GoldQuestion.join(set, set.queries(), set.answers(corpus));
        List<GoldQuestion> answerable = setting.limited(
                all.stream().filter(question -> question.answer().answerable()).toList());
        setting.note(all.size() + " questions, " + answerable.size() + " with an answer measured");
        if (answerable.isEmpty()) {
            throw new InputException("no question of '" + setting.data() + "' has an answer");
        }
        Report report = new Report(set.name());
        Chunking chunking = chunking(setting);
        try (SearchedSet searched = SearchedSet.of(corpus, chunking, setting)) {
            int passages = checkTexts(searched.index(), corpus);
            setting.note("every one of " + passages + " passages equals document.substring(span)");
            report.add("index", "passages", passages, corpus.size());
            Paired values = new Paired();
            measure(searched, answerable, "", values);
            if (setting.options().text("bare").isPresent()) {
                measureBare(corpus, chunking, answerable, values, setting);
            }
            values.report(report, SearchedSet.HYBRID, SearchedSet.BM25);
            values.reportDifference(report, SearchedSet.RERANKED, SearchedSet.HYBRID);
            values.reportDifference(report, SearchedSet.HYBRID, SearchedSet.HYBRID + BARE);
        }
        return report;
    }

    /** The same questions to passages without headers. */
    private static void measureBare(
            List<CorpusText> corpus, Chunking chunking, List<GoldQuestion> questions, Paired values, Setting setting) {
        try (SearchedSet searched = SearchedSet.of(corpus, chunking.withHeader(Chunking.Header.NONE), setting)) {
            measure(searched, questions, BARE, values);
        }
    }

    private static Chunking chunking(Setting setting) {
        int maxTokens = setting.options().integer("max-tokens", 16, 8_192).orElse(Chunking.DEFAULT_MAX_TOKENS);
        int overlap = setting.options()
                .integer("overlap", 0, maxTokens / 2)
                .orElse(Math.min(Chunking.DEFAULT_OVERLAP_TOKENS, maxTokens / 2));
        return Chunking.sentences(maxTokens, overlap);
    }

    /** Counts passages; fails on the first whose text is not its document's at its span. */
    static int checkTexts(PassageIndex index, List<CorpusText> corpus) {
        Map<String, String> texts = new HashMap<>();
        corpus.forEach(document -> texts.put(document.id(), document.text()));
        int count = 0;
        try (IndexSnapshot snapshot = index.snapshot()) {
            List<Passage> page = snapshot.listing(Within.everything(), "", PAGE);
            while (!page.isEmpty()) {
                page.forEach(passage -> check(passage, texts));
                count += page.size();
                page = snapshot.listing(Within.everything(), page.getLast().id(), PAGE);
            }
        }
        return count;
    }

    private static void check(Passage passage, Map<String, String> texts) {
        String text = Optional.ofNullable(texts.get(passage.locator().documentId()))
                .orElseThrow(() -> new IllegalStateException("passage '" + passage.id() + "' is of no document"));
        if (!passage.locator().span().of(text).equals(passage.text())) {
            throw new IllegalStateException("the text of passage '" + passage.id() + "' is not that of its document at "
                    + passage.locator().span());
        }
    }

    private static void measure(SearchedSet searched, List<GoldQuestion> questions, String passagesAre, Paired values) {
        for (GoldQuestion question : questions) {
            searched.search(question.query().text(), SearchedSet.filter(question.query()), CUTS[CUTS.length - 1])
                    .forEach((configuration, passages) -> add(question, passages, configuration + passagesAre, values));
        }
    }

    private static void add(GoldQuestion question, List<Passage> passages, String configuration, Paired values) {
        for (int k : CUTS) {
            Coverage coverage = Coverage.of(question, passages.subList(0, Math.min(k, passages.size())));
            values.add(configuration, "hit@" + k, coverage.any());
            if (!question.part().isEmpty()) {
                values.add(configuration, "hit@" + k + question.part(), coverage.any());
            }
            values.add(configuration, "all@" + k, coverage.all());
            values.add(configuration, "coverage@" + k, coverage.mean());
        }
    }

    /** Whether one gold span is covered, whether all are, and how much of them on average. */
    record Coverage(double any, double all, double mean) {
        static Coverage of(GoldQuestion question, List<Passage> passages) {
            List<Span> found = passages.stream()
                    .map(Passage::locator)
                    .filter(locator ->
                            locator.documentId().equals(question.answer().doc()))
                    .map(Locator::span)
                    .toList();
            double[] shares = question.answer().spans().stream()
                    .mapToDouble(gold -> SpanCoverage.of(gold, found))
                    .toArray();
            long enough = Arrays.stream(shares).filter(share -> share >= ENOUGH).count();
            return new Coverage(
                    enough > 0 ? 1 : 0,
                    enough == shares.length ? 1 : 0,
                    Arrays.stream(shares).average().orElse(0));
        }
    }
}
