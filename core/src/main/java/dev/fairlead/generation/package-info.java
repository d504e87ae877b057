/**
 * Drafts from evidence: {@link dev.fairlead.generation.ExtractiveDrafter} quotes, without any model of its own;
 * {@link dev.fairlead.generation.ChatDrafter} lets a chat model write from fenced, numbered passages.
 */
@NullMarked
package dev.fairlead.generation;

import org.jspecify.annotations.NullMarked;
