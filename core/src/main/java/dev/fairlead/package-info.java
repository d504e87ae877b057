/**
 * Values a host touches, the step interfaces, and {@link dev.fairlead.Fairlead}, the one class that knows their order.
 *
 * <p>The idea: retrieval decides what the model knows now; fine-tuning decides how it behaves every time. Start at
 * {@link dev.fairlead.Fairlead#builder}.
 */
@NullMarked
package dev.fairlead;

import org.jspecify.annotations.NullMarked;
