package dev.fairlead;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One question under way: the question, on whose behalf, until when, its vector computed once and shared by all steps,
 * and the record of what they did. Thread-safe; made anew for each question.
 */
public final class Inquiry {
    private final Question question;
    private final Scope scope;
    private final Deadline deadline;
    private final Need need;
    private final Vectors vectors;
    private final Steps steps;

    /** How much of the documents a question is about, as far as the steps before retrieval know. */
    public enum Need {
        /** Nothing is known. */
        ANY,
        /** Passages found by a search and nothing else, as for the fields of a form. */
        PASSAGES,
        /** Whole documents, as for a summary. */
        DOCUMENTS
    }

    private Inquiry(Question question, Scope scope, Deadline deadline, Steps steps) {
        this(question, scope, deadline, Need.ANY, new Vectors(), steps);
    }

    private Inquiry(Question question, Scope scope, Deadline deadline, Need need, Vectors vectors, Steps steps) {
        this.question = Objects.requireNonNull(question, "question");
        this.scope = Objects.requireNonNull(scope, "scope");
        this.deadline = Objects.requireNonNull(deadline, "deadline");
        this.need = Objects.requireNonNull(need, "need");
        this.vectors = vectors;
        this.steps = steps;
    }

    /**
     * Starts an inquiry.
     *
     * @param question what is asked
     * @param scope on whose behalf, or {@link Scope#none()}
     * @param deadline until when
     * @return the inquiry
     */
    public static Inquiry of(Question question, Scope scope, Deadline deadline) {
        return new Inquiry(question, scope, deadline, new Steps());
    }

    /**
     * The same inquiry about another question: a part of it, or its completed form. Scope and deadline are kept, and
     * steps are recorded together; what is known of its need is not.
     *
     * @param other what is asked instead
     * @return an inquiry that shares this one's record of steps
     */
    public Inquiry about(Question other) {
        return new Inquiry(other, scope, deadline, steps);
    }

    /**
     * The same inquiry with what is known of its need. Vectors are shared, and steps are recorded together.
     *
     * @param newNeed how much of the documents it is about
     * @return an inquiry about the same question
     */
    public Inquiry needing(Need newNeed) {
        return new Inquiry(question, scope, deadline, newNeed, vectors, steps);
    }

    /**
     * The same question for who must not disturb the rest of it, such as a challenger in an experiment: vectors known by now are
     * taken along, later ones and steps are its own.
     *
     * @param ownDeadline until when
     * @return an inquiry that shares nothing that changes with this one
     */
    public Inquiry apart(Deadline ownDeadline) {
        Vectors known = new Vectors();
        vectors.lock.lock();
        try {
            known.encodings.putAll(vectors.encodings);
        } finally {
            vectors.lock.unlock();
        }
        return new Inquiry(question, scope, ownDeadline, need, known, new Steps());
    }

    /**
     * How much of the documents the question is about.
     *
     * @return the need, {@link Need#ANY} where no step said more
     */
    public Need need() {
        return need;
    }

    /**
     * What is asked.
     *
     * @return the question
     */
    public Question question() {
        return question;
    }

    /**
     * On whose behalf.
     *
     * @return the scope, {@link Scope#none()} where the host set none
     */
    public Scope scope() {
        return scope;
    }

    /**
     * Until when.
     *
     * @return the deadline
     */
    public Deadline deadline() {
        return deadline;
    }

    /**
     * The question's vector. The first call for an encoder's fingerprint encodes and records the step {@code "encode"};
     * later calls share its result.
     *
     * @param encoder the encoder
     * @return the question encoded as a query
     * @throws FairleadException if encoding failed or the deadline passed
     */
    public Encoding encode(TextEncoder encoder) {
        // Held while encoding: a second step that asks for the same vector waits for it instead of computing it again.
        vectors.lock.lock();
        try {
            Encoding known = vectors.encodings.get(encoder.fingerprint());
            if (known != null) {
                return known;
            }
            long start = System.nanoTime();
            Encoding encoding = encoder.encode(question.text(), TextEncoder.Kind.QUERY, deadline);
            vectors.encodings.put(encoder.fingerprint(), encoding);
            record(
                    "encode",
                    start,
                    Map.of(
                            "encoder", encoder.fingerprint(),
                            "tokens", encoding.tokens(),
                            "truncated", encoding.truncated()));
            return encoding;
        } finally {
            vectors.lock.unlock();
        }
    }

    /**
     * The question's vector, where a step has asked for it. Encodes nothing.
     *
     * @param fingerprint the encoder's {@link TextEncoder#fingerprint()}
     * @return the question encoded as a query, empty where no step needed that
     */
    public Optional<Encoding> encoded(String fingerprint) {
        vectors.lock.lock();
        try {
            return Optional.ofNullable(vectors.encodings.get(fingerprint));
        } finally {
            vectors.lock.unlock();
        }
    }

    /**
     * Records that a step has ended. Its time is its own: what steps recorded since its start took is taken off.
     *
     * @param step the step's name
     * @param startNanos {@link System#nanoTime()} at its start
     * @param details what it decided: numbers, booleans, strings or lists of them
     */
    public void record(String step, long startNanos, Map<String, Object> details) {
        steps.add(step, startNanos, details);
    }

    /**
     * What was recorded so far.
     *
     * @return the steps, in the order they ended
     */
    public List<Trace.Step> steps() {
        return steps.all();
    }

    /** The vectors of one question. */
    private static final class Vectors {
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<String, Encoding> encodings = new HashMap<>();
    }

    /** The steps of one question and of the parts it was taken apart into. */
    private static final class Steps {
        private final ReentrantLock lock = new ReentrantLock();
        private final List<Ended> ended = new ArrayList<>();

        private record Ended(long startNanos, Trace.Step step) {}

        void add(String step, long startNanos, Map<String, Object> details) {
            lock.lock();
            try {
                Duration own = Duration.ofNanos(System.nanoTime() - startNanos);
                for (Ended inner : ended) {
                    own = inner.startNanos() - startNanos >= 0
                            ? own.minus(inner.step().time())
                            : own;
                }
                ended.add(new Ended(startNanos, new Trace.Step(step, own.isNegative() ? Duration.ZERO : own, details)));
            } finally {
                lock.unlock();
            }
        }

        List<Trace.Step> all() {
            lock.lock();
            try {
                return ended.stream().map(Ended::step).toList();
            } finally {
                lock.unlock();
            }
        }
    }
}
