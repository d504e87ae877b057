package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.EncodingException;
import dev.fairlead.routing.transformer.Example;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingTextsTest {
    private static final Path TOKENIZER = Path.of("target", "weights", "all-minilm-l6-v2-tokenizer.json");
    private static final List<String> LABELS = List.of("greeting", "question");

    @Test
    void labels_become_their_numbers() {
        List<Example> examples = TrainingTexts.of(TOKENIZER, LABELS, 64)
                .examples(List.of(new LabelledText("why?", "question"), new LabelledText("hi", "greeting")));

        assertEquals(List.of(1, 0), examples.stream().map(Example::label).toList());
    }

    @Test
    void what_cannot_be_used_is_named() {
        TrainingTexts texts = TrainingTexts.of(TOKENIZER, LABELS, 64);
        List<LabelledText> rows = List.of(new LabelledText("hi", "greeting"), new LabelledText("no", "order"));

        assertEquals(
                "label of row 2 must be one of the 2 classes, was 'order'",
                assertThrows(IllegalArgumentException.class, () -> texts.examples(rows))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> TrainingTexts.of(TOKENIZER, LABELS, 2));
        assertThrows(IllegalArgumentException.class, () -> TrainingTexts.of(TOKENIZER, List.of("a", "a"), 9));
        Path missing = Path.of("target", "none.json");
        assertTrue(assertThrows(EncodingException.class, () -> TrainingTexts.of(missing, LABELS, 64))
                .getMessage()
                .contains("none.json cannot be read"));
    }
}
