package dev.fairlead.json.value;

import dev.fairlead.Span;
import dev.fairlead.text.Terms;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads yes or no off a sentence that speaks of the wanted thing: no where it is negated or forbidden, yes where it is
 * stated or allowed. A thing that is itself a negation, such as a non-compete, is stated by one. Says nothing of a sentence
 * that holds too few of the thing's words.
 */
final class YesNoReader implements ValueReader {
    /** Words that ask rather than name: "whether the licence may be transferred". */
    private static final Set<String> ASKING = Set.of(
            "whether",
            "true",
            "yes",
            "allow",
            "permit",
            "allowed",
            "may",
            "can",
            "must",
            "shall",
            "contract",
            "agreement",
            "party",
            "eith",
            "either",
            "forbid",
            "prohibit",
            "restrict",
            "forbidden",
            "exist",
            "non");

    private static final double ENOUGH = 0.6;

    private static final Pattern NEGATION = Pattern.compile(
            "\\b(?:no|not|non|never|neither|nor|without|cannot|prohibit(?:s|ed|ion)?|forbid(?:s|den)?|restrict(?:s|ed|ion)?s?"
                    + "|refrain(?:s|ed)?|unless)\\b|n't\\b|\\bnon-?(?=\\p{L})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NEGATIVE_THING = Pattern.compile(
            "\\b(?:no|non|not|never|prohibit\\w*|forbid\\w*|restrict\\w*)\\b|\\bnon(?=[a-z]{4})",
            Pattern.CASE_INSENSITIVE);
    /** "without limitation" and their like negate nothing. */
    private static final Pattern IDLE = Pattern.compile(
            "(?i)\\b(?:without (?:limitation|limiting|prejudice)|including but not limited to|not limited to|whether or not"
                    + "|not less than|not more than|no later than|not later than|no less than|no more than)\\b");

    private final Set<String> thing;
    private final boolean negativeThing;

    YesNoReader(Wanted wanted) {
        thing = new HashSet<>(Terms.of(wanted.name()));
        thing.removeAll(ASKING);
        if (thing.isEmpty()) {
            thing.addAll(Terms.of(wanted.description()));
            thing.removeAll(ASKING);
        }
        negativeThing = NEGATIVE_THING.matcher(wanted.name()).find();
    }

    @Override
    public List<Reading> read(String text) {
        Set<String> held = new HashSet<>();
        for (String term : Terms.of(text)) {
            held.add(term);
            held.add(term.startsWith("non") ? term.substring(3) : term);
        }
        long shared = thing.stream().filter(word -> holds(held, word)).count();
        if (thing.isEmpty() || shared < Math.ceil(ENOUGH * thing.size())) {
            return List.of();
        }
        Matcher negation = NEGATION.matcher(IDLE.matcher(text).replaceAll(" "));
        boolean negated = negation.find();
        double clarity = shared == thing.size() ? 0.9 : 0.6;
        return List.of(new Reading(negated == negativeThing, new Span(0, text.length()), clarity));
    }

    /** "sublicense", "sublicensing" and "sublicensable" share their beginning. */
    private static boolean holds(Set<String> held, String word) {
        String wanted = word.startsWith("non") && word.length() > 6 ? word.substring(3) : word;
        String stem = wanted.length() > 6 ? wanted.substring(0, wanted.length() - 2) : wanted;
        return held.stream().anyMatch(term -> term.startsWith(stem));
    }
}
