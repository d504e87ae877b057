/**
 * Measures Fairlead: quality runs over public data, a recipe for a large corpus, and micro-benchmarks. Entry type:
 * {@link dev.fairlead.benchmarks.Main}. A program, not a library: it prints, and nothing here is a promise.
 */
@NullMarked
package dev.fairlead.benchmarks;

import org.jspecify.annotations.NullMarked;
