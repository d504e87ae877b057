/**
 * The measures: rankings, spans, answers, probabilities. Pure functions; each says its formula and its source.
 */
@NullMarked
package dev.fairlead.benchmarks.metric;

import org.jspecify.annotations.NullMarked;
