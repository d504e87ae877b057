/**
 * From files and given documents to prepared passages in an index.
 *
 * <p>Start at {@link dev.fairlead.retrieval.ingestion.Documents}; {@link dev.fairlead.retrieval.ingestion.Ingestion} is one
 * call of {@code add}.
 */
@NullMarked
package dev.fairlead.retrieval.ingestion;

import org.jspecify.annotations.NullMarked;
