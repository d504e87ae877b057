package dev.fairlead.benchmarks.quality;

import dev.fairlead.Passage;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.dataset.Qrels;
import dev.fairlead.benchmarks.dataset.Query;
import dev.fairlead.benchmarks.dataset.RetrievalSet;
import dev.fairlead.benchmarks.metric.Ranking;
import dev.fairlead.benchmarks.report.Paired;
import dev.fairlead.benchmarks.report.Report;
import dev.fairlead.retrieval.chunking.Chunking;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ranks whole documents, one passage each. nDCG has linear gains, as trec_eval's; questions without a relevant document
 * are left out and counted; ties are broken by document id.
 */
final class RetrievalRun implements QualityRun {
    private static final int DEPTH = 100;
    private static final int SHORT = 10;

    @Override
    public Report run(Setting setting) {
        RetrievalSet set = RetrievalSet.open(setting.data(), setting.split(), "qrels*.tsv");
        List<Query> queries = setting.limited(set.queries());
        Qrels qrels = set.qrels();
        List<Query> judged = queries.stream()
                .filter(query -> qrels.of(query.id()).values().stream().anyMatch(grade -> grade > 0))
                .toList();
        setting.note("queries" + set.suffix() + ".jsonl: " + queries.size() + " questions, "
                + (queries.size() - judged.size()) + " without a relevant document left out");
        if (judged.isEmpty()) {
            throw new InputException("no question of '" + setting.data() + "' has a relevant document");
        }
        Report report = new Report(set.name());
        try (SearchedSet searched = SearchedSet.of(set.corpus(), Chunking.whole(), setting)) {
            Paired values = measure(searched, judged, qrels);
            values.report(report, SearchedSet.HYBRID, SearchedSet.BM25);
            values.reportDifference(report, SearchedSet.RERANKED, SearchedSet.HYBRID);
            values.reportDifference(report, SearchedSet.HYBRID, SearchedSet.UNREAD);
        }
        return report;
    }

    private static Paired measure(SearchedSet searched, List<Query> queries, Qrels qrels) {
        Paired values = new Paired();
        for (Query query : queries) {
            Map<String, Integer> grades = qrels.of(query.id());
            searched.search(query.text(), SearchedSet.filter(query), DEPTH)
                    .forEach((configuration, passages) -> of(documents(passages), grades)
                            .forEach((metric, value) -> values.add(configuration, metric, value)));
        }
        return values;
    }

    private static List<String> documents(List<Passage> passages) {
        return passages.stream().map(passage -> passage.locator().documentId()).toList();
    }

    private static Map<String, Double> of(List<String> ranked, Map<String, Integer> grades) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("ndcg@10", Ranking.ndcg(ranked, grades, SHORT));
        metrics.put("recall@10", Ranking.recall(ranked, grades, SHORT));
        metrics.put("recall@100", Ranking.recall(ranked, grades, DEPTH));
        metrics.put("mrr@10", Ranking.reciprocalRank(ranked, grades, SHORT));
        return metrics;
    }
}
