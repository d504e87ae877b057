/**
 * Rerankers that need no engine of their own. Entry type: {@link dev.fairlead.rerank.ScoringModelReranker} for any
 * scoring model of langchain4j.
 */
@NullMarked
package dev.fairlead.rerank;

import org.jspecify.annotations.NullMarked;
