/**
 * Whether questions, routes and retrieval are still what they were. {@link dev.fairlead.monitoring.Monitor} listens, keeps a
 * reference window and a current one, and compares them when asked; {@link dev.fairlead.monitoring.GoldenSet} measures recall on
 * questions whose evidence is known.
 */
@NullMarked
package dev.fairlead.monitoring;

import org.jspecify.annotations.NullMarked;
