/**
 * Ways to join the scores of two legs into one.
 *
 * <p>Start at {@link dev.fairlead.retrieval.fusion.Fusion}. After Bruch, Gai, Ingber, ACM TOIS 2023,
 * https://doi.org/10.1145/3596512, and Cormack, Clarke, Büttcher, SIGIR 2009, https://doi.org/10.1145/1571941.1572114.
 */
@NullMarked
package dev.fairlead.retrieval.fusion;

import org.jspecify.annotations.NullMarked;
