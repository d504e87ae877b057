package dev.fairlead.experiment;

import java.time.Duration;
import java.util.Objects;

/**
 * What champion and challenger made of one call.
 *
 * @param experiment its name
 * @param asked what was asked: an inquiry of the challenger's own, or the chat request
 * @param champion what the champion made of it, and the caller got
 * @param championTime how long that took
 * @param challenge what became of the challenger
 * @param <Q> what is asked
 * @param <R> what is made of it
 */
public record Shadowed<Q, R>(String experiment, Q asked, R champion, Duration championTime, Challenge<R> challenge) {
    /** Checks. */
    public Shadowed {
        Objects.requireNonNull(experiment, "experiment");
        Objects.requireNonNull(asked, "asked");
        Objects.requireNonNull(champion, "champion");
        Objects.requireNonNull(championTime, "championTime");
        Objects.requireNonNull(challenge, "challenge");
    }

    /**
     * What became of the challenger.
     *
     * @param <R> what it makes
     */
    public sealed interface Challenge<R> {
        /**
         * It came to a result.
         *
         * @param result the result
         * @param agrees whether it is the champion's: path and intent of a route, passages in their order, or a model's text
         * @param time how long it took, without waiting for its turn
         * @param <R> what it makes
         */
        record Ran<R>(R result, boolean agrees, Duration time) implements Challenge<R> {
            /** Checks. */
            public Ran {
                Objects.requireNonNull(result, "result");
                Objects.requireNonNull(time, "time");
            }
        }

        /**
         * It failed, which nobody but the reader of this noticed.
         *
         * @param cause what it threw
         * @param time until it failed
         * @param <R> what it makes
         */
        record Failed<R>(Throwable cause, Duration time) implements Challenge<R> {
            /** Checks. */
            public Failed {
                Objects.requireNonNull(cause, "cause");
                Objects.requireNonNull(time, "time");
            }
        }

        /**
         * It was not run.
         *
         * @param reason why, one line
         * @param <R> what it makes
         */
        record Skipped<R>(String reason) implements Challenge<R> {
            /** Checks. */
            public Skipped {
                Objects.requireNonNull(reason, "reason");
            }
        }
    }
}
