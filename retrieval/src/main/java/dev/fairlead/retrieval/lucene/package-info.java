/**
 * The Lucene engine: one segment-wise index of words, vectors, names, access lists and facts.
 *
 * <p>Start at {@link dev.fairlead.retrieval.lucene.LuceneEngine}; hosts open it through
 * {@link dev.fairlead.retrieval.HybridIndex}. BM25 after Robertson and Zaragoza 2009, https://doi.org/10.1561/1500000019; the
 * graph of vectors after Malkov and Yashunin 2018, https://doi.org/10.1109/TPAMI.2018.2889473.
 */
@NullMarked
package dev.fairlead.retrieval.lucene;

import org.jspecify.annotations.NullMarked;
