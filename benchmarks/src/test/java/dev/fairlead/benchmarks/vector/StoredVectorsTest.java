package dev.fairlead.benchmarks.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.TextEncoder.Kind;
import dev.fairlead.benchmarks.LetterEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredVectorsTest {
    @TempDir
    private Path folder;

    @Test
    void a_text_is_encoded_once_in_the_life_of_the_folder() {
        Encoding first;
        try (StoredVectors vectors = StoredVectors.of(new LetterEncoder(), folder)) {
            first = vectors.encode("a text", Kind.PASSAGE, Deadline.never());
        }
        LetterEncoder untouched = new LetterEncoder();
        try (StoredVectors vectors = StoredVectors.of(untouched, folder)) {
            Encoding again = vectors.encode("a text", Kind.PASSAGE, Deadline.never());
            assertArrayEquals(first.vector(), again.vector());
            assertEquals(first.tokens(), again.tokens());
        }
        assertEquals(0, untouched.calls());
    }

    @Test
    void the_same_text_of_another_kind_has_its_own_vector() {
        LetterEncoder encoder = new LetterEncoder();
        try (StoredVectors vectors = StoredVectors.of(encoder, folder)) {
            vectors.encode("a text", Kind.PASSAGE, Deadline.never());
            vectors.encode("a text", Kind.QUERY, Deadline.never());
            assertEquals(2, vectors.size());
        }
    }

    @Test
    void a_record_cut_short_is_dropped_and_the_others_stay() throws IOException {
        try (StoredVectors vectors = StoredVectors.of(new LetterEncoder(), folder)) {
            vectors.encode("one", Kind.PASSAGE, Deadline.never());
        }
        try (Stream<Path> files = Files.list(folder)) {
            Files.write(files.findFirst().orElseThrow(), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        }
        LetterEncoder encoder = new LetterEncoder();
        try (StoredVectors vectors = StoredVectors.of(encoder, folder)) {
            vectors.encode("two", Kind.PASSAGE, Deadline.never());
            vectors.encode("one", Kind.PASSAGE, Deadline.never());
            assertEquals(1, vectors.encoded());
        }
    }

    @Test
    void several_callers_fill_the_folder_with_every_text() {
        List<String> texts = IntStream.range(0, 500).mapToObj(i -> "text " + i).toList();
        LetterEncoder plain = new LetterEncoder();
        try (StoredVectors vectors = StoredVectors.of(new LetterEncoder(), folder)) {
            texts.parallelStream().forEach(text -> vectors.encode(text, Kind.PASSAGE, Deadline.never()));
            assertEquals(500, vectors.size());
            for (String text : texts) {
                assertArrayEquals(
                        plain.encode(text, Kind.PASSAGE, Deadline.never()).vector(),
                        vectors.encode(text, Kind.PASSAGE, Deadline.never()).vector());
            }
        }
    }
}
