package dev.fairlead.benchmarks.quality;

import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Filter;
import dev.fairlead.Inquiry;
import dev.fairlead.Metadata;
import dev.fairlead.Passage;
import dev.fairlead.Question;
import dev.fairlead.RankedPassage;
import dev.fairlead.Scope;
import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.dataset.Query;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.HybridRetriever;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Leg;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.fusion.ConvexMinMaxFusion;
import dev.fairlead.retrieval.fusion.Fusion;
import dev.fairlead.retrieval.fusion.ReciprocalRankFusion;
import dev.fairlead.retrieval.fusion.TheoreticalMinMaxFusion;
import dev.fairlead.retrieval.ingestion.IngestReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A corpus in an index in memory, searched by each leg alone, by both, and by both at other weights. */
final class SearchedSet implements AutoCloseable {
    /** The leg by words alone. */
    static final String BM25 = "bm25";

    /** The leg by meaning alone. */
    static final String DENSE = "dense";

    /** Both, as the library does it unless told otherwise. */
    static final String HYBRID = "hybrid";

    /** Both, the question searched for as one piece, whatever it excludes. */
    static final String UNREAD = "hybrid unread";

    /** Both, the best of them reranked at the default weight, where the run asks for it. */
    static final String RERANKED = "hybrid reranked";

    private static final String DOC = "doc";
    private static final String SITE = "site";
    private static final int SHOWN_FAILURES = 5;

    private final HybridIndex index;
    private final TextEncoder encoder;
    private final List<Double> weights;
    private final Map<String, Fusion> fusions;
    private final boolean unread;
    private final Optional<MeasuredReranker> reranker;
    private final Setting setting;

    private SearchedSet(HybridIndex index, Setting setting) {
        this.index = index;
        this.encoder = setting.encoder();
        this.weights = setting.options().decimals("weights", 0, 1);
        this.fusions = fusions(setting);
        this.unread = setting.options().text("unread").isPresent();
        this.reranker = MeasuredReranker.of(setting);
        this.setting = setting;
    }

    static SearchedSet of(List<CorpusText> corpus, Chunking chunking, Setting setting) {
        HybridIndex index = HybridIndex.builder(setting.encoder())
                .chunking(chunking)
                .listener(new IngestPrinter(setting.out(), corpus.size()))
                .build();
        IngestReport report = index.add(corpus.stream().map(SearchedSet::document));
        setting.note(report.toString());
        report.failed().stream()
                .limit(SHOWN_FAILURES)
                .forEach(failure -> setting.note("not indexed: " + failure.documentId() + ": " + failure.reason()));
        return new SearchedSet(index, setting);
    }

    /** Other strategies, at their papers' constants, where the run asks for them. */
    private static Map<String, Fusion> fusions(Setting setting) {
        Map<String, Fusion> fusions = new LinkedHashMap<>();
        if (setting.options().text("fusions").isPresent()) {
            fusions.put("theoretical", new TheoreticalMinMaxFusion(ConvexMinMaxFusion.DEFAULT_WEIGHT));
            fusions.put("rrf", new ReciprocalRankFusion());
        }
        return fusions;
    }

    private static Document document(CorpusText text) {
        Metadata facts = Metadata.of(DOC, text.id()).with(SITE, text.title());
        return Document.of(text.id(), text.text()).withTitle(text.title()).withMetadata(facts);
    }

    HybridIndex index() {
        return index;
    }

    /** Where a question is to be searched: its document, its site, or everywhere. */
    static Filter filter(Query query) {
        return query.doc()
                .map(SearchedSet::document)
                .or(() -> query.site().map(site -> Filter.equalTo(SITE, site)))
                .orElseGet(Filter::all);
    }

    static Filter document(String id) {
        return Filter.equalTo(DOC, id);
    }

    /** The best passages by configuration, best first, ties by passage id. */
    Map<String, List<Passage>> search(String question, Filter filter, int k) {
        Inquiry inquiry = Inquiry.of(Question.of(question).withFilter(filter), Scope.none(), Deadline.never());
        Within within = Within.filter(filter);
        Map<String, List<Passage>> found = new LinkedHashMap<>();
        try (IndexSnapshot snapshot = index.snapshot()) {
            found.put(BM25, top(snapshot, snapshot.lexical(question, within), k));
            float[] vector = inquiry.encode(encoder).vector();
            found.put(DENSE, top(snapshot, snapshot.nearest(vector, within), k));
        }
        found.put(HYBRID, hybrid(index.retriever(k), inquiry));
        if (unread) {
            HybridRetriever whole = HybridRetriever.builder(index, encoder)
                    .k(k)
                    .asWritten(false)
                    .build();
            found.put(UNREAD, hybrid(whole, inquiry));
        }
        reranker.ifPresent(one -> one.rerankings().forEach((name, reranking) -> {
            HybridRetriever reranked = HybridRetriever.builder(index, encoder)
                    .k(k)
                    .reranking(reranking)
                    .build();
            found.put(name, hybrid(reranked, inquiry));
        }));
        for (double weight : weights) {
            HybridRetriever other = HybridRetriever.builder(index, encoder)
                    .k(k)
                    .fusion(new ConvexMinMaxFusion(weight))
                    .build();
            found.put(HYBRID + " at " + weight, hybrid(other, inquiry));
        }
        fusions.forEach((name, fusion) -> found.put(
                name,
                hybrid(
                        HybridRetriever.builder(index, encoder)
                                .k(k)
                                .fusion(fusion)
                                .build(),
                        inquiry)));
        return found;
    }

    private static List<Passage> hybrid(HybridRetriever retriever, Inquiry inquiry) {
        return retriever.retrieve(inquiry).passages().stream()
                .map(RankedPassage::passage)
                .toList();
    }

    private static List<Passage> top(IndexSnapshot snapshot, Leg leg, int k) {
        return snapshot.passages(leg.top(k));
    }

    @Override
    public void close() {
        reranker.ifPresent(one -> setting.note(one.cost()));
        reranker.ifPresent(MeasuredReranker::close);
        index.close();
    }
}
