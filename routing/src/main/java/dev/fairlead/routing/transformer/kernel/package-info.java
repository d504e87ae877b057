/**
 * Matrix products and the few other loops that training a transformer spends its time in, on the Vector API where the JVM has
 * it, and the threads they run on.
 *
 * <p>Start at {@link dev.fairlead.routing.transformer.kernel.Team}.
 */
@NullMarked
package dev.fairlead.routing.transformer.kernel;

import org.jspecify.annotations.NullMarked;
