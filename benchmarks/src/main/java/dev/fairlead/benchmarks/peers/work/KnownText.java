package dev.fairlead.benchmarks.peers.work;

import java.util.Objects;

/** A passage or a question with its vector, so that nobody needs to encode. Immutable. */
public final class KnownText {
    private final String id;
    private final String text;
    private final String tenant;
    private final float[] vector;

    /**
     * Makes it.
     *
     * @param id its id
     * @param text its text
     * @param tenant whose passage it is; empty for a question
     * @param vector its vector, {@code float[dimension]}; copied
     */
    public KnownText(String id, String text, String tenant, float[] vector) {
        this.id = Objects.requireNonNull(id, "id");
        this.text = Objects.requireNonNull(text, "text");
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.vector = vector.clone();
    }

    /**
     * Its id.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /**
     * Its text.
     *
     * @return the text
     */
    public String text() {
        return text;
    }

    /**
     * Whose passage it is.
     *
     * @return the tenant; empty for a question
     */
    public String tenant() {
        return tenant;
    }

    /**
     * Its vector.
     *
     * @return a fresh copy, {@code float[dimension]}
     */
    public float[] vector() {
        return vector.clone();
    }
}
