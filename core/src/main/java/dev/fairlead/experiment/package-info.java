/**
 * Champion and challenger beside each other: a router, a retriever or a chat model against the one that might replace it.
 * {@link dev.fairlead.experiment.Split} gives the challenger a share of the users, chosen by a stable hash;
 * {@link dev.fairlead.experiment.Shadow} lets it decide for all of them while the champion answers. What came of it goes into
 * {@link dev.fairlead.experiment.SplitComparison} or {@link dev.fairlead.experiment.PairedComparison}, which say after each
 * outcome which is better, how surely, and whether to stop. Start at {@link dev.fairlead.experiment.Experiment}.
 *
 * <p>The comparison may be looked at after every outcome: it bets against "no difference", and capital that grows is evidence
 * at any time. Waudby-Smith and Ramdas, JRSS B 2024, https://doi.org/10.1093/jrsssb/qkad009; on looking at any time, Howard,
 * Ramdas, McAuliffe, Sekhon, Annals of Statistics 2021, https://doi.org/10.1214/20-AOS1991.
 */
@NullMarked
package dev.fairlead.experiment;

import org.jspecify.annotations.NullMarked;
