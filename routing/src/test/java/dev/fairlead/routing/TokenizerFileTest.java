package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.EncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class TokenizerFileTest {
    private static final String SMALL = "{'added_tokens': [{'id': 1, 'content': '[SEP]'}],"
            + " 'normalizer': {'type': 'BertNormalizer', 'lowercase': true, 'strip_accents': null},"
            + " 'pre_tokenizer': {'type': 'BertPreTokenizer'},"
            + " 'post_processor': {'type': 'BertProcessing', 'sep': ['[SEP]', 1], 'cls': ['[CLS]', 0]},"
            + " 'model': {'type': 'WordPiece', 'vocab': {'[CLS]': 0, '[SEP]': 1, '[UNK]': 2, 'lease': 3, '##s': 4}}}";

    private static WordPieceTokenizer read(String json) {
        return TokenizerFile.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "small.json");
    }

    private static void assertRefused(String json, String... said) {
        String message = assertThrows(EncodingException.class, () -> read(json)).getMessage();
        assertTrue(message.contains("small.json"), message);
        for (String part : said) {
            assertTrue(message.contains(part), message);
        }
    }

    private static String changed(String from, String to) {
        assertTrue(SMALL.contains(from), from);
        return SMALL.replace(from, to);
    }

    @Test
    void the_older_form_of_special_tokens_is_read() {
        long[] ids = read(SMALL).encode("Leases lease x", 16).ids();
        assertEquals("[0, 3, 4, 3, 2, 1]", Arrays.toString(ids));
    }

    @Test
    void an_empty_file_is_refused() {
        assertRefused("");
    }

    @Test
    void another_pre_tokenizer_is_refused_by_name() {
        assertRefused(changed("'BertPreTokenizer'", "'Metaspace'"), "pre_tokenizer.type", "Metaspace");
    }

    @Test
    void another_post_processor_is_refused_by_name() {
        assertRefused(changed("'BertProcessing'", "'ByteLevel'"), "post_processor.type", "ByteLevel");
    }

    @Test
    void a_vocabulary_without_the_unknown_token_is_refused() {
        assertRefused(changed("'[UNK]': 2, ", ""), "[UNK]");
    }

    @Test
    void an_id_that_is_no_number_is_refused_with_its_piece() {
        assertRefused(changed("'lease': 3", "'lease': 'three'"), "lease");
    }

    @Test
    void an_added_token_with_an_unsupported_flag_is_refused() {
        assertRefused(changed("'content': '[SEP]'", "'content': '[SEP]', 'lstrip': true"), "[SEP]", "lstrip");
    }

    @Test
    void a_word_limit_out_of_range_is_refused() {
        assertRefused(
                changed("'type': 'WordPiece'", "'type': 'WordPiece', 'max_input_chars_per_word': 0"),
                "max_input_chars_per_word",
                "was 0");
    }
}
