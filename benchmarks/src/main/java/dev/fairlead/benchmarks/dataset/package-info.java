/**
 * Readers of the evaluation layouts: documents, questions, judgements, gold spans and labelled texts, a JSON object or
 * tab-separated row a line. Entry types: {@link dev.fairlead.benchmarks.dataset.RetrievalSet} and
 * {@link dev.fairlead.benchmarks.dataset.LabelledText}.
 */
@NullMarked
package dev.fairlead.benchmarks.dataset;

import org.jspecify.annotations.NullMarked;
