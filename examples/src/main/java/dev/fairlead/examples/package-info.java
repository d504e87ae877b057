/**
 * Runnable programs of at most 60 lines, each with what it prints in its Javadoc; start with
 * {@link dev.fairlead.examples.Quickstart}. The others run from {@code examples/target/fairlead.jar}, which
 * {@code mvn verify} leaves, on Java 21 or later.
 */
@NullMarked
package dev.fairlead.examples;

import org.jspecify.annotations.NullMarked;
