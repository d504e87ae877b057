package dev.fairlead.json;

/**
 * What is wrong with a JSON text.
 *
 * @param pointer JSON Pointer of the value, empty for the whole
 * @param what what is wrong with it
 */
record Violation(String pointer, String what) {
    @Override
    public String toString() {
        return (pointer.isEmpty() ? "/" : pointer) + ": " + what;
    }
}
