package dev.fairlead.routing.langchain4j;

import dev.fairlead.Deadline;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Route;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.Router;
import dev.fairlead.Scope;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.rag.query.router.QueryRouter;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Turns routers into langchain4j's and back. Stateless; what it makes is as thread-safe as what it is made of. */
public final class QueryRouting {
    private QueryRouting() {}

    /**
     * A router as langchain4j's, for a {@code RetrievalAugmentor}: the route says where a query's content comes from.
     *
     * @param router decides; stays the caller's to close
     * @param retrievers for each route where to retrieve, none where nothing is to be retrieved, as for {@link Route.Direct}. A
     *     retriever with the scope of whoever asks is the caller's to choose: a query carries none
     * @param timeout how long a decision may take
     * @return a router that throws what the given one throws
     */
    public static QueryRouter asQueryRouter(
            Router router, Function<Route, Collection<ContentRetriever>> retrievers, Duration timeout) {
        Objects.requireNonNull(router, "router");
        Objects.requireNonNull(retrievers, "retrievers");
        Objects.requireNonNull(timeout, "timeout");
        return query -> {
            Inquiry inquiry = Inquiry.of(Question.of(query.text()), Scope.none(), Deadline.after(timeout));
            return List.copyOf(retrievers.apply(
                    router.route(inquiry, EnumSet.allOf(RoutePath.class)).route()));
        };
    }

    /**
     * A langchain4j router as Fairlead's: a query that is to be answered without retrieving anything is Direct where the host has
     * that path, any other Grounded.
     *
     * @param router decides
     * @return a router whose decisions have no intents
     */
    public static Router asRouter(QueryRouter router) {
        Objects.requireNonNull(router, "router");
        return (inquiry, available) ->
                decided(router.route(Query.from(inquiry.question().text())), available);
    }

    private static RouteDecision decided(Collection<ContentRetriever> retrievers, Set<RoutePath> available) {
        boolean nothing = retrievers.isEmpty();
        String reason = nothing
                ? "langchain4j's router wants nothing retrieved"
                : "langchain4j's router wants content, retrievers: " + retrievers.size();
        return RouteDecision.certain(
                nothing && available.contains(RoutePath.DIRECT)
                        ? new Route.Direct(new Route.Ground("query_router", 1, reason))
                        : new Route.Grounded(new Route.Ground("query_router", 1, reason)));
    }
}
