package dev.fairlead.feedback;

import dev.fairlead.Answer;
import dev.fairlead.Deadline;
import dev.fairlead.FairleadListener;
import dev.fairlead.Inquiry;
import dev.fairlead.IntentScore;
import dev.fairlead.RouteDecision;
import dev.fairlead.TextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Feedback in a file, one entry a line of JSON, only added to. It holds texts of users: what is stored, for how long, and who may read
 * the file is the host's choice, and {@link #forget} takes a text out again. A crash costs at most the entry being written; a torn
 * line is left out and its number told. Corrections and ratings are on the disk when the call returns, questions seen soon after.
 *
 * <p>Thread-safe. One log a file at a time, in all processes; at most {@value #MAX_BYTES} bytes, beyond which adding fails. Reading
 * takes the whole file.
 */
public final class FeedbackLog implements AutoCloseable {
    /** The largest file: some 200,000 questions of ordinary length a hundredth of which is corrected. */
    public static final long MAX_BYTES = 64L << 20;

    private static final System.Logger LOG = System.getLogger(FeedbackLog.class.getName());

    private final Path path;
    private final Clock clock;
    private final FeedbackFile file;
    /** Not a monitor: it is held during I/O, and virtual threads wait for it. */
    private final ReentrantLock lock = new ReentrantLock();

    private FeedbackLog(Path path, Clock clock, FeedbackFile file) {
        this.path = path;
        this.clock = clock;
        this.file = file;
    }

    /** What may fail with the file. */
    private interface Access<T> {
        T run() throws IOException;
    }

    /**
     * Opens a log, or begins one.
     *
     * @param path the file, whose folder exists
     * @return the log, to be closed by the host
     * @throws FeedbackException if it cannot be opened, or another log is open on it
     */
    public static FeedbackLog open(Path path) {
        return open(path, Clock.systemUTC());
    }

    /** With the clock of a test. */
    static FeedbackLog open(Path path, Clock clock) {
        try {
            FeedbackFile file = FeedbackFile.open(path, MAX_BYTES);
            FeedbackLog log = new FeedbackLog(path, clock, file);
            List<Integer> unreadable = log.read().unreadable();
            if (!unreadable.isEmpty()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "feedback file " + path + ": lines left out, torn or no entries: " + unreadable);
            }
            return log;
        } catch (IOException e) {
            throw failed("could not be opened", path, e);
        }
    }

    /**
     * Stores what a question should have been taken for. The last correction of a text counts.
     *
     * @param text the question
     * @param label the right intent
     * @throws IllegalArgumentException if a text is blank or too long
     * @throws FeedbackException if it cannot be written
     */
    public void correct(String text, String label) {
        add(new Feedback.Correction(now(), text, label), true);
    }

    /**
     * Stores how good an answer was.
     *
     * @param text the question
     * @param rating from 0, useless, to 1
     * @throws IllegalArgumentException if the text is blank or too long, or {@code rating} is outside [0, 1]
     * @throws FeedbackException if it cannot be written
     */
    public void rate(String text, double rating) {
        add(new Feedback.Rating(now(), text, rating), true);
    }

    /**
     * Stores a question as it was routed, so that it can be suggested for labelling.
     *
     * @param text the question
     * @param decision how it was routed
     * @throws IllegalArgumentException if the text is blank or too long
     * @throws FeedbackException if it cannot be written
     */
    public void seen(String text, RouteDecision decision) {
        List<IntentScore> intents = decision.intents();
        double certainty = intents.isEmpty()
                ? decision.route().ground().probability()
                : intents.getFirst().probability()
                        - (intents.size() > 1 ? intents.get(1).probability() : 0);
        String intent = intents.isEmpty()
                ? decision.route().ground().intent()
                : intents.getFirst().intent();
        add(new Feedback.Seen(now(), text, intent, Math.clamp(certainty, 0, 1)), false);
    }

    /**
     * A listener that stores every question that is asked, in the form in which it was routed. Whoever installs it stores what users
     * write; without it only corrections and ratings are kept.
     *
     * @return the listener
     */
    public FairleadListener questions() {
        return new FairleadListener() {
            @Override
            public void answered(Inquiry inquiry, Answer answer) {
                answer.trace()
                        .decision()
                        .ifPresent(decision -> seen(inquiry.question().text(), decision));
            }
        };
    }

    /**
     * Everything stored.
     *
     * @return entries in their order, and the lines that cannot be read
     * @throws FeedbackException if the file cannot be read
     */
    public FeedbackEntries read() {
        return locked("could not be read", file::entries);
    }

    /**
     * The label of each corrected text: its last, in the order of first correction. Texts that differ in space at the ends alone are
     * one, as for the trainer.
     *
     * @return label by text
     * @throws FeedbackException if the file cannot be read
     */
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (Feedback entry : read().entries()) {
            if (entry instanceof Feedback.Correction correction) {
                labels.put(correction.text().strip(), correction.label().strip());
            }
        }
        return labels;
    }

    /**
     * Writes the corrections as training rows, {@code {"text": .., "label": ..}} a line, as the trainer of intents reads them; in a
     * folder beside the rows trained on before, they train the next router. The trainer refuses a text that an older row gives
     * another label, naming both, and a label with a single example.
     *
     * @param target the file, replaced at once if it exists; its name ends in {@code .jsonl} for a folder to be read
     * @return how many rows
     * @throws FeedbackException if a file cannot be read or written
     */
    public int trainingRows(Path target) {
        List<byte[]> rows = new ArrayList<>();
        labels().forEach((text, label) -> rows.add(FeedbackLine.trainingRow(text, label)));
        try {
            FeedbackFile.replace(target, rows);
        } catch (IOException e) {
            throw failed("could not be written as training rows to " + target, path, e);
        }
        return rows.size();
    }

    /**
     * Which questions seen to label next: the least certain first. None that was corrected, and none twice.
     *
     * @param count how many at most, at least 1
     * @return the questions, possibly fewer
     * @throws IllegalArgumentException if {@code count} is less than 1
     * @throws FeedbackException if the file cannot be read
     */
    public List<Suggestion> suggestions(int count) {
        return suggestions(count, Optional.empty(), Deadline.never());
    }

    /**
     * Which questions seen to label next: in turn the least certain and the one least like anything labelled or suggested, by
     * embedding. None that was corrected, and nothing close to that or to another suggestion. The latest thousand questions and
     * corrections are encoded, which takes seconds.
     *
     * @param count how many at most, at least 1
     * @param encoder an encoder
     * @param deadline by when they are needed
     * @return the questions, possibly fewer
     * @throws IllegalArgumentException if {@code count} is less than 1
     * @throws dev.fairlead.FairleadException if the file cannot be read, encoding failed or the deadline passed
     */
    public List<Suggestion> suggestions(int count, TextEncoder encoder, Deadline deadline) {
        return suggestions(count, Optional.of(encoder), deadline);
    }

    private List<Suggestion> suggestions(int count, Optional<TextEncoder> encoder, Deadline deadline) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, was " + count);
        }
        return new LabelQueue(read().entries(), encoder, deadline).next(count);
    }

    /**
     * Takes every entry about a text out of the file, as when its author asks for that. The file is replaced as a whole, without the
     * lines that cannot be read; copies and training rows made from it are the host's to deal with.
     *
     * @param text the question; case, spaces and punctuation do not matter
     * @return how many entries were removed
     * @throws FeedbackException if the file cannot be read or written
     */
    public int forget(String text) {
        String key = LabelQueue.key(text);
        return locked(
                "could not be written without a text",
                () -> file.remove(entry -> LabelQueue.key(entry.text()).equals(key)));
    }

    /** Closes the file. Closing twice does nothing. */
    @Override
    public void close() {
        locked("could not be closed", () -> {
            file.close();
            return true;
        });
    }

    private void add(Feedback feedback, boolean force) {
        byte[] line = FeedbackLine.write(feedback);
        locked("could not be added to", () -> {
            file.add(line, force);
            return true;
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private <T> T locked(String failure, Access<T> access) {
        lock.lock();
        try {
            return access.run();
        } catch (IOException e) {
            throw failed(failure, path, e);
        } finally {
            lock.unlock();
        }
    }

    private static FeedbackException failed(String what, Path path, IOException cause) {
        return new FeedbackException("feedback file " + path + " " + what + ": " + cause.getMessage(), cause);
    }
}
