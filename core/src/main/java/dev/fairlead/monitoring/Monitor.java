package dev.fairlead.monitoring;

import dev.fairlead.Answer;
import dev.fairlead.FairleadListener;
import dev.fairlead.Inquiry;
import dev.fairlead.Router;
import dev.fairlead.TextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Watches for drift: hand it to {@code Fairlead}'s builder as listener, and {@link #check} once a window. The first questions become
 * the reference window, the latest ones the current window, {@code window} of each; of a question are kept its route, outcome,
 * numbers and vector, not its text. Memory is twice the window times the vectors' length times four bytes.
 *
 * <p>A check compares route shares, outcomes, route probability and evidence confidence by population stability index, and the
 * vectors by energy distance, each by a permutation test; Holm's correction keeps the probability that anything raises an alarm,
 * where nothing has changed, at or below the false-alarm rate, for each check. That holds for questions that do not lean on each
 * other: long sessions of few users make it alarm more often. Thread-safe; does no more for a question than keep it, and a check
 * is made on the caller's thread, in some tenths of a second for windows of 500 that differ, less for those that do not.
 *
 * <p>By simulation, {@code DriftTest}: with windows of 100 and nothing changed, .038 of 2,000 checks raised an alarm at a rate of .05
 * and .006 at .01; with windows of 200, .046 and .007 of 1,000. With windows of 300 and a rate of .01 each of these was found in at
 * least 98 of 100 runs: small talk from .2 to .4 of the questions, mean confidence from .7 to .6, or another topic, known by its
 * vectors alone, from .08 to .28.
 */
public final class Monitor implements FairleadListener {
    /** The least observations in each window that are compared. */
    public static final int FEWEST = 50;

    /** The largest window. */
    public static final int MAX_WINDOW = 10_000;

    private static final double LEAST_RATE = 0.005;

    private final int window;
    private final double falseAlarmRate;
    private final Optional<String> fingerprint;
    private final List<Observation> reference = new ArrayList<>();
    private final Deque<Observation> current = new ArrayDeque<>();
    private final List<GoldenRun> golden = new ArrayList<>();
    private volatile List<String> alarms = List.of();

    private Monitor(int window, double falseAlarmRate, Optional<String> fingerprint) {
        if (window < FEWEST || window > MAX_WINDOW) {
            throw new IllegalArgumentException("window must be in [" + FEWEST + ", " + MAX_WINDOW + "], was " + window);
        }
        if (!(falseAlarmRate >= LEAST_RATE && falseAlarmRate <= 0.5)) {
            throw new IllegalArgumentException(
                    "falseAlarmRate must be in [" + LEAST_RATE + ", .5], was " + falseAlarmRate);
        }
        this.window = window;
        this.falseAlarmRate = falseAlarmRate;
        this.fingerprint = fingerprint;
    }

    /**
     * A monitor that does not look at vectors.
     *
     * @param window questions in each window, in [{@value #FEWEST}, {@value #MAX_WINDOW}]
     * @param falseAlarmRate probability of an alarm in a check where nothing has changed, in [.005, .5]
     * @return a monitor that has seen nothing
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static Monitor of(int window, double falseAlarmRate) {
        return new Monitor(window, falseAlarmRate, Optional.empty());
    }

    /**
     * A monitor that also looks at the vectors of questions, where router or retriever needed them; it encodes nothing itself.
     *
     * @param window questions in each window, in [{@value #FEWEST}, {@value #MAX_WINDOW}]
     * @param falseAlarmRate probability of an alarm in a check where nothing has changed, in [.005, .5]
     * @param encoder the encoder of router and retriever
     * @return a monitor that has seen nothing
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static Monitor of(int window, double falseAlarmRate, TextEncoder encoder) {
        return new Monitor(window, falseAlarmRate, Optional.of(encoder.fingerprint()));
    }

    @Override
    public void answered(Inquiry inquiry, Answer answer) {
        Observation observation = Observation.of(inquiry, answer, fingerprint);
        synchronized (this) {
            if (reference.size() < window) {
                reference.add(observation);
                return;
            }
            current.add(observation);
            if (current.size() > window) {
                current.remove();
            }
        }
    }

    /**
     * Takes in a run of the golden set. The first is the reference, the latest is compared with it.
     *
     * @param run the run
     */
    public synchronized void golden(GoldenRun run) {
        if (golden.size() == 2) {
            golden.removeLast();
        }
        golden.add(run);
    }

    /**
     * A router whose decisions are marked while what the last check saw is not what the model was calibrated on: the trace then
     * has the step {@code "drift"} with {@code calibrated} false and the names of the alarms. The mark goes with a check that
     * raises no alarm, or with {@link #rebase}.
     *
     * @param router decides; closed with the one returned
     * @return the router
     */
    public Router marking(Router router) {
        return new MarkedRouter(Objects.requireNonNull(router, "router"), () -> alarms);
    }

    /**
     * Compares the windows, which stay as they are.
     *
     * @return what was found; signals with less than {@value #FEWEST} observations in a window are not tested
     */
    public DriftReport check() {
        List<Observation> before;
        List<Observation> now;
        Optional<GoldenChange> change;
        synchronized (this) {
            before = List.copyOf(reference);
            now = List.copyOf(current);
            change = golden.size() < 2
                    ? Optional.empty()
                    : Optional.of(golden.getLast().since(golden.getFirst()));
        }
        DriftReport report = new DriftReport(new Look(before, now).signals(falseAlarmRate), change);
        List<String> raised = new ArrayList<>();
        report.alarms().forEach(signal -> raised.add(signal.kind().name().toLowerCase(Locale.ROOT)));
        change.filter(GoldenChange::alarm).ifPresent(fallen -> raised.add("golden"));
        alarms = List.copyOf(raised);
        return report;
    }

    /**
     * Writes both windows to a file, so that a host that starts anew compares with the same reference. Routes, outcomes, numbers and
     * vectors, no text; golden runs are not in it.
     *
     * @param path the file, replaced at once if it exists
     * @throws IOException if it cannot be written
     */
    public void save(Path path) throws IOException {
        MonitorFile file;
        synchronized (this) {
            file = new MonitorFile(window, fingerprint.orElse(""), List.copyOf(reference), List.copyOf(current));
        }
        file.write(path);
    }

    /**
     * Takes both windows from a file, in the place of what was seen so far.
     *
     * @param path a file that {@link #save} wrote
     * @throws IllegalArgumentException if it was written with another window or encoder
     * @throws IOException if it cannot be read or is no such file
     */
    public void restore(Path path) throws IOException {
        MonitorFile file = MonitorFile.read(path);
        if (file.window() != window || !file.fingerprint().equals(fingerprint.orElse(""))) {
            throw new IllegalArgumentException("file " + path + " has a window of " + file.window() + " and encoder '"
                    + file.fingerprint() + "', this monitor " + window + " and '" + fingerprint.orElse("") + "'");
        }
        synchronized (this) {
            reference.clear();
            reference.addAll(file.reference());
            current.clear();
            current.addAll(file.current());
        }
    }

    /**
     * Makes the current window the reference, as after a change that was meant, such as a promoted router. The latest golden run
     * becomes the first.
     *
     * @throws IllegalStateException if the current window has less than {@value #FEWEST} questions
     */
    public synchronized void rebase() {
        if (current.size() < FEWEST) {
            throw new IllegalStateException(
                    "the current window must have at least " + FEWEST + " questions, has " + current.size());
        }
        reference.clear();
        reference.addAll(current);
        current.clear();
        alarms = List.of();
        if (golden.size() == 2) {
            golden.removeFirst();
        }
    }
}
