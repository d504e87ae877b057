/**
 * What a run measured: a table for people, CSV for machines, and a band each value must stay in. Entry type:
 * {@link dev.fairlead.benchmarks.report.Report}.
 */
@NullMarked
package dev.fairlead.benchmarks.report;

import org.jspecify.annotations.NullMarked;
