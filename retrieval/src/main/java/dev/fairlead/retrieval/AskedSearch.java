package dev.fairlead.retrieval;

import dev.fairlead.Inquiry;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Searches for each thing asked, holds against what is found what the question excludes, and joins the lists in turn: the
 * first of each, then the second of each. A score of joined lists is {@code 1 / place in its own list}. Thread-safe.
 *
 * @param search for one thing asked
 */
record AskedSearch(HybridSearch search) {
    /** What was found, best first. */
    List<HybridSearch.Ranked> search(Asked asked, IndexSnapshot snapshot, Within within) {
        List<List<HybridSearch.Ranked>> lists = new ArrayList<>();
        for (Asked.Part part : asked.parts()) {
            List<HybridSearch.Ranked> found = search.search(part, snapshot, within);
            lists.add(asked.excluded()
                    .map(excluded -> new ExcludedPart(search.encoder(), search.fusion())
                            .without(found, excluded, snapshot, within))
                    .orElse(found));
        }
        return lists.size() == 1 ? lists.getFirst() : joined(lists, asked.positive());
    }

    private static List<HybridSearch.Ranked> joined(List<List<HybridSearch.Ranked>> lists, Inquiry inquiry) {
        long start = System.nanoTime();
        List<HybridSearch.Ranked> joined = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int longest = lists.stream().mapToInt(List::size).max().orElse(0);
        for (int place = 0; place < longest; place++) {
            for (List<HybridSearch.Ranked> list : lists) {
                if (place < list.size()
                        && seen.add(list.get(place).candidate().hit().passageId())) {
                    joined.add(new HybridSearch.Ranked(
                            list.get(place).candidate(),
                            1.0 / (place + 1),
                            list.get(place).words()));
                }
            }
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("questions", lists.size());
        details.put("passages", joined.size());
        inquiry.record("join", start, details);
        return joined;
    }
}
