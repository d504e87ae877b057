/**
 * An index inside langchain4j: as a content retriever, and as a store of embeddings.
 *
 * <p>Start at {@link dev.fairlead.retrieval.HybridIndex#asContentRetriever} and
 * {@link dev.fairlead.retrieval.HybridIndex#asEmbeddingStore}.
 */
@NullMarked
package dev.fairlead.retrieval.langchain4j;

import org.jspecify.annotations.NullMarked;
