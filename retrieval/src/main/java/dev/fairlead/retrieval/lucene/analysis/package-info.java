/**
 * The one place where a type of Lucene shows: an expert's own analyzer, for a language or a notation without a preset. What is
 * here follows Lucene's versions, not this library's promises.
 *
 * <p>Start at {@link dev.fairlead.retrieval.lucene.analysis.OwnAnalysis}.
 */
@NullMarked
package dev.fairlead.retrieval.lucene.analysis;

import org.jspecify.annotations.NullMarked;
