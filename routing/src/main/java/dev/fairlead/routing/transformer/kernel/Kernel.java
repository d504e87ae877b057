package dev.fairlead.routing.transformer.kernel;

/** The loops that training spends its time in. Stateless and thread-safe. */
sealed interface Kernel permits PlainKernel, VectorKernel {
    /** How many columns of a product are worked on together: the unit in which work is split. */
    int width();

    /** How long the scratch array of {@link #addProduct} must be. */
    int scratch();

    /**
     * {@code c += a * b}, or {@code c += a * transpose(b)} where {@code turned}. Each value of {@code c} is summed in an order that
     * depends on the shapes alone.
     *
     * @param scratch of this thread; what it holds does not matter
     */
    void addProduct(Block a, Block b, boolean turned, Block c, float[] scratch);

    /**
     * Gaussian error linear units, {@code x Phi(x)}.
     *
     * @param values replaced by the units' outputs, from the index to the one before the other
     * @param slopes set to the derivatives, at the same indices
     */
    void gelu(float[] values, float[] slopes, int from, int to);

    /** Replaces the values between two indices by {@code exp(value - shift)}; {@code value <= shift}. */
    void exp(float[] values, float shift, int from, int to);
}
