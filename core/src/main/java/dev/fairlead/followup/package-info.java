/**
 * Makes questions stand alone by rule: a follow-up, by what its form says about the one before it, and each part of one that
 * asks several things. Entry types: {@link dev.fairlead.followup.RuleCompleter} and {@link dev.fairlead.followup.SubQuestions}.
 */
@NullMarked
package dev.fairlead.followup;

import org.jspecify.annotations.NullMarked;
