package dev.fairlead;

import java.util.List;
import java.util.Objects;

/** How one question will be answered, and why. */
public sealed interface Route {
    /**
     * Which way.
     *
     * @return the path
     */
    RoutePath path();

    /**
     * Why, in numbers and words.
     *
     * @return the ground of this route
     */
    Ground ground();

    /**
     * The route of a path; a question back offers no readings.
     *
     * @param path the path
     * @param ground why
     * @return the route
     */
    static Route of(RoutePath path, Ground ground) {
        return switch (path) {
            case DIRECT -> new Direct(ground);
            case GROUNDED -> new Grounded(ground);
            case TOOL -> new Tool(ground);
            case CLARIFY -> new Clarify(ground, List.of());
            case DECLINE -> new Decline(ground);
        };
    }

    /**
     * Why a route was taken.
     *
     * @param intent the most probable intent of this path, or a router's own name for its reason
     * @param probability calibrated probability of the path after masking, in [0, 1]
     * @param reason one line in plain words
     */
    record Ground(String intent, double probability, String reason) {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException if {@code probability} is outside [0, 1]
         */
        public Ground {
            Objects.requireNonNull(intent, "intent");
            Objects.requireNonNull(reason, "reason");
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("probability must be in [0, 1], was " + probability);
            }
        }
    }

    /**
     * Answered without evidence.
     *
     * @param ground why
     */
    record Direct(Ground ground) implements Route {
        @Override
        public RoutePath path() {
            return RoutePath.DIRECT;
        }
    }

    /**
     * Answered from evidence.
     *
     * @param ground why
     */
    record Grounded(Ground ground) implements Route {
        @Override
        public RoutePath path() {
            return RoutePath.GROUNDED;
        }
    }

    /**
     * Answered by a tool.
     *
     * @param ground why
     */
    record Tool(Ground ground) implements Route {
        @Override
        public RoutePath path() {
            return RoutePath.TOOL;
        }
    }

    /**
     * A question back.
     *
     * @param ground why
     * @param options readings to offer, possibly none
     */
    record Clarify(Ground ground, List<String> options) implements Route {
        /** Copies. */
        public Clarify {
            options = List.copyOf(options);
        }

        @Override
        public RoutePath path() {
            return RoutePath.CLARIFY;
        }
    }

    /**
     * Not answered.
     *
     * @param ground why
     */
    record Decline(Ground ground) implements Route {
        @Override
        public RoutePath path() {
            return RoutePath.DECLINE;
        }
    }
}
