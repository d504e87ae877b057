/**
 * What taking documents in costs: beside langchain4j's embedder, a second time unchanged, and in memory. Entry type:
 * {@link dev.fairlead.benchmarks.ingestion.IngestionCost}.
 */
@NullMarked
package dev.fairlead.benchmarks.ingestion;

import org.jspecify.annotations.NullMarked;
