/**
 * Hybrid retrieval: an index of passages with a lexical and a dense leg, convex fusion above it, and ingestion below.
 *
 * <p>Start at {@link dev.fairlead.retrieval.HybridIndex}. {@link dev.fairlead.retrieval.engine.PassageIndex} is the port
 * another engine implements. Fusion after Bruch, Gai, Ingber, ACM TOIS 2023, https://doi.org/10.1145/3596512; BM25 after
 * Robertson and Zaragoza 2009, https://doi.org/10.1561/1500000019; the graph index after Malkov and Yashunin 2018,
 * https://doi.org/10.1109/TPAMI.2018.2889473.
 */
@NullMarked
package dev.fairlead.retrieval;

import org.jspecify.annotations.NullMarked;
