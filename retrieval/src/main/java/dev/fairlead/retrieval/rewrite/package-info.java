/**
 * Other ways to search for a question whose evidence is poor: {@link dev.fairlead.retrieval.rewrite.RelevanceFeedback},
 * {@link dev.fairlead.retrieval.rewrite.DroppedTerms}, {@link dev.fairlead.retrieval.rewrite.Decomposition}. All cheap and
 * deterministic; none knows an engine.
 */
@NullMarked
package dev.fairlead.retrieval.rewrite;

import org.jspecify.annotations.NullMarked;
