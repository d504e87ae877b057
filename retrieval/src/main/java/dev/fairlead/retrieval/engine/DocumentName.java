package dev.fairlead.retrieval.engine;

import dev.fairlead.Document;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words people call a document by: its title, its id taken apart, and the parties a contract names at its beginning. */
public final class DocumentName {
    /** How far into a text its parties are looked for, and how long their clause may be, in characters. */
    private static final int OPENING = 4_000;

    private static final int PARTIES = 400;

    /** Only where a contract is made: prose says "between Monday and Friday" as well. */
    private static final Pattern MADE_BETWEEN = Pattern.compile(
            "\\bby and (?:between|among)\\b|\\b(?:made|entered)\\b[^.]{0,160}?\\b(?:between|among)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NAME_WORD = Pattern.compile("\\b\\p{Lu}[\\p{L}\\p{N}&'’]+");

    /** Between words of an id: everything but letters and digits, and the step from a small to a capital letter. */
    private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})");

    /** A company's form glued to its name, as in file names: {@code AIRSPANNETWORKSINC}. */
    private static final Pattern GLUED_FORM =
            Pattern.compile("(\\p{L}{4,})(?:inc|corp|llc|ltd|plc|gmbh)", Pattern.CASE_INSENSITIVE);

    private DocumentName() {}

    /**
     * The words of a document's name, for an engine to index.
     *
     * @param document the document
     * @return distinct words, blank between them
     */
    public static String of(Document document) {
        Set<String> words = new LinkedHashSet<>();
        addWords(document.title(), words);
        addWords(document.id(), words);
        String opening =
                document.text().substring(0, Math.min(OPENING, document.text().length()));
        Matcher between = MADE_BETWEEN.matcher(opening);
        if (between.find()) {
            int end = Math.min(opening.length(), between.end() + PARTIES);
            Matcher names = NAME_WORD.matcher(opening.substring(between.end(), end));
            while (names.find()) {
                words.add(names.group());
            }
        }
        return String.join(" ", words);
    }

    private static void addWords(String text, Set<String> words) {
        SEPARATOR.splitAsStream(text).forEach(word -> {
            words.add(word);
            Matcher glued = GLUED_FORM.matcher(word);
            if (glued.matches()) {
                words.add(glued.group(1).toLowerCase(Locale.ROOT));
            }
        });
        words.remove("");
    }
}
