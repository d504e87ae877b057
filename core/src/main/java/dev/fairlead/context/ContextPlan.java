package dev.fairlead.context;

import dev.fairlead.Evidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What a question is answered from, why, and what each way would have cost.
 *
 * @param kind what was chosen
 * @param reason why, one line
 * @param alternatives the ways there were, the chosen one among them, passages found first
 */
public record ContextPlan(Evidence.Kind kind, String reason, List<Alternative> alternatives) {
    /**
     * One way to answer.
     *
     * @param kind what is sent
     * @param tokens about how many; for a corpus above the budget the number at which counting stopped
     * @param costPerQuestion what that costs, on average, in the currency of the prices; empty where no prices were given
     */
    public record Alternative(Evidence.Kind kind, long tokens, OptionalDouble costPerQuestion) {
        /** Checks. */
        public Alternative {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(costPerQuestion, "costPerQuestion");
        }
    }

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the chosen kind is not among the alternatives
     */
    public ContextPlan {
        Objects.requireNonNull(reason, "reason");
        alternatives = List.copyOf(alternatives);
        if (alternatives.stream().noneMatch(one -> one.kind() == kind)) {
            throw new IllegalArgumentException("kind must be one of " + alternatives + ", was " + kind);
        }
    }

    /**
     * About how many tokens the chosen way sends.
     *
     * @return tokens
     */
    public long tokens() {
        return chosen().tokens();
    }

    /**
     * What the chosen way costs a question.
     *
     * @return the expected cost, empty where no prices were given
     */
    public OptionalDouble costPerQuestion() {
        return chosen().costPerQuestion();
    }

    /**
     * The plan as details of a trace.
     *
     * @return kind, reason, and tokens and cost of each alternative by name
     */
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("kind", kind.name());
        details.put("reason", reason);
        for (Alternative one : alternatives) {
            String name = one.kind().name().toLowerCase(Locale.ROOT);
            details.put(name + ".tokens", one.tokens());
            one.costPerQuestion().ifPresent(cost -> details.put(name + ".cost", cost));
        }
        return details;
    }

    private Alternative chosen() {
        return alternatives.stream()
                .filter(one -> one.kind() == kind)
                .findFirst()
                .orElseThrow();
    }
}
