package dev.fairlead.retrieval.engine;

import java.util.Locale;
import java.util.Optional;

/**
 * A passage's id: the document's id, {@code #}, and its number from 1, at least five digits, so that the order of ids is
 * the order of the text.
 *
 * @param documentId the document
 * @param number the passage's number in it, from 1
 */
public record PassageId(String documentId, int number) {
    private static final int MAX_DIGITS = 9;

    /**
     * Writes an id.
     *
     * @param documentId the document
     * @param number the passage's number in it, from 1
     * @return the id
     */
    public static String of(String documentId, int number) {
        return documentId + String.format(Locale.ROOT, "#%05d", number);
    }

    /**
     * Reads an id.
     *
     * @param id what may be one
     * @return its parts, empty where it cannot be one
     */
    public static Optional<PassageId> parse(String id) {
        int mark = id.lastIndexOf('#');
        String digits = id.substring(mark + 1);
        boolean isNumber = !digits.isEmpty()
                && digits.length() <= MAX_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return mark > 0 && isNumber
                ? Optional.of(new PassageId(id.substring(0, mark), Integer.parseInt(digits)))
                : Optional.empty();
    }
}
