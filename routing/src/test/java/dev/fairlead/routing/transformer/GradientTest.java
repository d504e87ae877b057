package dev.fairlead.routing.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.routing.Pooling;
import dev.fairlead.routing.graph.TinyBert;
import dev.fairlead.routing.transformer.kernel.Team;
import dev.fairlead.routing.transformer.network.Encoder;
import dev.fairlead.routing.transformer.network.Parameter;
import dev.fairlead.routing.transformer.network.RandomTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Gradients beside central differences. The direction is that of the gradient, in which the loss changes most: so the difference
 * of two losses keeps as many digits as it can, and must be the gradient's length. A part of the gradient that is wrong or
 * missing makes the two differ.
 */
class GradientTest {
    private static final long SEED = 5;
    private static final int CLASSES = 3;
    private static final double DROPOUT = 0.1;
    private static final double STEP = 0.01;

    private final Team team = Team.of(1);
    private final List<Example> examples = examples();

    @AfterEach
    void close() {
        team.close();
    }

    private static List<Example> examples() {
        Random random = new Random(SEED);
        return RandomTexts.of(7, 1, TinyBert.POSITIONS, TinyBert.VOCABULARY, SEED).stream()
                .map(tokens -> new Example(tokens, random.nextInt(CLASSES)))
                .toList();
    }

    private Network network(Pooling pooling) {
        Head head = new Head(team, 16, CLASSES);
        Random random = new Random(SEED);
        for (int i = 0; i < head.matrix().length; i++) {
            head.matrix()[i] = (float) (0.1 * random.nextGaussian());
        }
        return new Network(new Encoder(TinyBert.of(16, 2, SEED), pooling, team), head);
    }

    private double loss(Network network) {
        return network.learn(examples, DROPOUT, SEED) / examples.size();
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void of_every_parameter_are_those_of_central_differences(Pooling pooling) {
        Network network = network(pooling);
        network.encoder().parameters().forEach(Parameter::train);
        List<Parameter> all = Stream.concat(
                        network.encoder().parameters().stream(), network.head().parameters().stream())
                .toList();
        loss(network);
        List<float[]> gradients =
                all.stream().map(parameter -> parameter.gradient().clone()).toList();

        for (int i = 0; i < all.size(); i++) {
            check(all.get(i), gradients.get(i), () -> {}, network);
        }
        assertEquals(4 + 2 * 12 + 2, all.size());
    }

    @Test
    void of_the_factors_of_an_adapter_are_those_of_central_differences() {
        Network network = network(Pooling.MEAN);
        Parameter target = network.encoder().projections().getFirst().weight();
        target.train();
        Depth.LowRank settings = new Depth.LowRank(2, 3, Set.of(Depth.Target.VALUE));
        Adapter adapter = new Adapter(target, 32, 16, settings, new Random(SEED));
        Random random = new Random(SEED);
        float[] up = adapter.parameters().get(1).values();
        for (int i = 0; i < up.length; i++) {
            up[i] = (float) (0.3 * random.nextGaussian());
        }
        adapter.apply(team);
        loss(network);
        adapter.collect(team);

        for (Parameter factor : adapter.parameters()) {
            check(factor, factor.gradient().clone(), () -> adapter.apply(team), network);
        }
    }

    private void check(Parameter parameter, float[] gradient, Runnable changed, Network network) {
        double length = 0;
        for (float slope : gradient) {
            length += (double) slope * slope;
        }
        length = Math.sqrt(length);
        // Nothing depends on what is added to all keys alike, but queries and values stand in the same vector.
        assertTrue(length > 1e-4, parameter.name() + " has no gradient");
        double up = lossAt(parameter, gradient, STEP / length, changed, network);
        double down = lossAt(parameter, gradient, -STEP / length, changed, network);
        assertEquals(length, (up - down) / (2 * STEP), 0.005 * length + 2e-5, parameter.name() + ", seed " + SEED);
    }

    private double lossAt(Parameter parameter, float[] direction, double by, Runnable changed, Network network) {
        float[] kept = parameter.values().clone();
        for (int i = 0; i < kept.length; i++) {
            parameter.values()[i] = (float) (kept[i] + by * direction[i]);
        }
        changed.run();
        double loss = loss(network);
        System.arraycopy(kept, 0, parameter.values(), 0, kept.length);
        changed.run();
        return loss;
    }

    @Test
    void of_a_step_taken_in_parts_are_those_of_the_whole() {
        List<Example> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.addAll(examples);
        }
        Network network = network(Pooling.MEAN);
        double undropped = network.learn(many, 0, SEED);
        float[] parts = network.head().parameters().getFirst().gradient().clone();
        network.head().parameters().forEach(Parameter::clear);
        double alone = network.learn(examples, 0, SEED);

        assertEquals(20 * alone, undropped, 1e-3);
        float[] expected = network.head().parameters().getFirst().gradient();
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], parts[i], 1e-4);
        }
    }
}
