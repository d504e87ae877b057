package dev.fairlead.followup;

import dev.fairlead.followup.Leaning.Form;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the form of one question. */
final class Reading {
    /** Nobody adds a paragraph to the question before; what is this long has its own antecedents. */
    private static final int LONGEST = 300;

    private static final int MOST_WORDS_OF_A_BARE_PIECE = 6;
    private static final int MOST_WORDS_OF_A_BARE_ASKING = 4;
    private static final int MOST_WORDS_OF_A_CONDITION = 12;
    private static final int MOST_WORDS_WITHOUT_QUESTION_MARK = 4;

    private static final Pattern END = Pattern.compile("(?i)(?:,? please)?[?!.\\s]*$");
    private static final Pattern TIE =
            Pattern.compile("(?i)^(?:(?:and|but|or|also|plus|so|ok|okay|well|then|now)\\b[,\\s]*)+");
    /** Ties of talk as much as of questions: "so windy today". */
    private static final Pattern LOOSE_TIE = Pattern.compile("(?i)^(?:so|ok|okay|well|then|now)\\b");

    private static final Pattern PIECE = Pattern.compile("(?i)^(?:what|how) about\\b\\s*"
            + "|^(?:(?:is|are) (?:it|that|this|they) )?(?:the same|likewise|similarly|ditto|same)(?: (?:question|thing))?,?"
            + " (?=for|in|with|under|at|on|to|by)|^(?:what|even) (?=if\\b)");
    private static final Pattern ASKS_AFTER_CONDITION = Pattern.compile(
            "(?i), (?:what|which|who|when|where|how|is|are|do|does|can|could|may|must|should|will|would|has|have)\\b"
                    + "|\\b(?:do|does|did|can|may|must|will|would|should|could|shall)"
                    + " (?:i|we|you|he|she|they|it|the|my|our|an?)\\b");
    private static final Pattern CONDITION = Pattern.compile(
            "(?i)^(?:if|unless|(?:when|where) (?!(?:is|are|was|were|do|does|did|can|could|may|might|must|should|shall|will"
                    + "|would|has|have|had)\\b))");
    /** No subject: "must be in writing?", "is required?", "any exceptions?"; or one of what was asked: "is there a limit?". */
    private static final Pattern NO_SUBJECT = Pattern.compile(
            "(?i)^(?:(?:can|could|must|may|should|will|shall) be\\b"
                    + "|(?:is|are) (?:allowed|required|permitted|included|possible|needed)\\b|any \\S+(?: \\S+)?$"
                    + "|(?:is|are) there (?:an? |any )?(?:maximum|minimum|limit|cap|exception|deadline|penalty|fee|charge)s?$)");
    /** About the conversation or the one who answers, not about what it was about. */
    private static final Pattern OF_THE_CONVERSATION = Pattern.compile(
            "(?i)\\byou(?:r)?\\b.{0,20}\\b(?:mean|meant|said|say|repeat|explain|rephrase|answers?|sure|told|conclusion)\\b"
                    + "|\\b(?:did|are|were|have) you\\b|\\byou(?:'re| are| were| should| had| did)\\b|\\bwhat (?:are|do) you\\b"
                    + "|\\byours\\b|\\b(?:this|that|the) (?:chat|conversation|answer|claim|reply|job)\\b|\\b(?:haha|lol)\\b");
    /** Somebody asks or tells to do; a statement that points back is talk. */
    private static final Pattern REQUEST = Pattern.compile(
            "(?i)^(?:compare|summari[sz]e|check|find|look|quote|name|describe|state|define|calculate|translate)\\b");

    private static final Pattern QUOTED =
            Pattern.compile("\"[^\"]*\"|“[^”]*”|(?<![\\p{L}\\p{N}])'[^']*'(?![\\p{L}\\p{N}])");
    private static final Set<String> OPENING = Set.of("why how when where who what which whom whose".split(" "));
    private static final Set<String> OTHERS =
            Set.of(("other others one ones rest another next last first second third" + " former latter").split(" "));

    private final String text;
    private final boolean marked;
    private final boolean tied;
    private final String rest;
    private final List<Word> words;
    private final boolean condition;
    private final boolean sentence;

    Reading(String question) {
        text = END.matcher(question.strip()).replaceFirst("");
        marked = question.indexOf('?') >= 0;
        Matcher tie = TIE.matcher(text);
        tied = tie.find() && tie.end() < text.length();
        rest = tied ? text.substring(tie.end()) : text;
        // What is too long is not read any further.
        words = text.length() > LONGEST ? List.of() : Word.of(rest);
        condition = CONDITION.matcher(rest).find();
        sentence = !condition && words.stream().anyMatch(word -> word.asking() || word.auxiliary());
    }

    Leaning leaning() {
        if (words.isEmpty() || OF_THE_CONVERSATION.matcher(text).find() || nobodyNamed()) {
            return alone();
        }
        Matcher piece = PIECE.matcher(rest);
        if (piece.find() && piece.end() < rest.length() && !asksAfterCondition()) {
            return new Leaning(Form.FRAGMENT, rest.substring(piece.end()), false);
        }
        if (tied && !sentence) {
            boolean talk = LOOSE_TIE.matcher(text).find() && !marked;
            return talk ? alone() : new Leaning(Form.FRAGMENT, rest, false);
        }
        if (points() || bareAsking() || NO_SUBJECT.matcher(rest).find()) {
            return new Leaning(Form.POINTING, rest, !tied);
        }
        if (bareCondition() || barePiece()) {
            return new Leaning(Form.FRAGMENT, rest, !tied);
        }
        return tied ? new Leaning(Form.CONTINUING, rest, false) : alone();
    }

    private Leaning alone() {
        return new Leaning(Form.ALONE, text, true);
    }

    /** "And the other one?" leans on what nobody named: to be asked back, not to be guessed at. */
    private boolean nobodyNamed() {
        return !sentence
                && words.stream().anyMatch(word -> word.is(OTHERS))
                && words.stream().allMatch(word -> !word.content() || word.is(OTHERS));
    }

    private boolean asksAfterCondition() {
        return ASKS_AFTER_CONDITION.matcher(rest).find();
    }

    private boolean points() {
        boolean asks = marked
                || words.getFirst().asking()
                || words.getFirst().auxiliary()
                || REQUEST.matcher(rest).find();
        return asks && Pointers.in(Word.of(QUOTED.matcher(rest).replaceAll("quoted")));
    }

    /** "Why", "since when", "within how many days": asks without saying of what. */
    private boolean bareAsking() {
        if (words.stream().noneMatch(word -> word.is(OPENING))) {
            return false;
        }
        boolean empty =
                words.size() <= MOST_WORDS_OF_A_BARE_ASKING && words.stream().noneMatch(Word::content);
        boolean piece = words.size() <= MOST_WORDS_OF_A_BARE_PIECE
                && words.getFirst().preposition()
                && words.stream().noneMatch(Word::auxiliary);
        return empty || piece;
    }

    /** "If the tenant dies". */
    private boolean bareCondition() {
        return condition
                && !words.getFirst().asking()
                && words.size() <= MOST_WORDS_OF_A_CONDITION
                && !asksAfterCondition()
                && words.stream().noneMatch(Word::punctuation);
    }

    /** "In Texas", "for contractors", "the Beta lease": a piece although nothing ties it on. */
    private boolean barePiece() {
        if (sentence || condition || words.size() > MOST_WORDS_OF_A_BARE_PIECE) {
            return false;
        }
        List<Mention> mentions = Mention.in(words, false);
        boolean onlyNames = mentions.size() == 1
                && mentions.getFirst().start() == words.getFirst().start()
                && mentions.getFirst().end() == words.getLast().end();
        boolean brief = words.size() <= MOST_WORDS_WITHOUT_QUESTION_MARK
                && words.stream().noneMatch(Word::punctuation);
        return (words.getFirst().preposition() && (marked || brief)) || (onlyNames && marked);
    }
}
