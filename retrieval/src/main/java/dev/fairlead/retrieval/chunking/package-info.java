/**
 * Cuts documents into passages: headings to sections, sections to sentences, sentences to passages of bounded length
 * whose text is exactly the document's characters.
 *
 * <p>Entry type: {@link dev.fairlead.retrieval.chunking.Chunker}.
 */
@NullMarked
package dev.fairlead.retrieval.chunking;

import org.jspecify.annotations.NullMarked;
