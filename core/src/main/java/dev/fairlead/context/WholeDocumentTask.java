package dev.fairlead.context;

import dev.fairlead.text.Terms;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question that cannot be answered from a few passages, recognised by its words: it asks to summarise, to compare or to find
 * contradictions. The cues are guarded, for a misfire sends a whole document where a passage would do; English only, as the
 * router's intents are.
 *
 * @param kind what is asked for
 * @param rest the question without the words of the cue
 */
public record WholeDocumentTask(Kind kind, String rest) {
    /** What is asked for. */
    public enum Kind {
        /** A summary, an overview, the main points. */
        SUMMARISE,
        /** A comparison or the differences. */
        COMPARE,
        /** Contradictions, inconsistencies, conflicts. */
        CONTRADICTIONS
    }

    /** What may stand before an imperative. */
    private static final String ASKED = "(?:^|[.!?:;,]\\s*|\\b(?:please|kindly|you|to|and|then|me|also)\\s+)";

    private static final Map<Kind, Pattern> CUES = new TreeMap<>(Map.of(
            Kind.SUMMARISE,
            cue(ASKED + "(?:briefly\\s+)?(?:summari[sz]e|sum up|condense|recap)\\b"
                    + "|\\b(?:summary|overview|synopsis|outline|digest|gist|recap|tl;?dr) (?:of|for)\\b"
                    + "|\\bwhat (?:is|are|'s) the (?:\\w+ )?(?:main|key|essential|most important) "
                    + "(?:points?|terms?|provisions?|takeaways?|messages?|findings?|contents?) (?:of|in|from)\\b"),
            Kind.COMPARE,
            cue(ASKED + "(?:compare|contrast)\\b"
                    + "|\\b(?:differences?|comparison) (?:between|of)\\b"
                    + "|\\bhow (?:do|does|did|is|are)\\b.{1,120}\\b(?:differ|compare|different)\\b"),
            Kind.CONTRADICTIONS,
            cue("\\b(?:contradict(?:s|ed|ions?|ory|ing)?|inconsisten(?:t|cy|cies)|discrepanc(?:y|ies))\\b"
                    + "|\\bconflicts? (?:between|with (?:each other|one another))\\b"
                    + "|\\bdisagree(?:s|ments?)? (?:between|with (?:each other|one another))\\b")));

    /** Words that say what is to be read or how the answer should look, not what it is about. */
    private static final Set<String> GENERIC = Terms.distinct(
            "document contract agreement nda lease license licence policy"
                    + " manual handbook guide report paper file text version draft deal order plan terms conditions addendum amendment"
                    + " summary overview outline synopsis gist give make write provide draft prepare show create want need find list"
                    + " spot check point points main key important essential provisions short brief briefly concise detailed detail"
                    + " executive simple plain english bullet bullets sentence sentences paragraph paragraphs word words page pages line"
                    + " table one two three four five six seven eight nine ten whole entire full complete each another two both"
                    + " contents say says said let tell quick quickly high level see look using use kind thank thanks hi hello differ different differs compare compared");

    private static Pattern cue(String cue) {
        return Pattern.compile(cue, Pattern.CASE_INSENSITIVE);
    }

    /**
     * Recognises a task.
     *
     * @param question a question's text
     * @return the task, empty where no cue stands in the question
     */
    public static Optional<WholeDocumentTask> of(String question) {
        for (Map.Entry<Kind, Pattern> cue : CUES.entrySet()) {
            Matcher found = cue.getValue().matcher(question);
            if (found.find()) {
                String rest = found.group().toLowerCase(Locale.ROOT).startsWith("how ")
                        ? found.group().substring("how ".length())
                        : "";
                return Optional.of(new WholeDocumentTask(
                        cue.getKey(),
                        (question.substring(0, found.start()) + " " + rest + " " + question.substring(found.end()))
                                .strip()));
            }
        }
        return Optional.empty();
    }

    /**
     * What the task is about beyond the documents it names: {@code notice} in "compare the notice periods of both leases".
     *
     * @param names words of the names of documents, in any form
     * @return content words, none where documents as a whole are meant
     */
    public Set<String> topic(Set<String> names) {
        Set<String> topic = new LinkedHashSet<>(Terms.of(rest));
        topic.removeAll(GENERIC);
        List<String> named = new ArrayList<>();
        names.forEach(name -> named.addAll(Terms.of(name)));
        named.forEach(topic::remove);
        topic.removeIf(word -> word.chars().allMatch(Character::isDigit));
        return topic;
    }
}
