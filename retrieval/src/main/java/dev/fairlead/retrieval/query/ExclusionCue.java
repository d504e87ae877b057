package dev.fairlead.retrieval.query;

import dev.fairlead.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words that exclude what follows them, each with a guard. Most sentences that hold "without", "except" or "but not"
 * exclude nothing: "Can a party terminate without cause?" asks for that very clause, and so does "the clause excluding
 * liability". What stays ambiguous ("other than", "besides", "instead of") is no cue: there the best passage often holds
 * what is excepted.
 *
 * @param words the cue itself
 * @param head what must hold of the sentence before it
 * @param tail what must not follow it
 */
record ExclusionCue(Pattern words, Predicate<String> head, Pattern tail) {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final String NOT = "(?:please |also )*(?:(?:do|does|should|must) not|don['’]?t|never|not)";
    private static final String TELL =
            "(?:mention|reference|refer to|discuss|include|involve|cover|consider|describe|touch on"
                    + "|touch upon|talk about|name|list|count|address|bring up)";
    private static final String TELLING =
            "(?:mentioning|referencing|referring to|discussing|including|involving|covering"
                    + "|considering|describing|touching on|touching upon|talking about|naming|listing|counting|addressing|bringing up)";
    private static final String LEAVE = "(?:exclude|omit|ignore|disregard|skip|leave out|leave aside)";
    private static final String LEAVING = "(?:excluding|omitting|disregarding|leaving out|leaving aside|setting aside)";

    /** "Any references to", which is part of the cue and not of what is excluded. */
    private static final String MENTION = "(?:(?:any|all|the|direct) )*"
            + "(?:mentions?|references?|discussions?|descriptions?|talk) (?:of|to|about)";

    private static final String ORDER =
            "(?:introduce|provide|give|describe|explain|discuss|explore|examine|analy[sz]e|outline|list|name"
                    + "|show|find|tell|summari[sz]e|compare|investigate|identify|write|present|review|search|look|get|state|quote|cite"
                    + "|detail|evaluate|assess)";
    private static final String POLITE =
            "^\\W*(?:(?:please|and|also|so|can you|could you|would you|i want you to|i need you to) )*";

    /** The sentence tells somebody to tell something. */
    private static final Pattern ORDERED = pattern(POLITE + ORDER + "\\b");

    /** The sentence asks or orders, it does not state. */
    private static final Pattern ASKED = pattern(POLITE + "(?:" + ORDER + "|what|which|who|whose|where|when|how)\\b");

    /** The sentence asks for things of a kind, out of which some can be taken. */
    private static final Pattern ASKED_FOR = pattern(
            POLITE + "(?:" + ORDER + "|(?:in |under |for |on |of )?(?:what|which)|are there|is there|do we have)\\b");

    /** Words typed without a sentence: "product warranties but not software". */
    private static final Pattern STATED = pattern(
            "\\b(?:i|you|he|she|it|we|they|my|your|is|are|was|were|am|be|been|has|have|had"
                    + "|do|does|did|can|could|will|would|shall|should|may|might|must|gave|got|not)\\b|['’]|(?:\\S+\\s+){7}");

    /** Here somebody leaves something out, and that is what is asked about. */
    private static final Pattern LEAVER = pattern(
            "\\b(?:clauses?|provisions?|terms?|conditions?|agreements?|contracts?|polic(?:y|ies)"
                    + "|sections?|articles?|language|wording|exceptions?|carve-?outs?|rules?|laws?|statements?|covenants?|damages"
                    + "|by|of|for|from|in|on|before|after|while|when|and|or|is|are|was|were|be|been|am|than|about|as|like)\\s*$");

    private static final Pattern COMMA = Pattern.compile(",\\s*$");

    /** Amounts and times are reckoned "excluding VAT" and "excluding weekends". */
    private static final Pattern MEASURE =
            pattern("(?:(?:the|any|all|of|applicable) )*(?:vat|gst|tax|taxes|interest|shipping|postage"
                    + "|weekends?|sundays?|saturdays?|(?:(?:public|bank|federal) )?holidays?|fees|costs|expenses)\\b");

    /** "Including but not limited to", "but not why", "but not on others", "except as provided". */
    private static final Pattern NO_OBJECT = pattern("(?:(?:for|in|on|from|by|to|of|with|the) )?"
            + "(?:limited|always|only|all|every|yet|exactly|sure|now|anymore|necessarily|if|when|where|why|how|who|what|until|more|less"
            + "|as|that|to|with|by|under|through|at|in|others?|after|before|during|upon|sooner|later|than|be|is|are|was|were"
            + "|have|has|had|can|may|will)\\b");

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private static final List<ExclusionCue> CUES = List.of(
            cue("but " + NOT + " (?:" + TELL + "|" + TELLING + ")", head -> true, NOTHING),
            cue("but (?:without|avoid|avoiding) " + TELLING, head -> true, NOTHING),
            cue("but (?:please )?(?:" + LEAVE + "|" + LEAVING + ")", head -> true, NOTHING),
            cue("not (?:including|counting|mentioning)", head -> true, MEASURE),
            cue("with the exception of|(?:but|and) nothing about", head -> true, NO_OBJECT),
            cue(LEAVING, head -> !LEAVER.matcher(head).find(), MEASURE),
            cue("without " + TELLING + "|without (?=" + MENTION + ")", asked(ASKED), NOTHING),
            cue("but " + NOT, asked(ORDERED), NO_OBJECT),
            cue(
                    "avoiding",
                    head -> ORDERED.matcher(head).find() && COMMA.matcher(head).find(),
                    NOTHING),
            cue(
                    "but not|except|except for|excepting",
                    head -> ASKED_FOR.matcher(head).find() || isFragment(head),
                    NO_OBJECT));

    /** A sentence of its own, behind the question: "Do not mention the parties." */
    private static final Pattern SENTENCE =
            pattern("^(?:please )?(?:(?:do not|don['’]?t) " + TELL + "|" + LEAVE + ")\\b");

    private static final Pattern MENTIONED = pattern("\\s*" + MENTION + "\\s+");

    /** What every cue holds: most sentences lack it, and need no closer look. */
    private static final Pattern HINT =
            pattern("not|n['’]t|never|without|avoid|exclud|omit|disregard|ignor|skip|leav|aside|except");

    /** Whether there may be a cue in a text. */
    static boolean possible(String text) {
        return HINT.matcher(text).find();
    }

    private static ExclusionCue cue(String words, Predicate<String> head, Pattern tail) {
        return new ExclusionCue(pattern("(?<![\\p{L}\\p{N}])(?:" + words + ")(?![\\p{L}\\p{N}])"), head, tail);
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, FLAGS);
    }

    private static Predicate<String> asked(Pattern opening) {
        return head -> opening.matcher(head).find();
    }

    private static boolean isFragment(String head) {
        return !head.isBlank() && !STATED.matcher(head).find();
    }

    /** The opening words of a sentence that does nothing but exclude; empty for any other. */
    static Optional<Span> opening(String sentence) {
        Matcher opening = SENTENCE.matcher(sentence);
        return opening.find() ? Optional.of(new Span(0, mentionEnd(sentence, opening.end()))) : Optional.empty();
    }

    /**
     * The first cue of a sentence, of several there the longest.
     *
     * @param from where to look from
     * @return its characters, words such as "any references to" included
     */
    static Optional<Span> first(String sentence, int from) {
        return CUES.stream()
                .flatMap(cue -> cue.in(sentence, from).stream())
                .min(Comparator.comparingInt(Span::start)
                        .thenComparing(Comparator.comparingInt(Span::end).reversed()))
                .map(cue -> new Span(cue.start(), mentionEnd(sentence, cue.end())));
    }

    private static int mentionEnd(String sentence, int end) {
        Matcher mention = MENTIONED.matcher(sentence).region(end, sentence.length());
        return mention.lookingAt() ? mention.end() : end;
    }

    private Optional<Span> in(String sentence, int from) {
        Matcher found = words.matcher(sentence);
        for (int at = from; found.find(at); at = found.end()) {
            String rest = sentence.substring(found.end()).stripLeading();
            if (head.test(sentence.substring(0, found.start()))
                    && !tail.matcher(rest).lookingAt()) {
                return Optional.of(new Span(found.start(), found.end()));
            }
        }
        return Optional.empty();
    }
}
