package dev.fairlead.experiment;

import dev.fairlead.Inquiry;
import dev.fairlead.Retriever;
import dev.fairlead.Router;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Puts a challenger beside a champion and gives back one step that stands for both, to be handed to {@code Fairlead}'s builder in
 * the champion's place. Thread-safe.
 */
public sealed interface Experiment permits Split, Shadow {
    /**
     * Which experiment this is.
     *
     * @return the name, as in traces and logs
     */
    String name();

    /**
     * A router that stands for both.
     *
     * @param champion the router of today
     * @param challenger the one that might replace it
     * @return the router; closing it closes both
     */
    Router router(Router champion, Router challenger);

    /**
     * A retriever that stands for both; its encoder is the champion's.
     *
     * @param champion the retriever of today
     * @param challenger the one that might replace it
     * @return the retriever
     */
    Retriever retriever(Retriever champion, Retriever challenger);

    /**
     * Serves a share of the units by the challenger.
     *
     * @param name identifies the experiment: another name assigns anew, independently of this one
     * @param share of the units that get the challenger, in [0, 1]
     * @param unit whom a question belongs to, such as a user or session id, taken from the scope the host has set; not blank
     * @return the split
     * @throws IllegalArgumentException if the name is blank or too long, or {@code share} is outside [0, 1]
     */
    static Split split(String name, double share, Function<Inquiry, String> unit) {
        return new Split(name, share, unit);
    }

    /**
     * Lets the challenger decide beside the champion, whose answer stands.
     *
     * @param name identifies the experiment
     * @param executor where challengers run, owned and stopped by the host. One with a bounded queue that rejects what it has no room
     *     for is the right one; one that drops it silently would use up the places of {@link Shadow#MAX_UNDER_WAY} for good.
     *     {@code Runnable::run} also works, but there each answer waits for its challenger
     * @return the shadow
     * @throws IllegalArgumentException if the name is blank or too long
     */
    static Shadow shadow(String name, Executor executor) {
        return new Shadow(name, executor);
    }
}
