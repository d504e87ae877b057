package dev.fairlead.followup;

import dev.fairlead.Deadline;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Scope;
import dev.fairlead.Span;
import dev.fairlead.Turn;
import dev.fairlead.text.Sentences;
import dev.fairlead.text.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The questions of one that asks several things: sentences that each ask, items of a numbered list, and clauses joined by
 * "and", where both ask on their own. "Terms and conditions", "how and when" and "what is allowed and what is forbidden"
 * behind "who decides" are one. Of a text that also states something nothing is split: what is asked leans on it.
 */
public final class SubQuestions {
    /** More parts would cost more searches than a question is worth: what is left over stays in the last. */
    public static final int MOST = 4;

    /** In a longer text some sentence may look like a question, but it is pasted, not asked. */
    private static final int LONGEST = 2_000;

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final String BE =
            "is|are|was|were|does|do|did|can|could|may|might|must|shall|should|will|would|has|have|had";
    private static final String SUBJECT =
            "the|a|an|there|this|that|these|those|any|it|they|we|i|you|he|she|either|both|each|all|one|my|our|your|his|her|its|their|some|anyone|anybody|someone";
    private static final String WH = "what|which|who|whom|whose|where|when|why|how";
    private static final String ORDER =
            "(?:list|name|state|describe|explain|summari[sz]e|find|show|give|tell|identify|compare|outline|quote|define)";

    /** "In the Acme lease, ..": said once, meant for all. */
    private static final Pattern SETTING = Pattern.compile(
            "^(?:in|under|according to|for|per|regarding|with regard to|as for|at|within|based on)\\s[^,?]{2,80},\\s+(?=(?:"
                    + WH + "|" + BE + "|" + ORDER + ")\\b)",
            FLAGS);

    private static final Pattern POLITE = Pattern.compile(
            "^(?:(?:hi|hello|hey|please|also|and|so|thanks|ok|okay)[,!.]?\\s+|(?:can|could|would|will) you (?:please )?(?="
                    + ORDER + "\\b))+",
            FLAGS);

    /** A clause that asks on its own: a question word with its verb near, or a verb before its subject. */
    private static final String ASKS =
            "(?:(?:" + WH + ") (?:(?!(?:and|or|" + WH + "|" + SUBJECT + ")\\b)[\\p{L}-]+ ){0,4}?(?:" + BE + ")\\b"
                    + "|(?:who|what) [\\p{L}]{2,}s\\b"
                    + "|(?:what|which) [\\p{L}-]+ [\\p{L}-]+ (?:a|an|the|any|on|to|for|from|in|by|with|between)\\b"
                    + "|(?:what|which) [\\p{L}-]+ [\\p{L}-]{2,}s(?=[?.,]|$)"
                    + "|(?:" + BE + ")(?:n['’]t)? (?:" + SUBJECT + ")\\b"
                    + "|(?:do|does|did) [\\p{L}-]+ (?:[\\p{L}-]+ )?(?:have|need|get|pay|receive|apply|last|cover|include|require|allow)\\b"
                    + "|(?:in|under|by|for|from|to|at|on|within|through|until|since) (?:what|which|whom|how) (?:[\\p{L}-]+ ){0,4}?(?:"
                    + BE + ")\\b"
                    + "|" + ORDER + " (?:me )?(?:" + SUBJECT + "|" + WH + "|every|which)\\b)";

    private static final Pattern ASKING = Pattern.compile("^(?:" + ASKS + "|(?:" + BE + ")\\b)", FLAGS);

    /** "Is there a limit on how much": the clause goes on behind the joint. */
    private static final Pattern DANGLING =
            Pattern.compile("\\b(?:what|which|when|where|why|how)(?: [\\p{L}-]+)?$", FLAGS);

    /** Asks for something to be done, not for what documents say. */
    private static final Pattern FAVOUR = Pattern.compile("^(?:can|could|will|would) you\\b", FLAGS);

    private static final Pattern VERB_FIRST = Pattern.compile("^(?:" + BE + "|" + ORDER + ")\\b", FLAGS);

    /** Where a second clause that asks may begin. */
    private static final Pattern JOINT =
            Pattern.compile("(?:,? and(?: also| then|,? if so,?)?|;(?: and)?|,) (?=" + ASKS + ")", FLAGS);

    /** A question word inside a clause: what follows "and" may be joined to it, not to the whole. */
    private static final Pattern INNER = Pattern.compile(
            ".{8,}?\\b(?:who|what|which|whose|where|when|why|how|whether|if|that)\\b.*", FLAGS | Pattern.DOTALL);

    private static final Pattern ITEM =
            Pattern.compile("(?:^|(?<=[\\s:;,.?]))(?:\\(?(?:\\d{1,2}|[a-h])[.)]|[-*•])\\s+(?=\\p{L})");

    private static final Pattern SAID = Pattern.compile("[?!.;,:\\s]+$");

    private static final RuleCompleter COMPLETER = new RuleCompleter();

    private SubQuestions() {}

    /**
     * The questions of one, each completed from the one before where it points back. O(length).
     *
     * @param question its text
     * @return them in order, at most {@value #MOST}; the question alone where it asks one thing
     */
    public static List<String> of(String question) {
        List<String> completed = new ArrayList<>();
        String before = "";
        for (String said : question.length() > LONGEST ? List.of(question) : said(question)) {
            before = before.isEmpty() ? said : completed(before, said);
            completed.add(before);
        }
        return completed;
    }

    /** "When is it due?" behind "What is the rent?" leans on it as a follow-up does. */
    private static String completed(String before, String part) {
        Question question = Question.of(part).withTurns(List.of(new Turn(before, "")));
        return COMPLETER
                .complete(Inquiry.of(question, Scope.none(), Deadline.never()))
                .text();
    }

    /** The parts in the question's own words. */
    private static List<String> said(String question) {
        List<String> items = items(question);
        List<String> parts = items.isEmpty() ? sentences(question) : items;
        boolean sound = parts.size() > 1
                && parts.stream().noneMatch(part -> Terms.of(part).isEmpty());
        return sound ? bounded(parts) : List.of(question);
    }

    /** Items of a list, each numbered one higher than the one before. */
    private static List<String> items(String question) {
        List<String> items = new ArrayList<>();
        Matcher item = ITEM.matcher(question);
        int start = -1;
        int first = 0;
        while (item.find()) {
            if (start >= 0) {
                items.add(trimmed(question.substring(start, item.start())));
            } else {
                first = item.start();
            }
            start = item.end();
        }
        if (items.isEmpty()) {
            return List.of();
        }
        items.add(trimmed(question.substring(start)));
        return question.substring(0, first).strip().matches("(?s)|.*[:?]") ? items : List.of();
    }

    /** Sentences that ask, each apart into its clauses; the question alone where one does not ask. */
    private static List<String> sentences(String question) {
        List<String> parts = new ArrayList<>();
        for (Span span : Sentences.spans(question)) {
            String sentence = POLITE.matcher(span.of(question)).replaceFirst("");
            Matcher setting = SETTING.matcher(sentence);
            String prefix = setting.lookingAt() ? setting.group() : "";
            String asked = sentence.substring(prefix.length());
            if (Terms.of(asked).isEmpty()) {
                continue;
            }
            if (!ASKING.matcher(asked).lookingAt()) {
                return List.of(question);
            }
            clauses(asked).forEach(clause -> parts.add(prefix + clause));
        }
        return parts;
    }

    private static List<String> clauses(String sentence) {
        List<String> clauses = new ArrayList<>();
        int start = 0;
        Matcher joint = JOINT.matcher(sentence);
        while (joint.find()) {
            String head = sentence.substring(start, joint.start());
            if (stands(head) && joins(joint.group(), sentence.substring(joint.end()))) {
                clauses.add(trimmed(head));
                start = joint.end();
            }
        }
        clauses.add(trimmed(sentence.substring(start)));
        return clauses;
    }

    /** Whether what stands before a joint asks something on its own, with no inner clause that the joint may continue. */
    private static boolean stands(String head) {
        return ASKING.matcher(head).lookingAt()
                && !Terms.of(head).isEmpty()
                && !FAVOUR.matcher(head).find()
                && !DANGLING.matcher(head).find()
                && head.chars().filter(c -> c == '"').count() % 2 == 0
                && (VERB_FIRST.matcher(head).lookingAt() || !INNER.matcher(head).matches());
    }

    /** A comma alone joins two questions only where a third follows behind "and". */
    private static boolean joins(String joint, String rest) {
        return !joint.equals(", ") || JOINT.matcher(rest).find();
    }

    private static List<String> bounded(List<String> parts) {
        if (parts.size() <= MOST) {
            return parts;
        }
        List<String> bounded = new ArrayList<>(parts.subList(0, MOST - 1));
        bounded.add(String.join(" ", parts.subList(MOST - 1, parts.size())));
        return bounded;
    }

    private static String trimmed(String part) {
        String said = SAID.matcher(part).replaceFirst("");
        return part.stripTrailing().endsWith("?") ? said + "?" : said;
    }
}
