package dev.fairlead.followup;

import dev.fairlead.text.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a question, or a punctuation mark that parts clauses.
 *
 * @param text as it stands
 * @param start where it starts in the question
 */
record Word(String text, int start) {
    private static final Pattern WORD = Pattern.compile(
            "\\d+(?:[.,]\\d+)+|[\\p{L}\\p{N}][\\p{L}\\p{N}'’&-]*|[,;:]|[.?!](?=\\s|$)|(?<=\\s)[-–—](?=\\s)");

    private static final Set<String> AUXILIARIES =
            Set.of(("is are was were be been do does did can could may might must"
                            + " should shall will would has have had am isn't aren't doesn't don't can't won't")
                    .split(" "));

    private static final Set<String> ASKING =
            Set.of("what which who whom whose when where why how tell show list give explain".split(" "));

    /** "Of" and "to" are left out: they belong to what stands before them. */
    private static final Set<String> PREPOSITIONS = Set.of(
            ("in for under at with without during after before from on by within outside upon between against through"
                            + " about regarding concerning per over until since as above below beyond")
                    .split(" "));

    private static final Set<String> AMOUNT = Set.of("long", "much", "many", "often", "far", "soon", "exactly", "come");

    static List<Word> of(String text) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(new Word(matcher.group(), matcher.start()));
        }
        return words;
    }

    int end() {
        return start + text.length();
    }

    String lower() {
        return text.toLowerCase(Locale.ROOT);
    }

    boolean is(Set<String> any) {
        return any.contains(lower());
    }

    boolean punctuation() {
        return !Character.isLetterOrDigit(text.codePointAt(0));
    }

    boolean auxiliary() {
        return is(AUXILIARIES);
    }

    boolean asking() {
        return is(ASKING);
    }

    boolean preposition() {
        return is(PREPOSITIONS);
    }

    boolean capital() {
        return Character.isUpperCase(text.codePointAt(0)) && !text.equals("I");
    }

    boolean digits() {
        return Character.isDigit(text.codePointAt(0));
    }

    /** Whether it says what is asked about, not how the question is put. */
    boolean content() {
        return !punctuation()
                && !auxiliary()
                && !asking()
                && !preposition()
                && !is(AMOUNT)
                && !Terms.of(text).isEmpty();
    }
}
