/**
 * The quality runs: ranking, spans, answers, intents and routes over public data. Entry type:
 * {@link dev.fairlead.benchmarks.quality.Quality}.
 */
@NullMarked
package dev.fairlead.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
