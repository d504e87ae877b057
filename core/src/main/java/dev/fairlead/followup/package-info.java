/**
 * Makes follow-ups stand alone by rule: what a question's form says about the one before it, and how the two are put
 * together. Entry type: {@link dev.fairlead.followup.RuleCompleter}.
 */
@NullMarked
package dev.fairlead.followup;

import org.jspecify.annotations.NullMarked;
