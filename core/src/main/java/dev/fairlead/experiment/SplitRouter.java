package dev.fairlead.experiment;

import dev.fairlead.Inquiry;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.Router;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Routes by the router of the unit's arm, and says in the trace which that was. */
record SplitRouter(Split split, Router champion, Router challenger) implements Router {
    SplitRouter {
        Objects.requireNonNull(champion, "champion");
        Objects.requireNonNull(challenger, "challenger");
    }

    @Override
    public RouteDecision route(Inquiry inquiry, Set<RoutePath> available) {
        Arm arm = split.arm(inquiry);
        record(inquiry, split, arm, "router");
        return (arm == Arm.CHALLENGER ? challenger : champion).route(inquiry, available);
    }

    /** Who looks for the experiment in a trace finds its name, what was compared and the arm. */
    static void record(Inquiry inquiry, Split split, Arm arm, String compared) {
        inquiry.record(
                "experiment",
                System.nanoTime(),
                Map.of(
                        "name",
                        split.name(),
                        "compared",
                        compared,
                        "arm",
                        arm.name().toLowerCase(Locale.ROOT)));
    }

    @Override
    public void close() {
        try (champion;
                challenger) {
            // Both are closed, in reverse order, even where the first fails.
        }
    }
}
