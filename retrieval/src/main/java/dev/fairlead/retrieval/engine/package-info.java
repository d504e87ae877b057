/**
 * The engine port: what an engine of passages offers to those who search it and to those who fill it.
 *
 * <p>Start at {@link dev.fairlead.retrieval.engine.PassageIndex}; {@link dev.fairlead.retrieval.engine.PassageStore} is its
 * write side. Nothing here knows how an engine works, and nothing above an engine knows more than this.
 */
@NullMarked
package dev.fairlead.retrieval.engine;

import org.jspecify.annotations.NullMarked;
