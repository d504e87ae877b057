package dev.fairlead.benchmarks.quality;

import dev.fairlead.Deadline;
import dev.fairlead.Inquiry;
import dev.fairlead.Passage;
import dev.fairlead.Question;
import dev.fairlead.RankedPassage;
import dev.fairlead.Scope;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.dataset.RetrievalSet;
import dev.fairlead.benchmarks.report.Paired;
import dev.fairlead.benchmarks.report.Report;
import dev.fairlead.retrieval.HybridRetriever;
import dev.fairlead.retrieval.chunking.Chunking;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds gold spans among all documents, by questions that name the parties of the one that is meant. A failure at k leaves
 * every gold span less than 80 % covered by the first k passages.
 */
final class AcrossRun implements QualityRun {
    private static final int[] CUTS = {5, 20};
    private static final int SAMPLE = 1_000;
    private static final String NAMED = "named documents";
    private static final String PLAIN = "plain";

    @Override
    public Report run(Setting setting) {
        RetrievalSet set = RetrievalSet.open(setting.data(), setting.split(), "answers*.jsonl");
        List<CorpusText> corpus = set.corpus();
        List<GoldQuestion> all = GoldQuestion.join(set, set.queries(), set.answers(corpus));
        Map<String, String> texts = new HashMap<>();
        corpus.forEach(document -> texts.put(document.id(), document.text()));
        Map<String, List<String>> parties = Parties.of(all, texts);
        List<GoldQuestion> named = all.stream()
                .filter(question -> question.answer().answerable())
                .filter(question -> question.part().equals(".clauses"))
                .filter(question -> parties.containsKey(question.answer().doc()))
                .toList();
        if (named.isEmpty()) {
            throw new InputException(
                    "no question of '" + setting.data() + "' is about a document whose parties are known");
        }
        int sample = setting.options().integer("sample", 1, Integer.MAX_VALUE).orElse(SAMPLE);
        List<GoldQuestion> drawn = Setting.draw(named, sample, Setting.seed());
        setting.note(named.size() + " questions about a clause of a contract with two known parties, " + drawn.size()
                + " drawn with seed " + Setting.seed());
        Report report = new Report(set.name());
        try (SearchedSet searched = SearchedSet.of(corpus, Chunking.standard(), setting)) {
            Paired failures = new Paired();
            for (GoldQuestion question : setting.limited(drawn)) {
                String text = Parties.ask(
                        question, parties.getOrDefault(question.answer().doc(), List.of()));
                add(question, failures, NAMED, search(searched, setting, text, true));
                add(question, failures, PLAIN, search(searched, setting, text, false));
            }
            failures.report(report, NAMED, PLAIN);
        }
        return report;
    }

    private static List<Passage> search(SearchedSet searched, Setting setting, String text, boolean named) {
        return HybridRetriever.builder(searched.index(), setting.encoder())
                .k(CUTS[CUTS.length - 1])
                .namedDocuments(named)
                .build()
                .retrieve(Inquiry.of(Question.of(text), Scope.none(), Deadline.never()))
                .passages()
                .stream()
                .map(RankedPassage::passage)
                .toList();
    }

    private static void add(GoldQuestion question, Paired failures, String configuration, List<Passage> passages) {
        for (int k : CUTS) {
            var coverage = SpansRun.Coverage.of(question, passages.subList(0, Math.min(k, passages.size())));
            failures.add(configuration, "failure@" + k, 1 - coverage.any());
        }
        boolean right = !passages.isEmpty()
                && passages.getFirst()
                        .locator()
                        .documentId()
                        .equals(question.answer().doc());
        failures.add(configuration, "first_from_document", right ? 1 : 0);
    }
}
