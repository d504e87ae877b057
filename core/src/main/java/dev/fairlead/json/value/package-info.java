/**
 * Values read from sentences by type: dates, lengths of time, amounts of money, numbers, options, yes or no, names of
 * places and of parties. Entry type: {@link dev.fairlead.json.value.ValueReader}.
 */
@NullMarked
package dev.fairlead.json.value;

import org.jspecify.annotations.NullMarked;
