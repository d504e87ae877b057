/**
 * What a reader gets of the passages a search found: neighbours joined into one text, near-duplicates left out.
 *
 * <p>Start at {@link dev.fairlead.retrieval.reading.Reading}.
 */
@NullMarked
package dev.fairlead.retrieval.reading;

import org.jspecify.annotations.NullMarked;
