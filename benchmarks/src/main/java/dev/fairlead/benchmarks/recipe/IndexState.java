package dev.fairlead.benchmarks.recipe;

/** The form of an index that is measured: how many segments it is in. */
public enum IndexState {
    /** As adding left it. */
    INGESTED(Integer.MAX_VALUE),
    /** Merged to five segments. */
    FIVE(5),
    /** Merged to one. */
    ONE(1);

    private final int segments;

    IndexState(int segments) {
        this.segments = segments;
    }

    int segments() {
        return segments;
    }
}
