package dev.fairlead.retrieval.query;

import dev.fairlead.Span;
import dev.fairlead.text.Sentences;
import dev.fairlead.text.Terms;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question apart from what it says it is not about: "the theme of fate in Jane Eyre" and "Rochester's marriage".
 *
 * @param positive the question without the excluded parts, with content words left
 * @param excluded the excluded parts, with content words
 */
record Exclusion(String positive, String excluded) {
    /** Where an excluded part ends inside its sentence: with the next question, or where the sentence goes on behind a comma. */
    private static final Pattern END = Pattern.compile(
            "[?!;]|\\.(?=\\s|$)"
                    + "|,? (?:and|but) (?=(?:also |then )?(?:what|which|who|how|why|when|where|explain|describe|list|compare|"
                    + "excluding|exclude)\\b)"
                    + "|,(?= (?:what|which|who|how|why|when|where|explain|describe|list|compare|and the|and of|and in|on|in"
                    + "|regarding|with regard) )",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SEPARATED = Pattern.compile("[\\s,;:(–—-]+$");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Most cues looked at, a bound for pasted texts. */
    private static final int MOST = 8;

    static Optional<Exclusion> of(String question) {
        if (!ExclusionCue.possible(question)) {
            return Optional.empty();
        }
        StringBuilder positive = new StringBuilder();
        StringBuilder excluded = new StringBuilder();
        for (Span span : Sentences.spans(question)) {
            String sentence = span.of(question);
            Optional<Span> opening = positive.isEmpty() ? Optional.empty() : ExclusionCue.opening(sentence);
            opening.ifPresentOrElse(
                    cue -> excluded.append(sentence, cue.end(), sentence.length()),
                    () -> split(sentence, positive, excluded));
            positive.append(' ');
            excluded.append(' ');
        }
        Exclusion split = new Exclusion(clean(positive), clean(excluded));
        boolean both = !Terms.of(split.positive()).isEmpty()
                && !Terms.of(split.excluded()).isEmpty();
        return both ? Optional.of(split) : Optional.empty();
    }

    private static void split(String sentence, StringBuilder positive, StringBuilder excluded) {
        int done = 0;
        for (int i = 0; i < MOST; i++) {
            Optional<Span> cue = ExclusionCue.first(sentence, done);
            if (cue.isEmpty()) {
                break;
            }
            String head = SEPARATED
                    .matcher(sentence.substring(done, cue.get().start()))
                    .replaceFirst("");
            int end = end(sentence, cue.get());
            positive.append(head).append(' ');
            excluded.append(' ').append(sentence, cue.get().end(), end);
            done = closed(sentence, end);
        }
        positive.append(sentence, done, sentence.length());
    }

    /** The end of what a cue excludes. */
    private static int end(String sentence, Span cue) {
        if (isInParentheses(sentence, cue)) {
            int close = sentence.indexOf(')', cue.end());
            return close < 0 ? sentence.length() : close;
        }
        Matcher end = END.matcher(sentence);
        if (end.find(cue.end())) {
            return end.start();
        }
        // "Excluding the lease, all contracts with Acme": what stands behind the comma is what is asked.
        int comma = sentence.indexOf(',', cue.end());
        return cue.start() == 0 && comma > 0 ? comma : sentence.length();
    }

    private static boolean isInParentheses(String sentence, Span cue) {
        return sentence.lastIndexOf('(', cue.start()) > sentence.lastIndexOf(')', cue.start());
    }

    private static int closed(String sentence, int end) {
        return end < sentence.length() && (sentence.charAt(end) == ')' || sentence.charAt(end) == ',') ? end + 1 : end;
    }

    private static String clean(StringBuilder text) {
        return SPACE.matcher(text)
                .replaceAll(" ")
                .replaceAll(" (?=[?!.,;])", "")
                .strip();
    }
}
