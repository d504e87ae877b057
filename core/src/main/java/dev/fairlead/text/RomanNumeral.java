package dev.fairlead.text;

/** Roman numerals of clauses, up to {@code CCC}. */
public final class RomanNumeral {
    private static final String DIGITS = "IVXLC";
    private static final int[] VALUES = {1, 5, 10, 50, 100};

    private RomanNumeral() {}

    /**
     * The value of a numeral. A digit before a larger one is taken off, whatever the two are. O(length).
     *
     * @param numeral capital digits
     * @return its value; 0 where there is another character
     */
    public static int value(String numeral) {
        int value = 0;
        int before = 0;
        for (int i = numeral.length() - 1; i >= 0; i--) {
            int at = DIGITS.indexOf(numeral.charAt(i));
            if (at < 0) {
                return 0;
            }
            value += VALUES[at] < before ? -VALUES[at] : VALUES[at];
            before = Math.max(before, VALUES[at]);
        }
        return value;
    }
}
