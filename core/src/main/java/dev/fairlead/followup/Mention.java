package dev.fairlead.followup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a question names, with its article: "the Acme NDA", "Germany", "our travel policy", "section 4.2". Read off capitals,
 * numbers and the nouns for documents; English.
 *
 * @param start where it starts in the question
 * @param end where it ends, exclusive
 * @param kind what it names
 * @param name where the proper name or the number stands in it, empty for "the lease"
 */
record Mention(int start, int end, Kind kind, Optional<Name> name) {
    enum Kind {
        /** A party, a place, a product. */
        NAME,
        /** It ends in a noun for a document. */
        DOCUMENT,
        /** A part or a level that has a number: "section 4.2", "priority 1", "4.3". */
        NUMBERED
    }

    record Name(int start, int end) {}

    private static final Set<String> DOCUMENTS = Set.of(("agreement agreements contract contracts lease leases nda ndas"
                    + " msa sla dpa sow policy policies handbook manual guide guidelines licence license warranty addendum"
                    + " amendment annex appendix exhibit report terms act directive regulation invoice bylaws charter"
                    + " specification datasheet paper study")
            .split(" "));

    private static final Set<String> NUMBERED =
            Set.of(("section sections clause clauses article paragraph chapter annex"
                            + " appendix schedule page version priority level step class category room item part phase tier grade")
                    .split(" "));

    /** Capitals of the calendar name no party. */
    private static final Set<String> TIMES =
            Set.of(("monday tuesday wednesday thursday friday saturday sunday mondays tuesdays"
                            + " wednesdays thursdays fridays saturdays sundays january february march april may june july august"
                            + " september october november december christmas easter")
                    .split(" "));

    private static final Set<String> ARTICLES = Set.of("the our my your this that these those their".split(" "));
    private static final int MOST_PLAIN_WORDS = 2;

    String in(String question) {
        return question.substring(start, end);
    }

    /**
     * All of them, in order; none overlaps another.
     *
     * @param opening whether the first word opens the sentence: then it has a capital anyway
     */
    static List<Mention> in(List<Word> words, boolean opening) {
        List<Mention> found = new ArrayList<>();
        for (int i = 0; i < words.size(); ) {
            int end = end(words, i, opening);
            if (end > i) {
                found.add(of(words, i, end));
                i = end;
            } else {
                i++;
            }
        }
        return found;
    }

    boolean document() {
        return kind == Kind.DOCUMENT;
    }

    private static Mention of(List<Word> words, int from, int to) {
        List<Word> proper = words.subList(from, to).stream()
                .filter(word -> (word.capital() || word.digits()) && !word.is(DOCUMENTS) && !word.is(ARTICLES))
                .toList();
        Optional<Name> name = proper.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Name(proper.getFirst().start(), proper.getLast().end()));
        return new Mention(words.get(from).start(), words.get(to - 1).end(), kind(words.subList(from, to)), name);
    }

    private static Kind kind(List<Word> named) {
        if (named.getLast().is(DOCUMENTS)) {
            return Kind.DOCUMENT;
        }
        boolean numbered = named.getLast().digits()
                && (named.size() == 1 || named.getFirst().is(NUMBERED));
        return numbered ? Kind.NUMBERED : Kind.NAME;
    }

    /** Where a mention that starts at a word ends; that word where none does. */
    private static int end(List<Word> words, int from, boolean opening) {
        if (numbered(words, from)) {
            return from + 2;
        }
        if (words.size() == 1 && words.getFirst().digits()) {
            return 1;
        }
        boolean article = words.get(from).is(ARTICLES);
        int at = article ? from + 1 : from;
        int plain = 0;
        int end = from;
        boolean named = false;
        for (; at < words.size(); at++) {
            Word word = words.get(at);
            if (word.is(DOCUMENTS) && (article || named)) {
                return at + 1;
            }
            if (proper(words, at, opening) || (named && plain == 0 && word.digits())) {
                named = true;
                end = at + 1;
            } else if (plain < MOST_PLAIN_WORDS && (article || named) && word.content() && !word.digits()) {
                plain++;
            } else {
                break;
            }
        }
        return end;
    }

    private static boolean numbered(List<Word> words, int at) {
        return words.get(at).is(NUMBERED)
                && at + 1 < words.size()
                && words.get(at + 1).digits();
    }

    /** A sentence's first word counts where it is all capitals or another name or a document follows. */
    private static boolean proper(List<Word> words, int at, boolean opening) {
        Word word = words.get(at);
        if (!word.capital() || word.asking() || word.auxiliary() || word.is(ARTICLES) || word.is(TIMES)) {
            return false;
        }
        if (at > 0 || !opening) {
            return true;
        }
        boolean named =
                words.size() > 1 && (words.get(1).capital() || words.get(1).is(DOCUMENTS));
        return word.content()
                && (named || word.text().chars().filter(Character::isUpperCase).count() > 1);
    }
}
