/**
 * What must match to the letter: clause numbers, codes, amounts and quoted phrases, in one form for passages and questions.
 *
 * <p>Start at {@link dev.fairlead.retrieval.exact.ExactParts}.
 */
@NullMarked
package dev.fairlead.retrieval.exact;

import org.jspecify.annotations.NullMarked;
