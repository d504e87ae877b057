package dev.fairlead.retrieval;

import dev.fairlead.LegStanding;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.Leg;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Where passages found by one question stand in a leg of another, which searches no further. */
final class LegStandings {
    private LegStandings() {}

    /**
     * Exact scores, and ranks among the hits where a score says anything, for fusions by rank.
     *
     * @param nothing what a score must exceed to say anything
     * @return one standing a hit, in their order
     */
    static List<LegStanding> of(String name, Leg leg, List<Hit> hits, double nothing) {
        double[] scores = leg.scores(hits);
        List<Integer> order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i])
                        .reversed()
                        .thenComparing(i -> hits.get(i).passageId()))
                .toList();
        LegStanding[] standings = new LegStanding[scores.length];
        for (int rank = 1; rank <= scores.length; rank++) {
            int i = order.get(rank - 1);
            OptionalInt place = scores[i] > nothing ? OptionalInt.of(rank) : OptionalInt.empty();
            standings[i] = new LegStanding(name, place, scores[i]);
        }
        return List.of(standings);
    }
}
