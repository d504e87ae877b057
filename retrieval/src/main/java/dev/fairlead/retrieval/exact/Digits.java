package dev.fairlead.retrieval.exact;

/** Whether a text holds a digit: without one there is no amount, no code and no bare number to look for. */
final class Digits {
    private Digits() {}

    static boolean in(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                return true;
            }
        }
        return false;
    }
}
