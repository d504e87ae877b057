/**
 * Vectors kept on disk, so that a run over the same texts with the same encoder encodes nothing. Entry type:
 * {@link dev.fairlead.benchmarks.vector.StoredVectors}.
 */
@NullMarked
package dev.fairlead.benchmarks.vector;

import org.jspecify.annotations.NullMarked;
