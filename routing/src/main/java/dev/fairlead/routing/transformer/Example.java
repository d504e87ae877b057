package dev.fairlead.routing.transformer;

/** A text to learn from or to be judged by. Immutable. */
public final class Example {
    private final int[] tokens;
    private final int label;

    /**
     * An example.
     *
     * @param tokens ids, special tokens included, at least one; copied
     * @param label the class, from 0
     * @throws IllegalArgumentException if there is no token or {@code label} is negative
     */
    public Example(int[] tokens, int label) {
        if (tokens.length == 0) {
            throw new IllegalArgumentException("tokens must not be empty");
        }
        if (label < 0) {
            throw new IllegalArgumentException("label must be at least 0, was " + label);
        }
        this.tokens = tokens.clone();
        this.label = label;
    }

    int[] tokens() {
        return tokens;
    }

    /**
     * The class.
     *
     * @return at least 0
     */
    public int label() {
        return label;
    }
}
