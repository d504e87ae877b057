package dev.fairlead.json;

import com.networknt.schema.regex.RegularExpression;
import java.util.regex.Pattern;

/**
 * A schema's regular expression, with a bound on its work: matching gives up after so many looks at a character, and takes
 * what it could not decide for no match. Unanchored, as the specification says.
 */
final class SafePattern implements RegularExpression {
    static final int MAX_PATTERN = 1_000;

    /** Backtracking over repeated groups takes stack for each character. */
    static final int MAX_INPUT = 2_000;

    private static final int MAX_LOOKS = 1_000_000;

    private final Pattern pattern;

    SafePattern(String regex) {
        if (regex.length() > MAX_PATTERN) {
            throw new IllegalArgumentException(
                    "pattern must have at most " + MAX_PATTERN + " characters, had " + regex.length());
        }
        pattern = Pattern.compile(regex);
    }

    @Override
    public boolean matches(String value) {
        if (value.length() > MAX_INPUT) {
            return false;
        }
        try {
            return pattern.matcher(new Watched(value)).find();
        } catch (TooLong | StackOverflowError e) {
            // The JDK's matcher goes one frame deeper for each round of a group; nothing of it outlives this call.
            return false;
        }
    }

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super("a pattern takes too long", null, false, false);
        }
    }

    /** Text that counts how often a matcher looks at it. */
    private static final class Watched implements CharSequence {
        private final String text;
        private int looks;

        Watched(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks > MAX_LOOKS) {
                throw new TooLong();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.subSequence(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
