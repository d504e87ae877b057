package dev.fairlead.routing.transformer;

import dev.fairlead.RoutingException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * A training from its first step, or from its checkpoint, to its end: all epochs, or as many as the time allows, or until the
 * held-out loss has not fallen for some. The epoch of the least held-out loss is kept. For one call.
 */
final class Course {
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMinutes(5);
    private static final double JUDGING = 1 / 3.0; // forward alone, of forward and backward

    private final JointStage stage;
    private final Schedule schedule;
    private final Task task;
    private final TransformerTrainer.Control control;
    private final Budget budget;
    private Position position;
    private Duration clock = Duration.ZERO;
    private int clockStep;
    private Duration lastSaved = Duration.ZERO;

    /** What is learnt from, what judges, and where to go on from. */
    record Task(List<Example> examples, List<Example> heldOut, Optional<Checkpoint> checkpoint) {}

    Course(JointStage stage, Schedule schedule, Task task, TransformerTrainer.Control control, Budget budget) {
        this.stage = stage;
        this.schedule = schedule;
        this.task = task;
        this.control = control;
        this.budget = budget;
        this.position = Position.start(schedule.steps());
    }

    /** Takes up what a checkpoint holds; false where there is none. */
    boolean resume() {
        Optional<Position> saved = task.checkpoint().flatMap(file -> file.read(stage.adam()));
        saved.ifPresent(where -> {
            stage.adapt();
            schedule.shorten(where.steps());
            schedule.skip(where.step());
            budget.spentBefore(where.spent());
            position = where;
        });
        return saved.isPresent();
    }

    /**
     * Goes on to the end.
     *
     * @return after which epoch the values were what they are now
     */
    int run() {
        // Fitting the head before the first step says nothing about how long a step takes.
        setClock();
        lastSaved = clock;
        while (!position.over() && schedule.advance()) {
            if (control.stop().getAsBoolean()) {
                save();
                throw new CancellationException("training was given up in epoch " + schedule.epoch());
            }
            step();
        }
        if (position.best() > 0) {
            stage.adam().restore();
            stage.adapt();
        }
        return position.best() > 0 ? position.best() : schedule.epochs();
    }

    private void step() {
        double loss = position.loss() + stage.step(schedule, task.examples());
        position = at(schedule.step() + 1, false, loss, position.best(), position.bestLoss());
        if (schedule.endsWarmUp()) {
            plan();
        }
        boolean late = budget.left().isZero();
        if (schedule.endsEpoch() || late) {
            endEpoch(late);
        } else if (budget.spent().minus(lastSaved).compareTo(BETWEEN_CHECKPOINTS) > 0) {
            save();
        }
    }

    private Position at(int step, boolean over, double loss, int best, double bestLoss) {
        return new Position(step, schedule.steps(), over, loss, best, bestLoss, budget.spent());
    }

    /** Shortens the schedule to what fits, so that the step size falls to zero within the time. */
    private void plan() {
        double judging = 1 + JUDGING * task.heldOut().size() / task.examples().size();
        Duration withJudging = Duration.ofNanos((long) (judging * perStep().toNanos()));
        schedule.shorten(schedule.step() + 1 + Math.max(1, budget.steps(withJudging)));
    }

    private void endEpoch(boolean late) {
        double speed = schedule.examplesAStep() * 1e9 / Math.max(1, perStep().toNanos());
        Optional<Progress.Judged> judged = task.heldOut().isEmpty()
                ? Optional.empty()
                : Optional.of(stage.network().judge(task.heldOut()));
        int epoch = schedule.epoch();
        int best = position.best();
        double bestLoss = position.bestLoss();
        if (judged.isPresent() && judged.get().loss() < bestLoss) {
            best = epoch;
            bestLoss = judged.get().loss();
            stage.adam().keep();
        }
        if (!Double.isFinite(position.loss())) {
            throw new RoutingException("training diverged in epoch " + epoch + "; a smaller rate helps");
        }
        boolean over = late || (judged.isPresent() && epoch - best >= control.patience());
        double loss = position.loss() / schedule.learnt();
        position = at(schedule.step() + 1, over, 0, best, bestLoss);
        save();
        int left = over ? 0 : schedule.steps() - position.step();
        control.listener()
                .accept(new Progress(
                        epoch,
                        over ? epoch : schedule.epochs(),
                        loss,
                        judged,
                        speed,
                        perStep().multipliedBy(left)));
        setClock();
    }

    /** How long each step took since the clock was last set. */
    private Duration perStep() {
        return budget.spent().minus(clock).dividedBy(Math.max(1, position.step() - clockStep));
    }

    private void setClock() {
        clock = budget.spent();
        clockStep = position.step();
    }

    private void save() {
        task.checkpoint().ifPresent(file -> file.write(position, stage.adam()));
        lastSaved = budget.spent();
    }
}
