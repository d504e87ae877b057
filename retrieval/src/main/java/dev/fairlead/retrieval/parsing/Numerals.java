package dev.fairlead.retrieval.parsing;

import java.util.Locale;

/** Numbers as lists show them. */
final class Numerals {
    /** Beyond it letters and Roman numerals grow without sense. */
    private static final int MAX_SPELLED = 3_999;

    private static final int[] ROMAN_VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    private static final String[] ROMAN = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};

    /** How a number is written. */
    enum Form {
        DECIMAL,
        DECIMAL_ZERO,
        LOWER_LETTER,
        UPPER_LETTER,
        LOWER_ROMAN,
        UPPER_ROMAN,
        BULLET,
        NONE
    }

    private Numerals() {}

    static String of(int number, Form form) {
        boolean spelled = number >= 1 && number <= MAX_SPELLED;
        return switch (form) {
            case DECIMAL -> Integer.toString(number);
            case DECIMAL_ZERO -> String.format(Locale.ROOT, "%02d", number);
            case LOWER_LETTER -> spelled ? letters(number, 'a') : Integer.toString(number);
            case UPPER_LETTER -> spelled ? letters(number, 'A') : Integer.toString(number);
            case LOWER_ROMAN -> spelled ? roman(number).toLowerCase(Locale.ROOT) : Integer.toString(number);
            case UPPER_ROMAN -> spelled ? roman(number) : Integer.toString(number);
            case BULLET -> "-";
            case NONE -> "";
        };
    }

    /** As Word counts: z is followed by aa, bb. */
    private static String letters(int number, char first) {
        return Character.toString(first + (number - 1) % 26).repeat((number - 1) / 26 + 1);
    }

    private static String roman(int number) {
        StringBuilder roman = new StringBuilder();
        int left = number;
        for (int i = 0; i < ROMAN.length; i++) {
            while (left >= ROMAN_VALUES[i]) {
                roman.append(ROMAN[i]);
                left -= ROMAN_VALUES[i];
            }
        }
        return roman.toString();
    }
}
