/**
 * The plainest engine that keeps the contract of the port: lists, and every passage scored for every question. Tests hold
 * other engines against it, and use it where they need no disk.
 *
 * <p>Start at {@link dev.fairlead.retrieval.memory.MemoryEngine}.
 */
@NullMarked
package dev.fairlead.retrieval.memory;

import org.jspecify.annotations.NullMarked;
