/**
 * Tools that take the question itself: {@link dev.fairlead.tool.Calculator} and {@link dev.fairlead.tool.DateAndTime}.
 */
@NullMarked
package dev.fairlead.tool;

import org.jspecify.annotations.NullMarked;
