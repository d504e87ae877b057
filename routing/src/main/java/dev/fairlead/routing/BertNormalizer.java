package dev.fairlead.routing;

import java.text.Normalizer;
import java.util.function.IntConsumer;

/**
 * Normalises text code point by code point as Hugging Face's {@code BertNormalizer} does: clean, set CJK ideographs
 * apart, strip accents, lower the case. O(1) a code point. Immutable and thread-safe.
 *
 * @param cleanText drop control characters and make every white space a blank
 * @param chineseChars set a blank on both sides of a CJK ideograph
 * @param stripAccents decompose, then drop combining marks
 * @param lowercase lower the case, locale-free
 */
record BertNormalizer(boolean cleanText, boolean chineseChars, boolean stripAccents, boolean lowercase) {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int DOTTED_CAPITAL_I = 0x130;
    private static final int COMBINING_DOT = 0x307;

    /** Hands what one code point becomes to {@code out}: nothing, itself, or several code points. */
    void accept(int codePoint, IntConsumer out) {
        if (codePoint < 0x80 && codePoint > ' ') {
            acceptVisibleAscii(codePoint, out);
        } else if (cleanText && dropped(codePoint)) {
            return;
        } else if (isWhitespace(codePoint)) {
            out.accept(' ');
        } else if (chineseChars && isCjkIdeograph(codePoint)) {
            out.accept(' ');
            decompose(codePoint, out);
            out.accept(' ');
        } else {
            decompose(codePoint, out);
        }
    }

    private void acceptVisibleAscii(int codePoint, IntConsumer out) {
        if (codePoint == 0x7F && cleanText) {
            return;
        }
        out.accept(lowercase && codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 32 : codePoint);
    }

    private void decompose(int codePoint, IntConsumer out) {
        if (!stripAccents) {
            lower(codePoint, out);
            return;
        }
        String decomposed = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFD);
        decomposed
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(c -> lower(c, out));
    }

    private void lower(int codePoint, IntConsumer out) {
        if (!lowercase) {
            out.accept(codePoint);
        } else if (codePoint == DOTTED_CAPITAL_I) {
            // The one code point whose lower case is two of them; Character.toLowerCase(int) gives only the first.
            out.accept('i');
            out.accept(COMBINING_DOT);
        } else {
            out.accept(Character.toLowerCase(codePoint));
        }
    }

    private static boolean dropped(int codePoint) {
        if (codePoint == 0 || codePoint == REPLACEMENT) {
            return true;
        }
        if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r') {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
            default -> false;
        };
    }

    /** Whether a code point has Unicode's White_Space property. */
    static boolean isWhitespace(int codePoint) {
        return codePoint == ' '
                || (codePoint >= 0x9 && codePoint <= 0xD)
                || codePoint == 0x85
                || Character.isSpaceChar(codePoint);
    }

    /** Whether a code point is a token by itself: Unicode punctuation, or any visible ASCII that is no letter or digit. */
    static boolean isPunctuation(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint > ' ' && codePoint < 0x7F && !Character.isLetterOrDigit(codePoint);
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean isCjkIdeograph(int codePoint) {
        return codePoint >= 0x3400
                && (within(codePoint, 0x4E00, 0x9FFF)
                        || within(codePoint, 0x3400, 0x4DBF)
                        || within(codePoint, 0x20000, 0x2A6DF)
                        || within(codePoint, 0x2A700, 0x2B73F)
                        || within(codePoint, 0x2B740, 0x2B81F)
                        || within(codePoint, 0x2B920, 0x2CEAF)
                        || within(codePoint, 0xF900, 0xFAFF)
                        || within(codePoint, 0x2F800, 0x2FA1F));
    }

    private static boolean within(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }
}
