package dev.fairlead.benchmarks.quality;

import dev.fairlead.benchmarks.report.Report;

/** One kind of quality run. */
@FunctionalInterface
interface QualityRun {
    /**
     * Measures.
     *
     * @param setting data, encoder and choices
     * @return what was measured
     * @throws dev.fairlead.benchmarks.InputException if the data does not have the layout
     */
    Report run(Setting setting);
}
