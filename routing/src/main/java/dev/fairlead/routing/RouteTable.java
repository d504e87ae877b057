package dev.fairlead.routing;

import dev.fairlead.IntentScore;
import dev.fairlead.RoutePath;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which path serves which intent, and how sure a path must be to be taken.
 *
 * @param paths the path of each intent; an intent not named here goes to {@link RoutePath#GROUNDED}
 * @param sureAt least probability at which a path other than Grounded is taken, in [0, 1]; below it is doubt, and doubt
 *     goes to Grounded
 * @param directAt the same for Direct, which has no evidence to fall back on, in [{@code sureAt}, 1]
 */
public record RouteTable(Map<String, RoutePath> paths, double sureAt, double directAt) {
    // Five-fold cross-fitting over the 9,980 rows of routing/src/training, macro recall of paths and share of grounded
    // that went Direct: .3/.6 .876 and .010; .3/.5 .880 and .016; .3/.7 .872 and .007; .4/.6 .873 and .010. Command:
    // RouteSweep among this module's tests.
    private static final double SURE_AT = 0.3;
    private static final double DIRECT_AT = 0.6;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if {@code sureAt} is outside [0, 1], or {@code directAt} outside [{@code sureAt}, 1]
     */
    public RouteTable {
        paths = Map.copyOf(paths);
        if (!(sureAt >= 0 && sureAt <= 1)) {
            throw new IllegalArgumentException("sureAt must be in [0, 1], was " + sureAt);
        }
        if (!(directAt >= sureAt && directAt <= 1)) {
            throw new IllegalArgumentException("directAt must be in [" + sureAt + ", 1], was " + directAt);
        }
    }

    /**
     * The table for the shipped intents.
     *
     * @return small talk, the conversation itself and general knowledge are Direct; questions about documents and tasks on
     *     whole documents Grounded; calculations, live look-ups and actions Tool; unclear ones Clarify; what is out of scope
     *     Decline
     */
    public static RouteTable standard() {
        return new RouteTable(
                Map.of(
                        "small_talk", RoutePath.DIRECT,
                        "about_conversation", RoutePath.DIRECT,
                        "general_knowledge", RoutePath.DIRECT,
                        "document_question", RoutePath.GROUNDED,
                        "whole_document_task", RoutePath.GROUNDED,
                        "calculation", RoutePath.TOOL,
                        "live_lookup", RoutePath.TOOL,
                        "action", RoutePath.TOOL,
                        "unclear", RoutePath.CLARIFY,
                        "out_of_scope", RoutePath.DECLINE),
                SURE_AT,
                DIRECT_AT);
    }

    /**
     * This table with intents added or moved, as an application with its own labels wants it.
     *
     * @param more the path of each further intent
     * @return a new table
     */
    public RouteTable with(Map<String, RoutePath> more) {
        Map<String, RoutePath> all = new HashMap<>(paths);
        all.putAll(more);
        return new RouteTable(all, sureAt, directAt);
    }

    /**
     * Where an intent goes.
     *
     * @param intent its label
     * @return its path; Grounded for an intent this table does not name
     */
    public RoutePath path(String intent) {
        return paths.getOrDefault(intent, RoutePath.GROUNDED);
    }

    /** How sure a path must be. */
    double threshold(RoutePath path) {
        return switch (path) {
            case GROUNDED -> 0;
            case DIRECT -> directAt;
            case TOOL, CLARIFY, DECLINE -> sureAt;
        };
    }

    /** Sums the probabilities of intents by path; every path is there. */
    Map<RoutePath, Double> byPath(List<IntentScore> intents) {
        Map<RoutePath, Double> sums = new EnumMap<>(RoutePath.class);
        for (RoutePath path : RoutePath.values()) {
            sums.put(path, 0.0);
        }
        for (IntentScore score : intents) {
            sums.merge(path(score.intent()), score.probability(), Double::sum);
        }
        // Sums of rounded floats may exceed 1 by a hair.
        sums.replaceAll((path, sum) -> Math.min(1, sum));
        return sums;
    }
}
