package dev.fairlead.benchmarks.recipe;

/**
 * A text of the machine.
 *
 * @param source its kind, such as {@code jdk}
 * @param name where it stands
 * @param text prose, without markup
 */
record SourceText(String source, String name, String text) {}
