package dev.fairlead.routing.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.RoutingException;
import dev.fairlead.routing.Pooling;
import dev.fairlead.routing.graph.BertWeights;
import dev.fairlead.routing.graph.TinyBert;
import dev.fairlead.routing.transformer.kernel.Team;
import dev.fairlead.routing.transformer.network.Encoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that end early, are stopped, go on, or are too slow. */
class CourseTest {
    private static final BertWeights TINY = TinyBert.of(8, 2, 3);
    private static final List<String> NAMES = List.of(
            "embeddings.word_embeddings.weight",
            "encoder.layer.0.attention.self.query.weight",
            "encoder.layer.1.output.dense.bias");
    private static final List<Example> TRAIN = TransformerTrainerTest.majority(90, 1);
    private static final List<Example> HELD_OUT = TransformerTrainerTest.majority(40, 2);

    @TempDir
    private Path folder;

    private static TransformerTrainer.Builder trainer(String depth) {
        return TransformerTrainer.builder(TINY, Pooling.MEAN)
                .depth(depth.equals("full") ? Depth.full() : Depth.lowRank(2))
                .epochs(4)
                .batch(16)
                .rate(5e-3)
                .threads(1);
    }

    private static FineTuned fit(TransformerTrainer.Builder builder) {
        return builder.build().fit(TRAIN, HELD_OUT, 2);
    }

    private static void assertSame(FineTuned expected, FineTuned actual) {
        for (String name : NAMES) {
            assertArrayEquals(expected.weights().values(name), actual.weights().values(name), name);
        }
        assertArrayEquals(
                expected.probabilities(HELD_OUT, 1).getLast(),
                actual.probabilities(HELD_OUT, 1).getLast());
        assertEquals(expected.epoch(), actual.epoch());
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "low rank"})
    void a_training_stopped_and_taken_up_again_ends_with_the_same_bits(String depth) throws IOException {
        List<Progress> told = new ArrayList<>();
        FineTuned straight = fit(trainer(depth).listener(told::add));
        Path file = folder.resolve("training.checkpoint");
        List<Progress> parts = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            AtomicInteger asked = new AtomicInteger();
            // The head alone is asked about thousands of times before the first step of both.
            TransformerTrainer.Builder builder = trainer(depth).checkpoint(file).listener(parts::add);
            int steps = Files.exists(file) ? 9 : 4;
            builder.stopWhen(() -> (Files.exists(file) || !parts.isEmpty()) && asked.incrementAndGet() > steps);
            assertThrows(CancellationException.class, () -> fit(builder));
        }
        FineTuned resumed = fit(trainer(depth).checkpoint(file).threads(2).listener(parts::add));

        assertSame(straight, resumed);
        assertEquals(
                told.stream().map(Progress::heldOut).toList(),
                parts.stream().map(Progress::heldOut).toList());
        assertEquals(
                told.stream().map(Progress::loss).toList(),
                parts.stream().map(Progress::loss).toList());
        assertSame(straight, fit(trainer(depth).checkpoint(file)));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void a_process_that_dies_leaves_the_last_epochs_checkpoint() throws IOException {
        Path file = folder.resolve("training.checkpoint");
        Path found = folder.resolve("found.checkpoint");
        FineTuned straight = fit(trainer("full").checkpoint(file).listener(progress -> {
            if (progress.epoch() == 2) {
                copy(file, found);
            }
        }));
        Files.writeString(folder.resolve("found.checkpoint.part"), "half a checkpo");
        List<Progress> told = new ArrayList<>();

        assertSame(straight, fit(trainer("full").checkpoint(found).listener(told::add)));
        assertEquals(3, told.getFirst().epoch());
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_checkpoint_of_another_training_is_refused() throws IOException {
        Path file = folder.resolve("training.checkpoint");
        fit(trainer("full").checkpoint(file).epochs(1));

        assertTrue(refusal(trainer("full").checkpoint(file).epochs(2)).contains("other weights, examples or settings"));
        assertTrue(refusal(trainer("low rank").checkpoint(file).epochs(1)).contains("delete it to start anew"));
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
        assertTrue(refusal(trainer("full").checkpoint(file).epochs(1)).contains("is damaged"));
        Files.writeString(file, "something else");
        assertTrue(refusal(trainer("full").checkpoint(file).epochs(1)).contains("is no checkpoint"));
        Files.writeString(file, "x");
        assertThrows(
                UncheckedIOException.class,
                () -> fit(trainer("full").checkpoint(file).epochs(1)));
        Path nowhere = folder.resolve("none").resolve("training.checkpoint");
        assertThrows(
                UncheckedIOException.class,
                () -> fit(trainer("full").checkpoint(nowhere).epochs(1)));
    }

    private static String refusal(TransformerTrainer.Builder builder) {
        return assertThrows(IllegalArgumentException.class, () -> fit(builder)).getMessage();
    }

    @Test
    void an_epoch_of_least_held_out_loss_is_kept_and_a_rising_loss_ends_the_training() {
        List<Example> contrary = HELD_OUT.stream()
                .map(example -> new Example(example.tokens(), 1 - example.label()))
                .toList();
        List<Progress> told = new ArrayList<>();
        TransformerTrainer.Builder builder = trainer("full").epochs(12).patience(2);

        FineTuned kept = builder.listener(told::add).build().fit(TRAIN, contrary, 2);

        int best = kept.epoch();
        assertEquals(best + 2, told.size(), told::toString);
        assertTrue(told.getLast().remaining().isZero());
        double loss = told.get(best - 1).heldOut().orElseThrow().loss();
        assertTrue(
                told.stream().allMatch(one -> one.heldOut().orElseThrow().loss() >= loss), () -> best + " of " + told);
        double sum = 0;
        List<float[]> probabilities = kept.probabilities(contrary, 1);
        for (int i = 0; i < contrary.size(); i++) {
            sum -= Math.log(probabilities.get(i)[contrary.get(i).label()]);
        }
        assertEquals(loss, sum / contrary.size(), 1e-6);
    }

    @Test
    void a_training_that_has_no_time_ends_where_it_is_and_says_so() {
        List<Progress> told = new ArrayList<>();

        FineTuned cut = fit(trainer("full").budget(Duration.ofNanos(1)).listener(told::add));

        assertEquals(1, told.size());
        assertEquals(1, told.getFirst().epochs());
        assertEquals(1, cut.epoch());
        assertFalse(told.getFirst().heldOut().isEmpty());
    }

    @Test
    void time_before_the_first_step_does_not_make_steps_look_slow() {
        List<Progress> told = new ArrayList<>();
        TransformerTrainer.Control control =
                new TransformerTrainer.Control(Duration.ofHours(2), 2, Optional.empty(), told::add, () -> false);
        try (Team team = Team.of(1)) {
            Network network = new Network(new Encoder(TINY, Pooling.MEAN, team), new Head(team, 8, 2));
            var settings = new TransformerTrainer.Settings(Depth.full(), 3, 16, 1e-3, 0, 1);
            Budget budget = new Budget(control.budget());
            Course course = new Course(
                    new JointStage(team, network, settings),
                    new Schedule(TRAIN.size(), 16, 3, 1),
                    new Course.Task(TRAIN, List.of(), Optional.empty()),
                    control,
                    budget);
            budget.spentBefore(Duration.ofHours(1)); // as if the head had taken so long

            assertEquals(3, course.run());
        }
        assertEquals(3, told.size());
        assertTrue(told.getFirst().remaining().compareTo(Duration.ofMinutes(5)) < 0, told::toString);
        assertTrue(told.getFirst().examplesPerSecond() > 1, told::toString);
    }

    @Test
    void a_schedule_that_was_shortened_still_falls_to_the_end() {
        Schedule schedule = new Schedule(100, 10, 10, 1);
        schedule.skip(10);
        assertTrue(schedule.endsWarmUp());
        schedule.shorten(25);
        List<Double> shares = new ArrayList<>();
        while (schedule.advance()) {
            shares.add(schedule.share());
            assertEquals((schedule.step() + 1) % 10 == 0 || schedule.step() == 24, schedule.endsEpoch());
        }

        assertEquals(15, shares.size());
        assertEquals(1, shares.getFirst());
        assertEquals(1 / 15.0, shares.getLast(), 1e-9);
        assertEquals(3, schedule.epochs());
        schedule.shorten(1000);
        assertEquals(25, schedule.steps());
    }

    @Test
    void a_loss_that_is_no_number_is_an_error() {
        BertWeights broken = TINY.with(name -> {
            float[] values = TINY.values(name);
            if (name.equals(NAMES.getLast())) {
                values[0] = Float.NaN;
            }
            return values;
        });

        RoutingException diverged = assertThrows(
                RoutingException.class,
                () -> TransformerTrainer.builder(broken, Pooling.MEAN)
                        .epochs(1)
                        .threads(1)
                        .build()
                        .fit(TRAIN, List.of(), 2));
        assertEquals("training diverged in epoch 1; a smaller rate helps", diverged.getMessage());
    }

    @Test
    void settings_outside_their_ranges_are_named() {
        assertThrows(IllegalArgumentException.class, () -> trainer("full").budget(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> trainer("full").patience(0));
    }
}
