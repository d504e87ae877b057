package dev.fairlead;

import java.util.Objects;

/**
 * A range of characters of a document's text, in UTF-16 indices as in {@link String#substring(int, int)}. Ordered by
 * start, then end.
 *
 * @param start index of the first character, at least 0
 * @param end index after the last character, at least {@code start}
 */
public record Span(int start, int end) implements Comparable<Span> {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if {@code start} is negative or {@code end} is less than {@code start}
     */
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span must have 0 <= start <= end, was [" + start + ", " + end + ")");
        }
    }

    /**
     * Number of characters.
     *
     * @return {@code end - start}
     */
    public int length() {
        return end - start;
    }

    /**
     * Whether another span lies inside this one.
     *
     * @param other the other span
     * @return true if no character of {@code other} is outside
     */
    public boolean contains(Span other) {
        return start <= other.start && other.end <= end;
    }

    /**
     * The characters this span covers.
     *
     * @param text the document's text
     * @return the exact characters
     * @throws IllegalArgumentException if the span reaches beyond the text
     */
    public String of(String text) {
        Objects.requireNonNull(text, "text");
        if (end > text.length()) {
            throw new IllegalArgumentException(
                    "span [" + start + ", " + end + ") reaches beyond a text of " + text.length() + " characters");
        }
        return text.substring(start, end);
    }

    @Override
    public int compareTo(Span other) {
        int byStart = Integer.compare(start, other.start);
        return byStart != 0 ? byStart : Integer.compare(end, other.end);
    }
}
