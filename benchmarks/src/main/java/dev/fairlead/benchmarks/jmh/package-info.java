/**
 * Micro-benchmarks: one question over a prepared corpus, step by step and whole. Entry types:
 * {@link dev.fairlead.benchmarks.jmh.OneQuestion} and {@link dev.fairlead.benchmarks.jmh.OneEncoding}.
 */
@NullMarked
package dev.fairlead.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
