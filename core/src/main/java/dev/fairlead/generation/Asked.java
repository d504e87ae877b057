package dev.fairlead.generation;

import dev.fairlead.Evidence;
import dev.fairlead.RankedPassage;
import dev.fairlead.text.Terms;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a question asks for.
 *
 * @param terms its content words
 * @param identity those that name the document or a party: they choose the document and say little about the sentence,
 *     since a contract repeats its parties' names where they sign, not where they promise
 * @param quantity whether it asks for a number, an amount, a date or a length of time
 */
record Asked(Set<String> terms, Set<String> identity, boolean quantity) {
    private static final double IDENTITY_SHARE = 0.2;

    private static final Pattern NAME = Pattern.compile("(?<=[\\p{L}\\p{N},;] )\\p{Lu}[\\p{L}\\p{N}&'’-]*");

    private static final Pattern QUANTITY = Pattern.compile(
            "\\bhow (?:much|many|long|often|old|far|high|large|big|late|early|soon|loud|fast|hot|heavy|deep)\\b|\\bwhen\\b"
                    + "|\\b(?:what|which) (?:\\w+ ){0,3}(?:notice|period|percentage|amount|price|rate|cap|limit|fee|date|term"
                    + "|year|day|temperature|torque|pressure|number|deadline|cost|sum|age|size|score)s?\\b"
                    + "|\\bcosts?\\b|\\bnotice period\\b",
            Pattern.CASE_INSENSITIVE);

    static Asked of(String question, Evidence evidence) {
        Set<String> terms = Terms.distinct(question);
        Set<String> identity = new HashSet<>();
        Matcher names = NAME.matcher(question);
        while (names.find()) {
            identity.addAll(Terms.of(names.group()));
        }
        for (RankedPassage ranked : evidence.passages()) {
            identity.addAll(Terms.of(ranked.passage().locator().title()));
            identity.addAll(Terms.of(ranked.passage().locator().documentId()));
        }
        identity.retainAll(terms);
        boolean allNames = identity.size() == terms.size();
        boolean quantity = QUANTITY.matcher(question.toLowerCase(Locale.ROOT)).find();
        return new Asked(terms, allNames ? Set.of() : identity, quantity);
    }

    /** The share of identity words among a document's words; all of them where the question names nothing. */
    double identityHeldBy(Set<String> document) {
        long held = identity.stream().filter(document::contains).count();
        return identity.isEmpty() ? 1 : held / (double) identity.size();
    }

    /** The question without the names in it: what it asks, whoever it asks it of. */
    static String withoutNames(String question) {
        return NAME.matcher(question).replaceAll("").replaceAll("\\s+", " ").strip();
    }

    /** How much of a word's weight counts. */
    double share(String term) {
        return identity.contains(term) ? IDENTITY_SHARE : 1;
    }
}
