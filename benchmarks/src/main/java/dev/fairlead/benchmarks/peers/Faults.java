package dev.fairlead.benchmarks.peers;

import dev.fairlead.benchmarks.peers.work.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a peer got wrong, read off what it did.
 *
 * @param outcome what it did
 * @param size how many passages of the tenant there are to fill a filtered list
 */
record Faults(Outcome outcome, int size) {
    List<String> found() {
        List<String> faults = new ArrayList<>();
        long silent = outcome.rankings("found").values().stream()
                .filter(List::isEmpty)
                .count();
        if (silent > 0) {
            faults.add(silent + " questions find nothing at all");
        }
        double outside = figure("outside filter");
        if (outside > 0) {
            faults.add(PeerTable.percent(outside) + " of what a search within one tenant returns is other tenants'");
        }
        double missing = figure("filtered size");
        if (missing < size) {
            faults.add(String.format(
                    Locale.ROOT, "a search within one tenant returns %.1f of %d passages asked for", missing, size));
        }
        share(faults, "five", "found", "of the questions the best five are not the first five of the best ten", true);
        share(
                faults,
                "brackets",
                "found",
                "of the questions find something else once a stray bracket stands in them",
                false);
        if (figure("old version found") > 0) {
            faults.add("a passage that was replaced is still found in its old version");
        }
        if (figure("new version found") < 1) {
            faults.add("a passage that was replaced is not found in its new version");
        }
        if (figure("seen at once") < 1) {
            faults.add(PeerTable.percent(1 - figure("seen at once")) + " of passages just added are not found");
        }
        share(
                faults,
                "changed",
                "reopened",
                "of the questions find something else after the store was opened again",
                false);
        double left = figure("left after deletion");
        if (Double.isNaN(left)) {
            faults.add("it cannot delete by a filter");
        } else if (left > 0) {
            faults.add(String.format(Locale.ROOT, "%.0f hits on a tenant whose passages were deleted", left));
        }
        return faults;
    }

    private double figure(String name) {
        return outcome.figures().getOrDefault(name, Double.NaN);
    }

    private void share(List<String> faults, String list, String other, String what, boolean prefix) {
        Map<String, List<String>> others = outcome.rankings(other);
        long count = outcome.rankings(list).entrySet().stream()
                .filter(one -> {
                    List<String> full = others.getOrDefault(one.getKey(), List.of());
                    List<String> compared = prefix
                            ? full.subList(
                                    0, Math.min(full.size(), one.getValue().size()))
                            : full;
                    return !one.getValue().equals(compared);
                })
                .count();
        if (count > 0) {
            faults.add(PeerTable.percent((double) count / outcome.rankings(list).size()) + " " + what);
        }
    }
}
