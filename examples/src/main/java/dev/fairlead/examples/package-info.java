/** Runnable programs; start with {@link dev.fairlead.examples.Quickstart}. */
@NullMarked
package dev.fairlead.examples;

import org.jspecify.annotations.NullMarked;
