/**
 * Whole documents and whole corpora as evidence: which are meant, how many tokens they have, and passages that hold each of
 * their characters once.
 *
 * <p>Start at {@link dev.fairlead.retrieval.whole.WholeReading}.
 */
@NullMarked
package dev.fairlead.retrieval.whole;

import org.jspecify.annotations.NullMarked;
