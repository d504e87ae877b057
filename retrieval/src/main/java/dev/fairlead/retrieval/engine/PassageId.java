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
     * Writes an id of several passages read as one: the first one's id, {@code -}, and the last one's number. The index knows
     * no passage of that id.
     *
     * @param documentId the document
     * @param first number of the first passage, from 1
     * @param last number of the last one
     * @return the id
     */
    public static String of(String documentId, int first, int last) {
        return of(documentId, first) + String.format(Locale.ROOT, "-%05d", last);
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
