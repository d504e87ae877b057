package dev.fairlead;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was decided for one question, with numbers and times. Holds hashes and ids, not texts, and no statistics of
 * passages outside the scope.
 *
 * @param questionHash SHA-256 of the question's text, hexadecimal
 * @param decision the route and what it was decided on, where routing took place
 * @param steps the steps in the order they ended
 * @param total time from the call to its return
 */
public record Trace(String questionHash, Optional<RouteDecision> decision, List<Step> steps, Duration total) {
    /** Copies. */
    public Trace {
        Objects.requireNonNull(questionHash, "questionHash");
        Objects.requireNonNull(decision, "decision");
        steps = List.copyOf(steps);
        Objects.requireNonNull(total, "total");
    }

    /**
     * One step.
     *
     * @param name the step, such as {@code "encode"}
     * @param time how long it took itself, without the steps inside it
     * @param details what it decided, in key order; values are numbers, booleans, strings or lists of them
     */
    public record Step(String name, Duration time, Map<String, Object> details) {
        /** Copies. */
        public Step {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(time, "time");
            details = Collections.unmodifiableMap(new TreeMap<>(details));
        }
    }

    /**
     * Steps of one name.
     *
     * @param name the step
     * @return those steps, in order
     */
    public List<Step> steps(String name) {
        return steps.stream().filter(step -> step.name().equals(name)).toList();
    }
}
