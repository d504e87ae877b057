/**
 * The recipe for a large corpus of real text: the data folders, the JDK's documentation comments, and the manuals of the
 * machine, cut into windows, drawn by a seed, encoded and indexed on disk. Entry type:
 * {@link dev.fairlead.benchmarks.recipe.Corpus}. Near-duplicates after Broder 1997, https://doi.org/10.1109/SEQUEN.1997.666900.
 */
@NullMarked
package dev.fairlead.benchmarks.recipe;

import org.jspecify.annotations.NullMarked;
