/**
 * Whether questions, routes and retrieval are still what they were. {@link dev.fairlead.monitoring.Monitor} listens, keeps a
 * reference window and a current one, and compares them when asked; {@link dev.fairlead.monitoring.GoldenSet} measures recall on
 * questions whose evidence is known.
 *
 * <p>From drift to a better router, all on the host's initiative:
 *
 * <ol>
 *   <li>{@code monitor.check()}, once a window; an alarm says which distribution moved, and by how much; until it ends,
 *       {@code monitor.marking(router)} says in each trace that probabilities are not calibrated for what is asked now.
 *   <li>{@code feedback.suggestions(..)} names the questions worth a label; their labels and the users' corrections become training
 *       rows with one call ({@link dev.fairlead.feedback.FeedbackLog}), from which a challenger is trained.
 *   <li>{@link dev.fairlead.experiment.Experiment#shadow} lets it decide beside the champion; what people say of the disagreements
 *       goes into a {@link dev.fairlead.experiment.PairedComparison}, which says when to stop.
 *   <li>Where it is better, it is promoted: built into {@code Fairlead} in the champion's place, at first for a share of the users
 *       ({@link dev.fairlead.experiment.Experiment#split}) where that is wanted; then {@code monitor.rebase()}.
 * </ol>
 */
@NullMarked
package dev.fairlead.monitoring;

import org.jspecify.annotations.NullMarked;
