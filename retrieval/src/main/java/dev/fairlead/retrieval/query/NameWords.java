package dev.fairlead.retrieval.query;

import dev.fairlead.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The runs of capitalised words in a question, each of which may name a document or a party. */
final class NameWords {
    /** Words that complete a name without being needed for it: a company's form, the kind of a document. */
    private static final Set<String> OPTIONAL = Set.of(
            "inc",
            "corp",
            "corporation",
            "co",
            "company",
            "llc",
            "ltd",
            "limited",
            "plc",
            "gmbh",
            "ag",
            "lp",
            "llp",
            "group",
            "agreement",
            "contract",
            "nda",
            "lease",
            "license",
            "licence",
            "policy",
            "manual",
            "handbook",
            "guide",
            "terms",
            "amendment",
            "addendum",
            "document",
            "deal",
            "order",
            "plan");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern POSSESSIVE = Pattern.compile("['’]s\\b");
    private static final String OPENING = "\"“‘([";
    private static final String ENDING = ".!?:";

    private NameWords() {}

    /**
     * A word of a name.
     *
     * @param word in lower case
     * @param span its characters in the question, a possessive ending included
     * @param optional whether the name is complete without it
     */
    record Word(String word, Span span, boolean optional) {}

    /** Runs of neighbouring capitalised words. A capital at the start of a sentence says nothing, unless it owns something. */
    static List<List<Word>> runs(String question) {
        List<List<Word>> runs = new ArrayList<>();
        Matcher words = WORD.matcher(question);
        int end = -1;
        while (words.find()) {
            if (!isName(question, words)) {
                continue;
            }
            boolean adjacent =
                    end >= 0 && question.substring(end, words.start()).matches("[ &.-]{1,3}");
            if (!adjacent) {
                runs.add(new ArrayList<>());
            }
            Matcher possessive = POSSESSIVE.matcher(question).region(words.end(), question.length());
            end = possessive.lookingAt() ? possessive.end() : words.end();
            String word = words.group().toLowerCase(Locale.ROOT);
            runs.getLast().add(new Word(word, new Span(words.start(), end), OPTIONAL.contains(word)));
        }
        runs.removeIf(run -> run.stream().allMatch(Word::optional));
        return runs;
    }

    private static boolean isName(String question, Matcher word) {
        if (!Character.isUpperCase(question.codePointAt(word.start())) || word.end() - word.start() < 2) {
            return false;
        }
        return !startsSentence(question, word.start())
                || POSSESSIVE
                        .matcher(question)
                        .region(word.end(), question.length())
                        .lookingAt();
    }

    private static boolean startsSentence(String question, int at) {
        int before = at - 1;
        while (before >= 0 && Character.isWhitespace(question.charAt(before))) {
            before--;
        }
        return before < 0
                || OPENING.indexOf(question.charAt(before)) >= 0
                || (before < at - 1 && ENDING.indexOf(question.charAt(before)) >= 0);
    }
}
