package dev.fairlead.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MonitorFileTest {
    private static final int WINDOW = 60;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void of_a_monitor_that_has_seen_drift() throws IOException {
        file = folder.resolve("monitor.bin");
        drifted().save(file);
    }

    private static Monitor fresh() {
        return Monitor.of(WINDOW, 0.01, Traffic.ENCODER);
    }

    private static Monitor drifted() {
        Monitor monitor = fresh();
        Random random = new Random(1);
        Traffic.USUAL.tell(monitor, WINDOW, random);
        Traffic.USUAL.withDirect(0.8).tell(monitor, WINDOW, random);
        return monitor;
    }

    @Test
    void a_monitor_of_another_run_finds_what_the_first_found() throws IOException {
        Monitor second = fresh();
        second.restore(file);
        assertEquals(drifted().check(), second.check());
        assertTrue(second.check().alarm());
    }

    @Test
    void what_was_seen_before_restoring_is_replaced_and_watching_goes_on() throws IOException {
        Monitor second = fresh();
        Traffic.USUAL.withDirect(0.8).tell(second, 2 * WINDOW, new Random(2));
        second.restore(file);
        Traffic.USUAL.tell(second, WINDOW, new Random(3));
        assertFalse(second.check().alarm());
    }

    @Test
    void saving_again_replaces_the_file_and_leaves_no_other() throws IOException {
        fresh().save(file);
        Monitor second = fresh();
        second.restore(file);
        assertEquals(0, second.check().signal(Signal.Kind.ROUTES).reference());
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void a_file_of_another_window_or_encoder_is_refused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Monitor.of(WINDOW + 1, 0.01, Traffic.ENCODER).restore(file));
        assertThrows(
                IllegalArgumentException.class, () -> Monitor.of(WINDOW, 0.01).restore(file));
    }

    @Test
    void a_file_cut_or_continued_anywhere_is_refused_and_changes_nothing() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Monitor monitor = drifted();
        DriftReport before = monitor.check();
        for (int cut = 0; cut < whole.length; cut += 97) {
            Files.write(file, Arrays.copyOf(whole, cut));
            assertThrows(IOException.class, () -> monitor.restore(file));
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertThrows(IOException.class, () -> monitor.restore(file));
        assertEquals(before, monitor.check());
    }

    @Test
    void other_files_are_refused_whatever_is_in_them() throws IOException {
        Random random = new Random(4);
        byte[] whole = Files.readAllBytes(file);
        for (int round = 0; round < 200; round++) {
            byte[] noise = whole.clone();
            for (int i = 0; i < 4; i++) {
                noise[20 + random.nextInt(60)] = (byte) random.nextInt();
            }
            Files.write(file, noise);
            restoreOrRefuse();
        }
        Files.write(file, "{}".getBytes(StandardCharsets.UTF_8));
        assertThrows(IOException.class, () -> fresh().restore(file));
        assertThrows(IOException.class, () -> fresh().restore(folder.resolve("missing")));
    }

    /** Damage to a number may go unseen; damage to the structure is one of two exceptions, soon and in little memory. */
    private void restoreOrRefuse() {
        try {
            fresh().restore(file);
        } catch (IOException | IllegalArgumentException e) {
            assertFalse(String.valueOf(e.getMessage()).isEmpty());
        }
    }

    @Test
    void no_text_of_a_question_is_in_the_file() throws IOException {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertTrue(bytes.contains("grounded"));
        assertFalse(bytes.matches("(?s).*[012] -?\\d{8,}.*"));
    }
}
