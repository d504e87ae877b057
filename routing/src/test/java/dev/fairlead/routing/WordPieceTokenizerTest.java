package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.fairlead.EncodingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordPieceTokenizerTest {
    private static final int UNLIMITED = 1_000_000;

    private static HuggingFaceTokenizer reference;
    private static WordPieceTokenizer tokenizer;
    private static String json;

    @BeforeAll
    static void load() throws IOException {
        byte[] file = ModelFile.resource("encoder/bge-small-en-v1.5-tokenizer.json");
        json = new String(file, StandardCharsets.UTF_8);
        tokenizer = TokenizerFile.read(file, "tokenizer.json");
        reference = HuggingFaceTokenizer.newInstance(
                new ByteArrayInputStream(file),
                Map.of("padding", "false", "truncation", "false", "modelMaxLength", "1000000"));
    }

    @AfterAll
    static void close() {
        reference.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\n \r\n",
                "Does the Acme NDA allow sublicensing?",
                "don't -- stop... (really!) [sic] {x} <y> a_b a/b\\c 50% $3.99 €4 @home #1 x^2 ~z `q`",
                "naïve café résumé Ångström ÀÉÎÕÜ ñ ß ﬁ İstanbul ΟΔΥΣΣΕΥΣ ὈΔΥΣΣΕΎΣ",
                "合同 第三条 ひらがな カタカナ 한국어 텍스트 中文,标点。",
                "👍🏽 👨‍👩‍👧‍👦 🇩🇪 😀text𝒳𝓎 \uD83D\uDE00",
                "zero\u0000width\u200B\u200Djoin\uFEFFer soft\u00ADhyphen bell\u0007 del\u007F nel\u0085 vt\u000B",
                "no\u00A0break\u2003em\u2028line\u3000ideographic",
                "العربية עברית हिन्दी ไทย ქართული",
                "[CLS] a [SEP] b [MASK] [UNK] [PAD] [cls]",
                "antidisestablishmentarianism supercalifragilisticexpialidocious e\u0301a\u0308",
                "‘curly’ “quotes” – — … ‰ § ¶ © ™ ½ ² ① Ⅷ"
            })
    void ids_equal_the_reference(String text) {
        assertArrayEquals(
                reference.encode(text, true, false).getIds(),
                tokenizer.encode(text, UNLIMITED).ids());
    }

    @Test
    void a_word_of_a_hundred_characters_is_cut_and_a_longer_one_is_unknown() {
        for (String text :
                new String[] {"a".repeat(100), "a".repeat(101), "𝒳".repeat(100), "b".repeat(5_000) + " c"}) {
            assertArrayEquals(
                    reference.encode(text, true, false).getIds(),
                    tokenizer.encode(text, UNLIMITED).ids());
        }
    }

    @Test
    void ids_equal_the_reference_on_random_text() {
        long seed = 20_240_611;
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            String text = random(random);
            assertArrayEquals(
                    reference.encode(text, true, false).getIds(),
                    tokenizer.encode(text, UNLIMITED).ids(),
                    () -> "seed " + seed + ", text " + text);
        }
    }

    /** Latin, Greek, Cyrillic, punctuation, CJK and emoji; scripts added to Unicode lately are not promised. */
    private static String random(Random random) {
        int[][] ranges = {{' ', '~'}, {0xA0, 0x24F}, {0x391, 0x3C9}, {0x410, 0x44F}, {0x2010, 0x2027}, {0x4E00, 0x4EFF}
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(200); i > 0; i--) {
            int[] range = ranges[random.nextInt(3) == 0 ? random.nextInt(ranges.length) : 0];
            text.appendCodePoint(range[0] + random.nextInt(range[1] - range[0] + 1));
        }
        return text.toString();
    }

    @Test
    void a_lone_surrogate_is_dropped() {
        assertArrayEquals(
                tokenizer.encode("ab", UNLIMITED).ids(),
                tokenizer.encode("a\uD83Db", UNLIMITED).ids());
    }

    @Test
    void what_does_not_fit_is_cut_at_the_end_and_reported() {
        WordPieceTokenizer.Tokens whole = tokenizer.encode("one two three four five six", 8);
        WordPieceTokenizer.Tokens cut = tokenizer.encode("one two three four five six seven", 8);

        assertFalse(whole.truncated());
        assertTrue(cut.truncated());
        assertArrayEquals(whole.ids(), cut.ids());
    }

    @Test
    void counting_leaves_out_special_tokens_and_reads_everything() {
        assertEquals(0, tokenizer.count(""));
        assertEquals(50_000, tokenizer.count("word ".repeat(50_000)));
    }

    @Test
    void a_model_that_is_not_word_piece_is_refused_by_name() {
        String other =
                json.replaceFirst("\"model\":\\s*\\{\\s*\"type\":\\s*\"WordPiece\"", "\"model\":{\"type\":\"BPE\"");

        assertRefused(other, "model.type is 'BPE'");
    }

    @Test
    void a_normalizer_that_is_not_berts_is_refused_by_name() {
        assertRefused(json.replace("\"BertNormalizer\"", "\"NFKC\""), "normalizer.type is 'NFKC'");
    }

    @Test
    void a_file_that_is_no_json_is_refused_by_name() {
        assertRefused("{\"model\": ", "is not valid JSON");
    }

    @Test
    void a_file_without_a_vocabulary_is_refused() {
        assertRefused(
                "{\"model\":{\"type\":\"WordPiece\"},\"pre_tokenizer\":{\"type\":\"BertPreTokenizer\"}}",
                "model.vocab is missing");
    }

    private static void assertRefused(String broken, String reason) {
        EncodingException refusal = assertThrows(
                EncodingException.class,
                () -> TokenizerFile.read(broken.getBytes(StandardCharsets.UTF_8), "broken.json"));

        assertTrue(refusal.getMessage().contains("broken.json"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
    }
}
