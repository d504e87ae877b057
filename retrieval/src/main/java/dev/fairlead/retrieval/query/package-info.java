/**
 * What a question says about where and how to search, read from its words alone.
 *
 * <p>Start at {@link dev.fairlead.retrieval.query.NamedSearch}.
 */
@NullMarked
package dev.fairlead.retrieval.query;

import org.jspecify.annotations.NullMarked;
