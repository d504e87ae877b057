/**
 * Drafts from evidence: {@link dev.fairlead.generation.ExtractiveDrafter} quotes, without any model of its own;
 * {@link dev.fairlead.generation.ChatDrafter} lets a chat model write from fenced, numbered passages.
 * {@link dev.fairlead.generation.ChatCompleter} lets one rewrite follow-ups. Every call of a chat model goes through
 * {@link dev.fairlead.generation.BoundedChat}.
 */
@NullMarked
package dev.fairlead.generation;

import org.jspecify.annotations.NullMarked;
