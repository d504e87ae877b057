package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** More scripts and random texts of all of them; the oracle is Hugging Face's own tokenizer, in Rust, behind DJL. */
final class WordPieceScriptsTest {
    private static final int UNLIMITED = 1_000_000;
    private static final int RANDOM_TEXTS = 400;

    static final String[] TEXTS = {
        "",
        " ",
        "\t\r\n ",
        "a",
        "The tenant shall pay the rent in advance.",
        "THE TENANT SHALL PAY",
        "don't can't o'clock 'quoted' \"double\" `ticks`",
        "e-mail: first.last+tag@example.co.uk, https://example.com/a?b=c&d=%20#top",
        "$1,234.56 + 7% = ~1.3k (approx.) <b>x</b> {y} [z] ^ | \\ / _",
        "clause 12(b)(iii), §4.2, ¶3, p. 17–19",
        "snake_case camelCase kebab-case SCREAMING_CASE x86_64",
        "ends without stop",
        "unbelievably antidisestablishmentarianism pneumonoultramicroscopicsilicovolcanoconiosis",
        "café naïve résumé Zürich Ångström São Paulo",
        "cafe\u0301 nai\u0308ve combining marks",
        "\u0301leading mark and lone \u0308 mark",
        "Straße GROẞ ﬁne ﬂow ﬃ",
        "İstanbul ISPARTA ıspanak",
        "ΟΔΟΣ οδός Ὀδυσσεύς ΣΑΣ",
        "Привет, как дела? Ёлка Йод",
        "Đặng Thị Ngọc Thịnh",
        "中文测试",
        "中文 mixed with English和中文",
        "これはテストです。カタカナ ガギグ",
        "한국어 텍스트 각",
        "𠀀𪜀 supplementary ideographs 𫠝",
        "豈更車 compatibility ideographs 丽",
        "العربية مَرْحَبًا",
        "עברית שָׁלוֹם",
        "हिन्दी में परीक्षण",
        "ภาษาไทย ทดสอบ",
        "தமிழ் తెలుగు ಕನ್ನಡ",
        "😀 emoji 👍🏽 family 👨‍👩‍👧‍👦 flag 🇩🇪 ❤️",
        "🤖🤖🤖",
        "zero\u200Bwidth\u200Djoin\uFEFFbom soft\u00ADhyphen",
        "non\u00A0breaking\u2003em\u3000ideographic\u2028line\u2029paragraph",
        "vertical\u000Btab form\ffeed next\u0085line unit\u001Fseparator",
        "nul\u0000byte bell\u0007 escape\u001B[31m delete\u007F",
        "c1\u0080\u009F control \uFFFD replacement \uE000 private use",
        "tab\tnew\nline\rreturn\r\nboth",
        "“curly” ‘single’ «guillemets» „low“ – — … • ‰",
        "。、！？「」『』【】（）",
        "× ÷ ± ≤ ≥ ≠ ∑ ∞ € £ ¥ ₹ © ® ™ ° ² ³ ½",
        "H₂O x² ①②③ Ⅷ ㎏ ㏒",
        "ＦＵＬＬ ｗｉｄｔｈ １２３",
        "𝕳𝖊𝖑𝖑𝖔 𝒎𝒂𝒕𝒉",
        "[CLS] [SEP] [PAD] [UNK] [MASK]",
        "a[MASK]b[SEP]c",
        "[cls] [ MASK ] [MASK",
        "##ing ## #hash ##",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "0123456789012345678901234567890123456789",
        "1st 2nd 3rd 1990s 24/7 3.14159 1e-9 0xFF",
        "x".repeat(99),
        "x".repeat(100),
        "x".repeat(101),
        "é".repeat(100),
        "😀".repeat(100),
        "😀".repeat(101),
        "word " + "y".repeat(5_000) + " word",
        "!".repeat(300),
        "The quick brown fox jumps over the lazy dog. ".repeat(200),
        "各条款".repeat(150),
    };

    private static final int[][] RANGES = {
        {0x20, 0x7E},
        {0x20, 0x7E},
        {0x41, 0x7A},
        {0x00, 0x1F},
        {0x7F, 0xFF},
        {0x100, 0x24F},
        {0x300, 0x36F},
        {0x370, 0x3FF},
        {0x400, 0x4FF},
        {0x5D0, 0x5EA},
        {0x620, 0x64A},
        {0x905, 0x939},
        {0x1E00, 0x1EFF},
        {0x2000, 0x206F},
        {0x20A0, 0x20BF},
        {0x2190, 0x21FF},
        {0x3000, 0x30FF},
        {0x4E00, 0x9FFF},
        {0xAC00, 0xD7A3},
        {0xFF01, 0xFF5E},
        {0x1F300, 0x1F64F},
        {0x20000, 0x2A6DF},
    };

    private static HuggingFaceTokenizer reference;
    private static WordPieceTokenizer tokenizer;

    @BeforeAll
    static void open() throws IOException {
        byte[] json = ModelFile.resource("encoder/bge-small-en-v1.5-tokenizer.json");
        tokenizer = TokenizerFile.read(json, "bge");
        reference = HuggingFaceTokenizer.newInstance(
                new ByteArrayInputStream(json), Map.of("padding", "false", "truncation", "false"));
    }

    @AfterAll
    static void close() {
        reference.close();
    }

    private static long[] expected(String text) {
        return reference.encode(text, true, false).getIds();
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(60).forEach(c -> shown.append(String.format("%04X ", c)));
        return shown.toString();
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void the_ids_are_those_of_the_reference(String text) {
        assertArrayEquals(expected(text), tokenizer.encode(text, UNLIMITED).ids(), () -> shown(text));
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void the_count_is_that_of_the_ids_without_special_ones(String text) {
        assertEquals(expected(text).length - tokenizer.specialTokens(), tokenizer.count(text), () -> shown(text));
    }

    @Test
    void random_texts_of_many_scripts_have_the_ids_of_the_reference() {
        for (long seed = 1; seed <= RANDOM_TEXTS; seed++) {
            String text = randomText(new Random(seed));
            long number = seed;
            assertArrayEquals(
                    expected(text),
                    tokenizer.encode(text, UNLIMITED).ids(),
                    () -> "seed " + number + ": " + shown(text));
        }
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(60);
        while (length-- > 0) {
            int[] range = RANGES[random.nextInt(RANGES.length)];
            int run = 1 + random.nextInt(4);
            for (int i = 0; i < run; i++) {
                int codePoint = range[0] + random.nextInt(range[1] - range[0] + 1);
                if (Character.isDefined(codePoint)) {
                    text.appendCodePoint(codePoint);
                }
            }
            if (random.nextInt(5) == 0) {
                text.append(' ');
            }
        }
        return text.toString();
    }

    @Test
    void a_limit_cuts_the_end_and_keeps_the_closing_token() {
        String text = "The quick brown fox jumps, unbelievably, over the lazy dog's 24 résumés.";
        long[] whole = tokenizer.encode(text, UNLIMITED).ids();
        for (int limit = 3; limit <= whole.length + 2; limit++) {
            WordPieceTokenizer.Tokens tokens = tokenizer.encode(text, limit);
            long[] cut = Arrays.copyOf(whole, Math.min(limit, whole.length));
            cut[cut.length - 1] = whole[whole.length - 1];
            assertArrayEquals(cut, tokens.ids(), "limit " + limit);
            assertEquals(limit < whole.length, tokens.truncated(), "limit " + limit);
        }
    }
}
