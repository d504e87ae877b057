/**
 * Reads files: bytes to text with the pages and headings its format knows. Spans refer to the extracted text, which is
 * stored and never touched again. Each format but plain text has its own optional library.
 *
 * <p>Entry type: {@link dev.fairlead.retrieval.parsing.DocumentParser}.
 */
@NullMarked
package dev.fairlead.retrieval.parsing;

import org.jspecify.annotations.NullMarked;
