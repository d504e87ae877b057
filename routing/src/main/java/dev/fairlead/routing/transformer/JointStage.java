package dev.fairlead.routing.transformer;

import dev.fairlead.routing.transformer.kernel.Team;
import dev.fairlead.routing.transformer.network.Linear;
import dev.fairlead.routing.transformer.network.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Teaches encoder and head together. */
final class JointStage {
    private static final double DECAY = 0.01;
    private static final double HEAD_RATE = 1e-3;

    private final Team team;
    private final Network network;
    private final TransformerTrainer.Settings settings;
    private final BooleanSupplier stop;
    private final AdamW adam;
    private final List<Adapter> adapters = new ArrayList<>();

    JointStage(Team team, Network network, TransformerTrainer.Settings settings, BooleanSupplier stop) {
        this.team = team;
        this.network = network;
        this.settings = settings;
        this.stop = stop;
        this.adam = new AdamW(team, DECAY);
        adam.add(network.head().parameters(), HEAD_RATE);
        switch (settings.depth()) {
            case Depth.Full full -> adam.add(trained(network.encoder().parameters()), settings.rate());
            case Depth.LowRank lowRank -> adapt(lowRank);
            case Depth.Head head -> throw new IllegalArgumentException("the head alone has no joint stage");
        }
    }

    private static List<Parameter> trained(List<Parameter> parameters) {
        parameters.forEach(Parameter::train);
        return parameters;
    }

    private void adapt(Depth.LowRank lowRank) {
        Random random = new Random(settings.seed());
        int width = network.encoder().dimension();
        for (Linear projection : network.encoder().projections()) {
            projection.weight().train();
            for (Depth.Target target : Depth.Target.values()) {
                if (lowRank.targets().contains(target)) {
                    adapters.add(new Adapter(projection.weight(), target.place() * width, width, lowRank, random));
                }
            }
        }
        adapters.forEach(adapter -> adam.add(adapter.parameters(), settings.rate()));
    }

    void run(List<Example> examples, List<Example> heldOut, Consumer<Progress> listener) {
        Schedule schedule = new Schedule(examples.size(), settings.batch(), settings.epochs(), settings.seed());
        long start = System.nanoTime();
        double loss = 0;
        while (schedule.advance()) {
            if (stop.getAsBoolean()) {
                throw new CancellationException("training was given up in epoch " + schedule.epoch());
            }
            loss += step(schedule, examples);
            if (schedule.endsEpoch()) {
                double seconds = (System.nanoTime() - start) / 1e9;
                listener.accept(progress(schedule.epoch(), loss, seconds, examples, heldOut));
                start = System.nanoTime();
                loss = 0;
            }
        }
    }

    private double step(Schedule schedule, List<Example> examples) {
        List<Example> batch =
                Arrays.stream(schedule.batch()).mapToObj(examples::get).toList();
        double loss = network.learn(batch, settings.dropout(), settings.seed() * Integer.MAX_VALUE + schedule.step());
        adapters.forEach(adapter -> adapter.collect(team));
        network.encoder().projections().stream()
                .map(Linear::weight)
                .filter(weight -> !adapters.isEmpty())
                .forEach(Parameter::clear);
        adam.step(schedule.share());
        adapters.forEach(adapter -> adapter.apply(team));
        return loss;
    }

    private Progress progress(int epoch, double loss, double seconds, List<Example> examples, List<Example> heldOut) {
        int left = settings.epochs() - epoch;
        return new Progress(
                epoch,
                settings.epochs(),
                loss / examples.size(),
                heldOut.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(network.accuracy(heldOut)),
                examples.size() / seconds,
                Duration.ofMillis(Math.round(left * seconds * 1000)));
    }
}
