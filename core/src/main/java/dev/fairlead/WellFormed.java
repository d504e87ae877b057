package dev.fairlead;

/** Refuses half a surrogate pair: it has no UTF-8 form, so two such names would become one where they are stored. */
final class WellFormed {
    private WellFormed() {}

    static String require(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean pair = Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                throw new IllegalArgumentException(what + " must be Unicode text, holds half a surrogate pair at " + i);
            }
        }
        return text;
    }
}
