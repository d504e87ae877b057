/**
 * Sentences and words of a text, for chunking, extraction and claim checking. Entry types:
 * {@link dev.fairlead.text.Sentences} and {@link dev.fairlead.text.Terms}.
 */
@NullMarked
package dev.fairlead.text;

import org.jspecify.annotations.NullMarked;
