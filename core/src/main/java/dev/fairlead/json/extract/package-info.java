/**
 * Finds the values of a contract's fields in passages, without a model: a question for each field, the sentences that speak
 * of it, and what they state of the wanted type. Entry type: {@link dev.fairlead.json.extract.Extraction}.
 */
@NullMarked
package dev.fairlead.json.extract;

import org.jspecify.annotations.NullMarked;
