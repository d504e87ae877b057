package dev.fairlead.routing.transformer;

import dev.fairlead.routing.transformer.kernel.Block;
import dev.fairlead.routing.transformer.kernel.Team;
import dev.fairlead.routing.transformer.network.Dropout;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Fits the head on vectors that are computed once. A head that starts from nothing would drive the encoder away from what it knows
 * before it has learnt anything itself.
 */
final class HeadStage {
    private static final double RATE = 3e-3;
    private static final double DECAY = 0.01;
    private static final int BATCH = 64;
    private static final int EPOCHS = 10;
    private static final int LEAST_VISITS = 40_000;

    private final Team team;
    private final Network network;
    private final TransformerTrainer.Settings settings;
    private final BooleanSupplier stop;

    HeadStage(Team team, Network network, TransformerTrainer.Settings settings, BooleanSupplier stop) {
        this.team = team;
        this.network = network;
        this.settings = settings;
        this.stop = stop;
    }

    void run(List<Example> examples) {
        Block vectors = network.vectors(examples);
        int[] labels = Network.labels(examples);
        AdamW adam = new AdamW(team, DECAY);
        adam.add(network.head().parameters(), RATE);
        int epochs = Math.max(EPOCHS, LEAST_VISITS / examples.size());
        Schedule schedule = new Schedule(examples.size(), BATCH, epochs, settings.seed());
        while (schedule.advance()) {
            if (stop.getAsBoolean()) {
                throw new CancellationException("training was given up while the head was fitted");
            }
            learn(vectors, labels, schedule.batch());
            adam.step(schedule.share());
        }
    }

    private void learn(Block vectors, int[] labels, int[] rows) {
        Block chosen = Block.of(new float[rows.length * vectors.columns()], rows.length, vectors.columns());
        int[] right = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(vectors.values(), vectors.at(rows[i]), chosen.values(), chosen.at(i), vectors.columns());
            right[i] = labels[rows[i]];
        }
        network.head().forward(chosen, Dropout.none());
        network.head().backward(right, 1f / rows.length);
    }
}
