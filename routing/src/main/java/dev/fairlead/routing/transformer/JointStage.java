package dev.fairlead.routing.transformer;

import dev.fairlead.routing.transformer.kernel.Team;
import dev.fairlead.routing.transformer.network.Linear;
import dev.fairlead.routing.transformer.network.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Teaches encoder and head together, a step at a time. */
final class JointStage {
    private static final double DECAY = 0.01;
    private static final double HEAD_RATE = 1e-3;

    private final Team team;
    private final Network network;
    private final TransformerTrainer.Settings settings;
    private final AdamW adam;
    private final List<Adapter> adapters = new ArrayList<>();

    JointStage(Team team, Network network, TransformerTrainer.Settings settings) {
        this.team = team;
        this.network = network;
        this.settings = settings;
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

    /** Learns from some examples, and returns the sum of their losses. */
    double step(Schedule schedule, List<Example> examples) {
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

    AdamW adam() {
        return adam;
    }

    Network network() {
        return network;
    }

    /** Writes the matrices that are adapted anew, once their factors were set from outside. */
    void adapt() {
        adapters.forEach(adapter -> adapter.apply(team));
    }
}
