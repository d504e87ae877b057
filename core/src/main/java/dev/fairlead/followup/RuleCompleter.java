package dev.fairlead.followup;

import dev.fairlead.Completer;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Turn;
import java.util.List;
import java.util.Map;

/**
 * Completes a follow-up by rule, without a model: a piece ("and in the Beta lease?") is put into the question before it,
 * in place of what that one named; a question that points back ("who can end it?") is given the words it lacks. The
 * earlier questions are completed in turn, so that a third leans on what the second meant. English; questions whose form
 * says that they stand alone are returned as they are. O(length of the last turns' questions). Stateless.
 */
public final class RuleCompleter implements Completer {
    /** How many questions back a chain of follow-ups is understood. */
    private static final int LONGEST_CHAIN = 10;

    /** A completer; all of them are equal. */
    public RuleCompleter() {}

    @Override
    public Question complete(Inquiry inquiry) {
        Question question = inquiry.question();
        List<Turn> turns = question.turns();
        long start = System.nanoTime();
        String before = "";
        for (Turn turn : turns.subList(Math.max(0, turns.size() - LONGEST_CHAIN), turns.size())) {
            if (Completion.says(turn.question())) {
                before = Completion.of(before, turn.question());
            }
        }
        String text = Completion.of(before, question.text());
        if (text.equals(question.text()) || text.length() > Question.MAX_LENGTH) {
            return question;
        }
        String form = Leaning.of(question.text()).form().name();
        inquiry.record("rule", start, Map.of("form", form));
        return new Question(text, turns, question.filter(), question.contract());
    }
}
