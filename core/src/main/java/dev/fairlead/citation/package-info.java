/**
 * Shows a cited answer as people expect to read it: references in a style, a list of sources, plain text or Markdown. Entry
 * type: {@link dev.fairlead.citation.CitedText}.
 */
@NullMarked
package dev.fairlead.citation;

import org.jspecify.annotations.NullMarked;
