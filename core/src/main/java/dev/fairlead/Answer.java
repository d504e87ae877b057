package dev.fairlead;

import dev.fairlead.json.RecordBinding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/** The outcome of a question. Printing one shows what a person wants to see first. */
public sealed interface Answer {
    /**
     * Every decision with its numbers and time.
     *
     * @return the trace
     */
    Trace trace();

    /**
     * An answer.
     *
     * @param text the answer: prose, with markers such as {@code [1]} where it rests on evidence, or the JSON asked for
     * @param citations what the markers refer to, by number; empty for direct answers and tools
     * @param route how it was answered
     * @param trace every decision
     */
    record Answered(String text, List<Citation> citations, Route route, Trace trace) implements Answer {
        /** Checks and copies. */
        public Answered {
            Objects.requireNonNull(text, "text");
            citations = List.copyOf(citations);
            Objects.requireNonNull(route, "route");
            Objects.requireNonNull(trace, "trace");
        }

        /**
         * The JSON as a record: strings, numbers, booleans, dates, periods, enumerations by their names whatever the case,
         * records and lists; what is left out is empty in an {@code Optional} or a list.
         *
         * @param type the record
         * @param <T> the record
         * @return the answer
         * @throws IllegalStateException if this answer is prose, because no JSON was asked for
         * @throws IllegalArgumentException if the JSON does not fit {@code type}, or {@code type} is no record
         */
        public <T extends Record> T as(Class<T> type) {
            return RecordBinding.bind(text, type);
        }

        @Override
        public String toString() {
            StringJoiner lines = new StringJoiner("\n");
            lines.add(text);
            citations.forEach(citation -> lines.add("  " + citation));
            return lines + "\n" + summary(trace);
        }
    }

    /**
     * The documents do not answer the question.
     *
     * @param reason why, one line
     * @param evidence what was seen
     * @param trace every decision
     */
    record Abstained(String reason, Evidence evidence, Trace trace) implements Answer {
        /** Checks. */
        public Abstained {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(evidence, "evidence");
            Objects.requireNonNull(trace, "trace");
        }

        @Override
        public String toString() {
            return "No answer: " + reason + "\n" + summary(trace);
        }
    }

    /**
     * A draft that did not keep its contract.
     *
     * @param violations what it broke
     * @param raw the draft as written
     * @param trace every decision
     */
    record Rejected(List<String> violations, String raw, Trace trace) implements Answer {
        /** Checks and copies. */
        public Rejected {
            violations = List.copyOf(violations);
            Objects.requireNonNull(raw, "raw");
            Objects.requireNonNull(trace, "trace");
        }

        @Override
        public String toString() {
            return "Rejected: " + String.join("; ", violations) + "\n" + summary(trace);
        }
    }

    /**
     * A question back.
     *
     * @param question what to ask the user
     * @param options readings to offer, possibly none
     * @param trace every decision
     */
    record Clarification(String question, List<String> options, Trace trace) implements Answer {
        /** Checks and copies. */
        public Clarification {
            Objects.requireNonNull(question, "question");
            options = List.copyOf(options);
            Objects.requireNonNull(trace, "trace");
        }

        @Override
        public String toString() {
            StringJoiner lines = new StringJoiner("\n");
            lines.add(question);
            options.forEach(option -> lines.add("  - " + option));
            return lines + "\n" + summary(trace);
        }
    }

    /**
     * Not answered, for a reason.
     *
     * @param reason why, in words for the user
     * @param trace every decision
     */
    record Declined(String reason, Trace trace) implements Answer {
        /** Checks. */
        public Declined {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(trace, "trace");
        }

        @Override
        public String toString() {
            return "Declined: " + reason + "\n" + summary(trace);
        }
    }

    private static String summary(Trace trace) {
        String route = trace.decision()
                .map(RouteDecision::route)
                .map(chosen -> String.format(
                        Locale.ROOT,
                        "route %s (%s, %.2f), ",
                        chosen.path().name().toLowerCase(Locale.ROOT),
                        chosen.ground().intent(),
                        chosen.ground().probability()))
                .orElse("");
        StringJoiner times = new StringJoiner(", ", " (", ")");
        times.setEmptyValue("");
        Map<String, Long> sums = new LinkedHashMap<>();
        trace.steps().forEach(step -> sums.merge(step.name(), step.time().toNanos(), Long::sum));
        sums.forEach((step, nanos) -> times.add(step + " " + millis(nanos)));
        return "  " + route + millis(trace.total().toNanos()) + times;
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
}
