package dev.fairlead.followup;

import java.util.List;
import java.util.Set;

/** Finds words that point at something said before: pronouns and demonstratives without an antecedent in the question. */
final class Pointers {
    private static final Set<String> PRONOUNS = Set.of("it", "they", "them", "he", "she", "him");
    private static final Set<String> POSSESSIVES = Set.of("its", "their", "his", "her", "theirs", "hers");
    private static final Set<String> DEMONSTRATIVES = Set.of("this", "these", "those", "that");
    private static final Set<String> SAID = Set.of(
            ("agreement contract lease policy document clause clauses section sections provision provisions rule rules"
                            + " period fee limit case cases right rights obligation obligations amount requirement requirements")
                    .split(" "));
    private static final Set<String> WHERE_ONE_IS = Set.of(
            "website", "site", "page", "app", "service", "company", "house", "office", "building", "town", "country");
    private static final int MOST_WORDS_ABOUT_WHAT_WAS_SAID = 3;
    private static final Set<String> TIMES = Set.of(
            ("year years month months week weeks quarter morning afternoon evening summer winter spring autumn day days"
                            + " time century decade monday tuesday wednesday thursday friday saturday sunday")
                    .split(" "));
    private static final Set<String> RELATIVES = Set.of("who", "that", "which", "of", "whose");
    private static final Set<String> CLAUSES = Set.of(
            (", ; : . ? ! - – — how what say says said if when before after while because that and or but who which where unless until once so than"
                            + " although as since whether")
                    .split(" "));
    private static final Set<String> GREETINGS = Set.of("hi", "hello", "hey");
    private static final Set<String> WHICH_ONE =
            Set.of("other", "which", "first", "second", "third", "last", "next", "same", "this", "that");
    private static final Set<String> CLOSING = Set.of("then", "otherwise", "instead", "latter", "former");
    private static final Set<String> ELSE = Set.of("what", "who", "where", "how", "anything", "anyone", "something");

    /** "Is it allowed to ..", "how long does it take to ..", "what time is it": "it" stands for what follows, or nothing. */
    private static final Set<String> EMPTY_VERBS = Set.of(
            ("take takes took cost costs mean possible allowed permitted necessary required true legal illegal ok okay safe"
                            + " mandatory enough customary common normal compulsory obligatory important worth better best"
                            + " easy hard likely explained stated said written described specified")
                    .split(" "));

    private static final Set<String> EMPTY_ENDS =
            Set.of("to", "that", "for", "if", "when", "how", "what", "until", "before");
    private static final Set<String> SKY = Set.of("rains", "rained", "snows", "snowed");
    private static final Set<String> CLOCK_AND_SKY = Set.of(
            "time date day late early dark cold hot warm rain raining snow snowing monday friday sunday".split(" "));

    private final List<Word> words;

    private Pointers(List<Word> words) {
        this.words = words;
    }

    static boolean in(List<Word> words) {
        Pointers pointers = new Pointers(words);
        for (int i = 0; i < words.size(); i++) {
            if (pointer(pointers, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean pointer(Pointers in, int at) {
        Word word = in.words.get(at);
        boolean last = at == in.words.size() - 1;
        return switch (word.lower()) {
            case "there" -> in.place(at) && !in.antecedent(at, true);
            case "one", "ones" -> in.before(at, WHICH_ONE) && !in.next(at, RELATIVES) && !in.antecedent(at, true);
            case "others" -> in.before(at, Set.of("the"));
            case "else" -> at == 1 && in.before(at, ELSE);
            case "above" -> in.before(at, Set.of("the", "mentioned"));
            default ->
                (word.is(CLOSING) && last)
                        || (word.is(PRONOUNS) && !in.empty(at) && !in.antecedent(at, true))
                        || (word.is(POSSESSIVES) && !in.antecedent(at, false))
                        || (word.is(DEMONSTRATIVES) && in.demonstrates(at) && !in.antecedent(at, true));
        };
    }

    /** A place, not "is there a ..". */
    private boolean place(int at) {
        boolean exists = (at > 0 && words.get(at - 1).auxiliary())
                || (at + 1 < words.size() && words.get(at + 1).auxiliary());
        return !exists && at > 0 && !before(at, GREETINGS);
    }

    private boolean demonstrates(int at) {
        if (next(at, TIMES)) {
            return false;
        }
        return switch (words.get(at).lower()) {
            case "those" -> !next(at, RELATIVES);
            // After a verb or a noun it opens a clause: "say that pets ..", "the period that applies".
            case "that" ->
                at == 0
                        || at == words.size() - 1
                        || words.get(at - 1).preposition()
                        || words.get(at - 1).auxiliary()
                        || before(at, Set.of("of", "to", "than", "and", "but", ","));
            default -> at + 1 == words.size() || !words.get(at + 1).content() || takesUp(words.get(at + 1));
        };
    }

    /** "This clause" takes up what was said; "on this site" in a question full of its own matter is the place one is at. */
    private boolean takesUp(Word noun) {
        boolean brief = words.stream().filter(Word::content).count() <= MOST_WORDS_ABOUT_WHAT_WAS_SAID;
        return noun.is(SAID) || (brief && !noun.is(WHERE_ONE_IS));
    }

    private boolean empty(int at) {
        if (!words.get(at).lower().equals("it")) {
            return false;
        }
        if (words.get(at).text().equals("IT") || next(at, SKY)) {
            return true;
        }
        if (words.stream().anyMatch(word -> word.is(CLOCK_AND_SKY))
                && at > 0
                && words.get(at - 1).auxiliary()) {
            return true;
        }
        for (int i = at + 1; i < words.size() && i <= at + 3; i++) {
            if (words.get(i).is(EMPTY_VERBS)) {
                return words.subList(i + 1, words.size()).stream().anyMatch(word -> word.is(EMPTY_ENDS));
            }
        }
        return false;
    }

    /** Something the pronoun can stand for: the subject of its own clause is nothing an object pronoun stands for. */
    private boolean antecedent(int at, boolean inEarlierClause) {
        boolean clause = !inEarlierClause;
        for (int i = at - 1; i >= 0; i--) {
            if (clause && words.get(i).content()) {
                return true;
            }
            clause |= words.get(i).is(CLAUSES);
        }
        return false;
    }

    private boolean before(int at, Set<String> any) {
        return at > 0 && words.get(at - 1).is(any);
    }

    private boolean next(int at, Set<String> any) {
        return at + 1 < words.size() && words.get(at + 1).is(any);
    }
}
