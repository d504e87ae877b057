package dev.fairlead.retrieval.chunking;

import dev.fairlead.Document;
import dev.fairlead.Span;
import dev.fairlead.text.Sentences;
import java.util.regex.Pattern;

/** What a document says of itself in one line, to stand above each of its passages. */
final class Context {
    /** How far into a text its first sentence is looked for, in characters. */
    private static final int OPENING = 4_000;

    /** Headings, file marks and addresses are shorter, or hold hardly a word in small letters. */
    private static final int MIN_SMALL_WORDS = 6;

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Context() {}

    /** The line, possibly empty, of any length. */
    static String of(Document document, Chunking.Header header) {
        String text = document.text();
        return switch (header) {
            case NONE, HEADINGS -> "";
            case OPENING -> firstSentence(text);
            case PARTIES -> {
                String parties = Parties.of(text);
                yield parties.isEmpty() ? firstSentence(text) : "between " + parties;
            }
        };
    }

    private static String firstSentence(String text) {
        String opening = text.substring(0, Math.min(OPENING, text.length()));
        return Sentences.spans(opening).stream()
                .map(span -> oneLine(span, opening))
                .filter(Context::isProse)
                .findFirst()
                .orElse("");
    }

    private static String oneLine(Span span, String text) {
        return BLANKS.matcher(span.of(text)).replaceAll(" ");
    }

    private static boolean isProse(String sentence) {
        long small = BLANKS.splitAsStream(sentence)
                .filter(word -> Character.isLowerCase(word.codePointAt(0)))
                .limit(MIN_SMALL_WORDS)
                .count();
        return small == MIN_SMALL_WORDS;
    }
}
