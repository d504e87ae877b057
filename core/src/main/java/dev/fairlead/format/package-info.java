/**
 * Makes a draft keep its promises: every marker resolves to a quote that stands in the evidence. Entry type:
 * {@link dev.fairlead.format.FormatAdapter}.
 */
@NullMarked
package dev.fairlead.format;

import org.jspecify.annotations.NullMarked;
