package dev.fairlead.json.extract;

import dev.fairlead.Span;
import java.util.regex.Pattern;

/**
 * What stands right before and behind a value where it answers, and where it never does. In both expressions the value's
 * place is written {@code ⟨⟩}.
 *
 * @param answering what speaks for a value
 * @param refuting what rules it out
 * @param strict whether a value nothing speaks for is ruled out as well
 */
record Surroundings(Pattern answering, Pattern refuting, boolean strict) {
    private static final int BEFORE = 140;
    private static final int BEHIND = 90;
    private static final String NOTHING = "(?!)";

    static Surroundings of(String answering, String refuting) {
        return new Surroundings(pattern(answering), refutes(refuting), false);
    }

    static Surroundings strict(String answering, String refuting) {
        return new Surroundings(pattern(answering), refutes(refuting), true);
    }

    private static Pattern refutes(String refuting) {
        return pattern(refuting.isEmpty() ? NOTHING : refuting);
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /** 1 where the value stands as an answer does, 0 where nothing is to be seen, -1 where it answers something else. */
    int judge(String text, Span value) {
        String window = text.substring(Math.max(0, value.start() - BEFORE), value.start())
                + "⟨⟩"
                + text.substring(value.end(), Math.min(text.length(), value.end() + BEHIND));
        if (refuting.matcher(window).find()) {
            return -1;
        }
        boolean answers = answering.matcher(window).find();
        return answers ? 1 : strict ? -1 : 0;
    }
}
