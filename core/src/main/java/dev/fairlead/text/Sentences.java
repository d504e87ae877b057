package dev.fairlead.text;

import dev.fairlead.Span;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits text into sentences by the JDK's sentence rules for English, corrected for what contracts hold: a sentence ends
 * at a blank line and before a list item, heading or table row; an abbreviation or a clause number does not end one.
 */
public final class Sentences {
    /** A block ends at a blank line, and before a line that starts a list item, clause, heading or table row. */
    private static final Pattern BLOCK_END =
            Pattern.compile("\\R[ \\t]*\\R|\\R(?=[ \\t]*(?:[-*+•][ \\t]|#{1,6}[ \\t]|\\|"
                    + "|\\(?(?:[a-zA-Z]|[ivxIVX]{1,5}|\\d{1,3})[.)][ \\t]|\\d{1,3}(?:\\.\\d{1,3})+\\.?[ \\t]))");

    /** What a sentence cannot end with: common abbreviations, initials and bare clause numbers. */
    private static final Pattern NO_END = Pattern.compile(
            "(?:(?:^|[\\s(\"“])(?:Mr|Mrs|Ms|Dr|Prof|St|Inc|Ltd|Co|Corp|No|Nos|Art|Sec|Sect|Cl|para|pp?|vs?|cf|al|e\\.g|i\\.e"
                    + "|approx|Fig|Figs|Eq|Ref|Vol|Ed|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z]|U\\.S|U\\.K)\\.\\s*$)"
                    + "|(?:^[\\s#*-]*(?:(?:Section|Article|Clause|ARTICLE|SECTION)\\s+)?\\(?(?:\\d{1,3}(?:\\.\\d{1,3})*"
                    + "|[a-zA-Z]|[ivxIVX]{1,5})[.)]+\\s*$)");

    private static final int LONGEST_ABBREVIATION = 24;

    private Sentences() {}

    /**
     * Splits a text. Every character that is not white space lies in exactly one sentence. O(length).
     *
     * @param text any text
     * @return sentences without surrounding white space, in order
     */
    public static List<Span> spans(String text) {
        Objects.requireNonNull(text, "text");
        List<Span> sentences = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        Matcher blockEnd = BLOCK_END.matcher(text);
        int start = 0;
        while (blockEnd.find()) {
            addBlock(text, start, blockEnd.start(), breaks, sentences);
            start = blockEnd.end();
        }
        addBlock(text, start, text.length(), breaks, sentences);
        return List.copyOf(sentences);
    }

    private static void addBlock(String text, int start, int end, BreakIterator breaks, List<Span> sentences) {
        String block = text.substring(start, end);
        breaks.setText(block);
        int sentenceStart = 0;
        for (int at = breaks.first(); at != BreakIterator.DONE; at = breaks.next()) {
            if (at == block.length() || (at > 0 && endsSentence(block, sentenceStart, at))) {
                addTrimmed(text, start + sentenceStart, start + at, sentences);
                sentenceStart = at;
            }
        }
    }

    /** Looks at the tail of the candidate only, so that a long sentence is not read again at each of its breaks. */
    private static boolean endsSentence(String block, int sentenceStart, int at) {
        int from = Math.max(sentenceStart, at - LONGEST_ABBREVIATION);
        return !NO_END.matcher(block.substring(from, at)).find();
    }

    private static void addTrimmed(String text, int start, int end, List<Span> sentences) {
        int first = start;
        int last = end;
        while (first < last && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        while (last > first && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        if (first < last) {
            sentences.add(new Span(first, last));
        }
    }
}
