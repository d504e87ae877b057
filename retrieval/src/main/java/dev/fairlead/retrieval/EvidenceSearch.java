package dev.fairlead.retrieval;

import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.LegStanding;
import dev.fairlead.Passage;
import dev.fairlead.RankedPassage;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Leg;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.fusion.Fusion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Searches in one place of one view of an index, loads the best, and says how good they look to the question.
 *
 * @param search the search
 * @param snapshot the view
 * @param within which passages may be found
 * @param wanted how many passages are loaded
 */
record EvidenceSearch(AskedSearch search, IndexSnapshot snapshot, Within within, int wanted) {
    /** What was found, and where everything found stood. */
    record Found(Evidence evidence, List<HybridSearch.Ranked> ranked) {}

    /** The same search elsewhere. */
    EvidenceSearch in(Within other) {
        return new EvidenceSearch(search, snapshot, other, wanted);
    }

    /** Searches for what is asked. */
    Found find(Asked asked) {
        return found(
                asked, search.search(asked, snapshot, within), asked.parts().size() == 1);
    }

    /** Searches for other words, and says how good what they found looks to the question that was asked. */
    Found find(Asked rewritten, Asked asked) {
        return found(asked, search.search(rewritten, snapshot, within), false);
    }

    private Found found(Asked asked, List<HybridSearch.Ranked> ranked, boolean ofItsOwn) {
        Inquiry inquiry = asked.positive();
        List<Passage> passages = load(inquiry, ranked);
        List<RankedPassage> evidence = new ArrayList<>(passages.size());
        for (int i = 0; i < passages.size(); i++) {
            HybridSearch.Ranked one = ranked.get(i);
            List<LegStanding> standings =
                    List.of(one.candidate().lexical(), one.candidate().dense());
            evidence.add(new RankedPassage(passages.get(i), i + 1, one.score(), standings));
        }
        // Of several questions the mean: each is measured by its own words.
        double confidence = asked.parts().stream()
                .mapToDouble(part ->
                        confidence(part.inquiry(), ofItsOwn ? ranked : seenBy(part.inquiry(), ranked), passages))
                .average()
                .orElse(0);
        String obtained = "hybrid search, each leg to depth " + HybridRetriever.DEPTH;
        return new Found(new Evidence(Evidence.Kind.RETRIEVED, evidence, confidence, obtained), ranked);
    }

    /** The same ranking with the standings another question gives it. */
    private List<HybridSearch.Ranked> seenBy(Inquiry inquiry, List<HybridSearch.Ranked> ranked) {
        List<Hit> hits = ranked.stream().map(one -> one.candidate().hit()).toList();
        Leg words = snapshot.lexical(inquiry.question().text(), within);
        List<LegStanding> lexical = LegStandings.of(HybridRetriever.LEXICAL, words, hits, 0);
        float[] vector = inquiry.encode(search.search().encoder()).vector();
        List<LegStanding> dense = LegStandings.of(HybridRetriever.DENSE, snapshot.nearest(vector, within), hits, -1);
        double ceiling = HybridSearch.ceiling(inquiry.question().text(), snapshot, within);
        return IntStream.range(0, hits.size())
                .mapToObj(i -> HybridSearch.Ranked.of(
                        new Fusion.Candidate(hits.get(i), lexical.get(i), dense.get(i)),
                        ranked.get(i).score(),
                        ceiling))
                .toList();
    }

    /** The passages of a ranking's head. */
    List<Passage> load(Inquiry inquiry, List<HybridSearch.Ranked> ranked) {
        return load(inquiry, ranked, wanted);
    }

    /** As many passages of a ranking's head as wanted. */
    List<Passage> load(Inquiry inquiry, List<HybridSearch.Ranked> ranked, int most) {
        inquiry.deadline().check("load");
        long start = System.nanoTime();
        List<Passage> passages = snapshot.passages(ranked.subList(0, Math.min(most, ranked.size())).stream()
                .map(one -> one.candidate().hit())
                .toList());
        inquiry.record("load", start, Map.of("passages", passages.size()));
        return passages;
    }

    private static double confidence(Inquiry inquiry, List<HybridSearch.Ranked> ranked, List<Passage> passages) {
        if (passages.isEmpty()) {
            return 0;
        }
        long start = System.nanoTime();
        List<Passage> best = passages.subList(0, Math.min(EvidenceFeatures.BEST, passages.size()));
        EvidenceFeatures features = EvidenceFeatures.of(inquiry.question().text(), ranked, best);
        double confidence = Confidence.of(features);
        Map<String, Object> details = new LinkedHashMap<>(features.details());
        details.put(HybridRetriever.PROBABILITY, confidence);
        inquiry.record(HybridRetriever.CONFIDENCE, start, details);
        return confidence;
    }
}
