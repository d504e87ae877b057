package dev.fairlead.routing;

import dev.fairlead.RouteDecision;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * Why a question goes where it goes, for a person; printing it shows all of it.
 *
 * @param decision what was decided
 * @param comparisons each number that was held against a threshold, in the order in which they decide
 * @param examples training examples that the question is most like, by falling cosine; empty for a model that remembers none
 * @param intent the most probable intent of the whole question
 * @param words what each word does for that intent, in the order of the question
 */
public record RouteExplanation(
        RouteDecision decision,
        List<Comparison> comparisons,
        List<NearExample> examples,
        String intent,
        List<Word> words) {
    /** Checks and copies. */
    public RouteExplanation {
        Objects.requireNonNull(decision, "decision");
        comparisons = List.copyOf(comparisons);
        examples = List.copyOf(examples);
        Objects.requireNonNull(intent, "intent");
        words = List.copyOf(words);
    }

    /**
     * A number and its threshold.
     *
     * @param what what the number is
     * @param value the number
     * @param threshold the least it takes
     */
    public record Comparison(String what, double value, double threshold) {
        /**
         * Whether it is enough.
         *
         * @return whether {@code value} is at least {@code threshold}
         */
        public boolean reached() {
            return value >= threshold;
        }
    }

    /**
     * A word of the question.
     *
     * @param text the word
     * @param gain the probability of {@link RouteExplanation#intent()} with the word less that without it, in [-1, 1]
     */
    public record Word(String text, double gain) {}

    /** Route, thresholds, words and examples, a line each. */
    @Override
    public String toString() {
        StringJoiner lines = new StringJoiner("\n");
        lines.add(decision.route().path() + ": " + decision.route().ground().reason());
        comparisons.forEach(one -> lines.add(String.format(
                Locale.ROOT, "  %-26s %.3f, takes %.3f%s", one.what(), one.value(), one.threshold(), said(one))));
        lines.add("  words for " + intent + ":" + joined());
        examples.forEach(example -> lines.add("  like " + example));
        return lines.toString();
    }

    private static String said(Comparison one) {
        return one.reached() ? "" : ": not reached";
    }

    private String joined() {
        StringBuilder joined = new StringBuilder();
        words.forEach(word -> joined.append(String.format(Locale.ROOT, " %s %+.2f", word.text(), word.gain())));
        return joined.toString();
    }
}
