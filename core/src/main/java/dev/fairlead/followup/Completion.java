package dev.fairlead.followup;

import dev.fairlead.text.Terms;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts a follow-up and the question before it together. */
final class Completion {
    /** Of a longer question before, only its words are taken over, not its sentence. */
    private static final int LONGEST_SENTENCE = 400;

    private static final int MOST_WORDS = 24;
    private static final int LONGEST_REPLACED_PIECE = 4;
    /** After these a name is a place or a rule, and stands beside the party named before. */
    private static final Set<String> WHERE = Set.of("in", "on", "at", "under", "within", "outside");

    private static final Set<String> COURTESY = Set.of(
            "thank thanks ok okay great hello hi hey cool good nice perfect pleas yes no sure fine morn by bye understood"
                    .split(" "));

    private final String before;
    private final List<Word> beforeWords;
    private final List<Mention> beforeMentions;
    private final String question;
    private final Leaning leaning;
    private final List<Word> words;
    private final List<Mention> mentions;

    private Completion(String before, String question, Leaning leaning) {
        this.before = before.strip().replaceAll("[?!.\\s]+$", "");
        this.beforeWords = Word.of(this.before);
        this.beforeMentions = Mention.in(beforeWords, true);
        this.question = question;
        this.leaning = leaning;
        this.words = Word.of(leaning.rest());
        this.mentions = Mention.in(words, leaning.whole());
    }

    /** Whether anything can lean on a question: "thanks!" says nothing. */
    static boolean says(String question) {
        return Terms.of(question).stream().anyMatch(term -> !COURTESY.contains(term));
    }

    /** The question itself where it stands alone, or where there is nothing before it. */
    static String of(String before, String question) {
        Leaning leaning = Leaning.of(question);
        if (before.isBlank() || leaning.form() == Leaning.Form.ALONE) {
            return question;
        }
        Completion completion = new Completion(before, question, leaning);
        return switch (leaning.form()) {
            case FRAGMENT -> completion.fragment();
            case POINTING -> completion.withWordsOfBefore(opened(completion.rest()));
            case CONTINUING -> completion.continuing();
            case ALONE -> question;
        };
    }

    private String rest() {
        return leaning.rest();
    }

    private String fragment() {
        Optional<Mention> named = mentions.stream().findFirst();
        boolean opens = words.getFirst().preposition() || isCondition();
        if (named.isPresent() && !opens && hasMore(named.get())) {
            return question;
        }
        if (before.length() > LONGEST_SENTENCE) {
            return withWordsOfBefore("What about " + rest());
        }
        if (named.isPresent()) {
            return renamed(named.get())
                    .or(() ->
                            opens && (named.get().document() || document().isEmpty()) ? samePlace() : Optional.empty())
                    .orElseGet(() -> appended(opens ? piece() : "in " + rest()));
        }
        if (opens) {
            return samePlace().orElseGet(() -> appended(piece()));
        }
        return document()
                .map(document -> "What does " + document.in(before) + " say about " + rest() + "?")
                .orElseGet(() -> withWordsOfBefore("What about " + rest()));
    }

    private boolean isCondition() {
        return words.getFirst().is(Set.of("if", "unless", "when", "where", "to", "of"));
    }

    /** Whether the piece says more than a name: then it needs nothing. */
    private boolean hasMore(Mention named) {
        return words.stream()
                .anyMatch(word -> word.content() && (word.start() < named.start() || word.start() >= named.end()));
    }

    /** The question before with the new name in place of the old one, and what else the piece says behind it. */
    private Optional<String> renamed(Mention named) {
        String after = leaning.rest().substring(named.end()).strip();
        Optional<Mention> old = beforeMentions.reversed().stream()
                .filter(mention -> mention.kind() == named.kind())
                .findFirst();
        Optional<Mention.Name> name = named.name();
        if (old.isPresent() && named.kind() == Mention.Kind.NUMBERED && hasOnlyNumber(named)) {
            return old.flatMap(Mention::name)
                    .map(number -> replaced(number.start(), number.end(), named.in(rest()), after));
        }
        if (old.isPresent()) {
            return Optional.of(replaced(old.get().start(), old.get().end(), lowered(named.in(rest())), after));
        }
        Optional<Mention.Name> party = document().flatMap(Mention::name);
        boolean beside = named.kind() != Mention.Kind.NAME || words.getFirst().is(WHERE);
        return beside || party.isEmpty() || name.isEmpty()
                ? Optional.empty()
                : Optional.of(replaced(
                        party.get().start(),
                        party.get().end(),
                        rest().substring(name.get().start(), name.get().end()),
                        after));
    }

    private static boolean hasOnlyNumber(Mention named) {
        return named.name().filter(number -> number.start() == named.start()).isPresent();
    }

    /** "For managers?" inside a sentence. */
    private String piece() {
        return Character.toLowerCase(rest().charAt(0)) + rest().substring(1);
    }

    /** The article of a name that opened its sentence: "The Beta lease?". */
    private static String lowered(String name) {
        return name.startsWith("The ") ? "the" + name.substring(3) : name;
    }

    /** With a capital again, where what opened the sentence was taken off. */
    private static String opened(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private String replaced(int start, int end, String by, String after) {
        String rest = before.substring(end);
        boolean said = after.isEmpty() || rest.strip().startsWith(after);
        return before.substring(0, start) + by + rest + (said ? "" : " " + after) + "?";
    }

    /** "For students" by "for seniors". */
    private Optional<String> samePlace() {
        String opening = words.getFirst().lower();
        for (int i = beforeWords.size() - 1; i > 0; i--) {
            if (beforeWords.get(i).lower().equals(opening)) {
                int end = i + 1;
                while (end < beforeWords.size() && !endsPiece(beforeWords.get(end))) {
                    end++;
                }
                boolean piece = end > i + 1 && end - i - 1 <= LONGEST_REPLACED_PIECE;
                return piece
                        ? Optional.of(replaced(
                                beforeWords.get(i).start(),
                                beforeWords.get(end - 1).end(),
                                piece(),
                                ""))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean endsPiece(Word word) {
        return word.preposition() || word.auxiliary() || word.punctuation();
    }

    private String appended(String piece) {
        return before + " " + piece + "?";
    }

    private Optional<Mention> document() {
        return beforeMentions.reversed().stream().filter(Mention::document).findFirst();
    }

    /** A whole question that names nothing is about what the one before named. */
    private String continuing() {
        if (!mentions.isEmpty() || beforeMentions.isEmpty()) {
            return question;
        }
        Mention named = document().orElse(beforeMentions.getLast());
        return opened(rest()) + " in " + named.in(before) + "?";
    }

    /** The question with those words of the one before that it lacks; a name only where it has none itself. */
    private String withWordsOfBefore(String opening) {
        Set<String> own = leaning.terms();
        StringBuilder context = new StringBuilder();
        int lastEnd = -1;
        int taken = 0;
        for (Word word : beforeWords) {
            boolean dropped = !mentions.isEmpty()
                    && beforeMentions.stream()
                            .anyMatch(mention -> word.start() >= mention.start() && word.start() < mention.end());
            if (taken < MOST_WORDS && word.content() && !dropped && !own.containsAll(Terms.of(word.text()))) {
                context.append(context.isEmpty() ? "" : word.start() == lastEnd + 1 ? " " : ", ")
                        .append(word.text());
                lastEnd = word.end();
                taken++;
            }
        }
        return context.isEmpty() ? question : opening + " (" + context + ")?";
    }
}
