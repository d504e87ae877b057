package dev.fairlead;

import java.util.Set;

/** Decides how a question is answered. Thread-safe and deterministic. */
@FunctionalInterface
public interface Router extends AutoCloseable {
    /**
     * Decides.
     *
     * @param inquiry the question under way; {@link Inquiry#encode} shares its vector with the retriever
     * @param available the paths this host has; always holds {@link RoutePath#GROUNDED}, {@link RoutePath#CLARIFY} and
     *     {@link RoutePath#DECLINE}
     * @return a route whose path is available, with what it was decided on
     * @throws FairleadException if the router's model failed or the deadline passed
     */
    RouteDecision route(Inquiry inquiry, Set<RoutePath> available);

    /** Frees what the router owns; does nothing by default. */
    @Override
    default void close() {}
}
