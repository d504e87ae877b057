package dev.fairlead.json.repair;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes JSON of a model's text: drops code fences and the prose around the first object or list, then reads leniently.
 * Quotes of any kind, keys and values without quotes, comments, trailing, doubled and missing commas, missing closing
 * brackets, quotes inside strings, Python's and JavaScript's literals and strings joined by a plus are understood. Time grows
 * with the length of the text; nothing is ever guessed but punctuation.
 */
public final class JsonRepair {
    private static final Pattern FENCED = Pattern.compile("```[A-Za-z0-9_-]*\\s*\\n?(.*?)(?:```|\\z)", Pattern.DOTALL);

    private JsonRepair() {}

    /**
     * Repairs.
     *
     * @param text what a model wrote
     * @return the JSON of the first object or list in it, empty where there is none or it is nested too deeply
     */
    public static Optional<String> repair(String text) {
        Matcher fenced = FENCED.matcher(text);
        while (fenced.find()) {
            Optional<String> inside = firstValue(fenced.group(1));
            if (inside.isPresent()) {
                return inside;
            }
        }
        return firstValue(text);
    }

    private static Optional<String> firstValue(String text) {
        int start = firstOf(text);
        if (start < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LenientParser(text, start).value().toString());
        } catch (LenientParser.TooDeep e) {
            return Optional.empty();
        }
    }

    /** An object is preferred to a bracket before it: prose holds markers such as [1]. */
    private static int firstOf(String text) {
        int object = text.indexOf('{');
        int list = text.indexOf('[');
        boolean marker = list >= 0 && text.substring(list).matches("(?s)\\[\\d{1,3}].*");
        return object < 0 || (list >= 0 && list < object && !marker) ? list : object;
    }
}
