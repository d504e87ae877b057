package dev.fairlead.experiment;

import dev.fairlead.Inquiry;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.Router;
import java.util.Objects;
import java.util.Set;

/** Routes by the champion, shadowed. */
record ShadowRouter(ShadowedStep<Inquiry, RouteDecision> step, Router champion, Router challenger) implements Router {
    ShadowRouter {
        Objects.requireNonNull(champion, "champion");
        Objects.requireNonNull(challenger, "challenger");
    }

    @Override
    public RouteDecision route(Inquiry inquiry, Set<RoutePath> available) {
        return step.answer(
                inquiry, asked -> champion.route(asked, available), asked -> challenger.route(asked, available));
    }

    @Override
    public void close() {
        try (champion;
                challenger) {
            step.close();
        }
    }
}
