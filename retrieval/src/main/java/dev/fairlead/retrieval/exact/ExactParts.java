package dev.fairlead.retrieval.exact;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a question that must match to the letter. A passage's exact score is the number of terms and phrases it holds.
 *
 * @param terms as {@link ExactTerms} writes them; two for what can match in two degrees, as a clause can be the passage's
 *     own or one it mentions, and an amount can have the same currency or only the same value
 * @param phrases what stands in double quotes, words in a row
 */
public record ExactParts(List<String> terms, List<String> phrases) {
    /** Longer quotes are not searched for as phrases. */
    private static final int LONGEST_PHRASE = 200;

    /** More of either than a question needs: a bound for pasted texts. */
    private static final int MOST = 16;

    private static final Pattern QUOTED = Pattern.compile("[\"“„«]([^\"“”„«»]{1," + LONGEST_PHRASE + "})[\"”“»]");

    /** Copies. */
    public ExactParts {
        terms = List.copyOf(terms);
        phrases = List.copyOf(phrases);
    }

    /**
     * Reads a question. O(length).
     *
     * @param question its text
     * @return its exact parts, at most {@value #MOST} terms and as many phrases
     */
    public static ExactParts of(String question) {
        Set<String> terms = new LinkedHashSet<>();
        ClauseNumber.mentioned(question).forEach(clause -> {
            terms.add(clause.term());
            terms.add(clause.ownTerm());
        });
        Amount.in(question).forEach(amount -> terms.addAll(amount.terms()));
        Code.in(question).forEach(terms::add);
        Set<String> phrases = new LinkedHashSet<>();
        Matcher quoted = QUOTED.matcher(question);
        while (quoted.find()) {
            phrases.add(quoted.group(1).strip());
        }
        phrases.removeIf(String::isEmpty);
        return new ExactParts(first(terms), first(phrases));
    }

    /**
     * Whether there is nothing exact.
     *
     * @return whether there are neither terms nor phrases
     */
    public boolean isEmpty() {
        return terms.isEmpty() && phrases.isEmpty();
    }

    private static List<String> first(Set<String> all) {
        List<String> list = new ArrayList<>(all);
        return list.subList(0, Math.min(MOST, list.size()));
    }
}
