package dev.fairlead.experiment;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers by the champion, then has the challenger decide on the shadow's executor. Thread-safe. */
final class ShadowedStep<Q, R> {
    private static final System.Logger LOG = System.getLogger(Shadow.class.getName());

    private final Shadow shadow;
    private final Compared<Q, R> compared;
    private final Consumer<Shadowed<Q, R>> told;
    /** Read while a challenger runs, written to close what it runs on. */
    private final ReentrantReadWriteLock running = new ReentrantReadWriteLock();

    private boolean closed;

    ShadowedStep(Shadow shadow, Compared<Q, R> compared, Consumer<Shadowed<Q, R>> told) {
        this.shadow = shadow;
        this.compared = compared;
        this.told = told;
    }

    /** What the champion makes of it; only its exceptions are thrown. */
    R answer(Q asked, Function<Q, R> champion, Function<Q, R> challenger) {
        long start = System.nanoTime();
        R result = champion.apply(asked);
        Pending pending = new Pending(compared.apart().apply(asked), result, since(start), challenger);
        if (shadow.places().tryAcquire()) {
            submit(pending);
        } else {
            pending.end(
                    new Shadowed.Challenge.Skipped<>("already " + Shadow.MAX_UNDER_WAY + " challengers run or wait"));
        }
        return result;
    }

    private void submit(Pending pending) {
        try {
            shadow.executor().execute(pending);
        } catch (RuntimeException | Error e) {
            // Refused, or no thread could be made: the champion has answered all the same.
            shadow.places().release();
            pending.end(new Shadowed.Challenge.Skipped<>("the executor refused: " + e.getMessage()));
        }
    }

    /** Waits for challengers that run; those that wait will be skipped. */
    void close() {
        if (running.getReadHoldCount() > 0) {
            throw new IllegalStateException("close() was called from within a challenge, for whose end it would wait");
        }
        running.writeLock().lock();
        try {
            closed = true;
        } finally {
            running.writeLock().unlock();
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** One challenge on its way. */
    private final class Pending implements Runnable {
        private final Q asked;
        private final R champion;
        private final Duration championTime;
        private final Function<Q, R> challenger;

        Pending(Q asked, R champion, Duration championTime, Function<Q, R> challenger) {
            this.asked = asked;
            this.champion = champion;
            this.championTime = championTime;
            this.challenger = challenger;
        }

        @Override
        public void run() {
            running.readLock().lock();
            try {
                end(closed ? new Shadowed.Challenge.Skipped<>("closed meanwhile") : challenge());
            } finally {
                running.readLock().unlock();
                shadow.places().release();
            }
        }

        private Shadowed.Challenge<R> challenge() {
            long start = System.nanoTime();
            try {
                R result = challenger.apply(compared.ready().apply(asked));
                return new Shadowed.Challenge.Ran<>(result, compared.agree().test(champion, result), since(start));
            } catch (Throwable e) {
                // Errors too: with an executor that runs on the caller's thread they would take the champion's answer
                // along.
                return new Shadowed.Challenge.Failed<>(e, since(start));
            }
        }

        void end(Shadowed.Challenge<R> challenge) {
            shadow.count(challenge);
            try {
                log(challenge);
                told.accept(new Shadowed<>(shadow.name(), asked, champion, championTime, challenge));
            } catch (RuntimeException | Error e) {
                LOG.log(System.Logger.Level.WARNING, "who is told of a challenge failed and was ignored", e);
            }
        }

        private void log(Shadowed.Challenge<R> challenge) {
            String what = "experiment '" + shadow.name() + "', question "
                    + compared.id().apply(asked) + ": ";
            switch (challenge) {
                case Shadowed.Challenge.Ran<R> ran -> {
                    if (!ran.agrees()) {
                        LOG.log(
                                System.Logger.Level.INFO,
                                what + "champion "
                                        + compared.summary().apply(champion) + ", challenger "
                                        + compared.summary().apply(ran.result()));
                    }
                }
                case Shadowed.Challenge.Failed<R> failed ->
                    LOG.log(System.Logger.Level.WARNING, what + "the challenger failed", failed.cause());
                case Shadowed.Challenge.Skipped<R> skipped ->
                    LOG.log(System.Logger.Level.DEBUG, what + "skipped, " + skipped.reason());
            }
        }
    }
}
