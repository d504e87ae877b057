/**
 * Rerankers that need no engine of their own. Entry types: {@link dev.fairlead.rerank.ScoringModelReranker} for any
 * scoring model of langchain4j, {@link dev.fairlead.rerank.LateInteraction} over an encoder's token vectors (Khattab and
 * Zaharia, SIGIR 2020).
 */
@NullMarked
package dev.fairlead.rerank;

import org.jspecify.annotations.NullMarked;
