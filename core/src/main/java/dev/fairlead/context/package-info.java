/**
 * Context planning: whether a question is answered from passages found, from whole documents, or from the whole corpus, with
 * the arithmetic of tokens, prices and prompt caches behind the choice.
 *
 * <p>Start at {@link dev.fairlead.context.ContextBudget}, which a host sets; {@link dev.fairlead.context.ContextPlan} is the
 * choice.
 */
@NullMarked
package dev.fairlead.context;

import org.jspecify.annotations.NullMarked;
