package dev.fairlead.rerank;

import dev.fairlead.text.Terms;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A scoring model that counts the question's words. */
final class OverlapScoringModel implements ScoringModel {
    @Override
    public Response<List<Double>> scoreAll(List<TextSegment> segments, String query) {
        Set<String> asked = Terms.distinct(query);
        return Response.from(segments.stream()
                .map(segment -> {
                    Set<String> held = new HashSet<>(Terms.of(segment.text()));
                    held.retainAll(asked);
                    return (double) held.size();
                })
                .toList());
    }
}
