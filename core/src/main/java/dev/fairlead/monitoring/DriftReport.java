package dev.fairlead.monitoring;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a look at the windows found.
 *
 * @param signals one for each kind, in the order of {@link Signal.Kind}
 * @param golden recall on the golden set against its first run, where it was run twice
 */
public record DriftReport(List<Signal> signals, Optional<GoldenChange> golden) {
    /** Checks and copies. */
    public DriftReport {
        signals = List.copyOf(signals);
        Objects.requireNonNull(golden, "golden");
    }

    /**
     * The signal of a kind.
     *
     * @param kind what is watched
     * @return its signal
     */
    public Signal signal(Signal.Kind kind) {
        return signals.stream()
                .filter(signal -> signal.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    /**
     * The signals that raised an alarm.
     *
     * @return those, in order
     */
    public List<Signal> alarms() {
        return signals.stream().filter(Signal::alarm).toList();
    }

    /**
     * Whether anything raised an alarm.
     *
     * @return true if a signal or the golden set did
     */
    public boolean alarm() {
        return signals.stream().anyMatch(Signal::alarm)
                || golden.map(GoldenChange::alarm).orElse(false);
    }

    /** A line for each signal. */
    @Override
    public String toString() {
        return signals.stream().map(Signal::toString).collect(Collectors.joining("\n"))
                + golden.map(change -> "\n" + change).orElse("");
    }
}
