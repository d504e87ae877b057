package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Document;
import dev.fairlead.IndexException;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Language;
import dev.fairlead.retrieval.engine.TextAnalysis;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.lucene.analysis.OwnAnalysis;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The languages whose words an index knows. */
final class LanguageTest {
    @TempDir
    private Path folder;

    private static HybridIndexBuilder builder(TextAnalysis analysis) {
        return HybridIndex.builder(new WordEncoder()).language(analysis);
    }

    private static int found(HybridIndex index, String words) {
        try (IndexSnapshot snapshot = index.snapshot()) {
            return snapshot.lexical(words, Within.everything()).top(10).size();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ENGLISH, terminations, terminated",
        "GERMAN, Verträge, Vertrag",
        "FRENCH, résiliations, résiliation",
        "SPANISH, contratos, contrato",
        "ITALIAN, contratti, contratto",
        "DUTCH, contracten, contract",
        "PORTUGUESE, contratos, contrato",
        "DANISH, aftaler, aftale",
        "SWEDISH, avtalen, avtal",
        "NORWEGIAN, avtaler, avtale",
        "FINNISH, talossa, talo",
        "RUSSIAN, договоры, договор"
    })
    void a_language_knows_the_forms_of_its_words(Language language, String stands, String asked) {
        try (HybridIndex index = builder(language).build();
                HybridIndex unstemmed = builder(Language.UNSTEMMED).build()) {
            Document document = Document.of("d", "Xyz " + stands + " xyz.");
            index.add(document);
            unstemmed.add(document);
            assertEquals(1, found(index, asked));
            assertEquals(0, found(unstemmed, asked));
            assertEquals(1, found(unstemmed, stands.toUpperCase(Locale.ROOT)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_index_is_opened_again_in_its_language_only(Language language) {
        builder(language).path(folder).build().close();
        builder(language).path(folder).build().close();
        builder(language).path(folder).readOnly().close();
        Language other = language == Language.GERMAN ? Language.FRENCH : Language.GERMAN;
        HybridIndexBuilder wrong = builder(other).path(folder);
        IndexException error = assertThrows(IndexException.class, wrong::build);
        assertTrue(error.getMessage().contains(language.fingerprint()), error.getMessage());
        assertTrue(error.getMessage().contains(other.fingerprint()), error.getMessage());
        assertThrows(IndexException.class, () -> builder(other).path(folder).readOnly());
    }

    @Test
    void an_index_that_says_nothing_is_english() {
        HybridIndex.builder(new WordEncoder()).path(folder).build().close();
        builder(Language.ENGLISH).path(folder).build().close();
    }

    @Test
    void rebuilding_changes_the_language_without_encoding() {
        try (HybridIndex english =
                builder(Language.ENGLISH).path(folder.resolve("en")).build()) {
            english.add(Document.of("d", "Drei Verträge liegen vor."));
            assertEquals(0, found(english, "Vertrag"));
        }
        WordEncoder encoder = new WordEncoder();
        try (HybridIndex german = HybridIndex.builder(encoder)
                .language(Language.GERMAN)
                .path(folder.resolve("de"))
                .rebuild(folder.resolve("en"))) {
            assertEquals(1, found(german, "Vertrag"));
        }
        assertEquals(0, encoder.encoded());
    }

    @Test
    void an_expert_hands_in_an_analyzer_under_a_name_of_its_own() {
        OwnAnalysis codes = new OwnAnalysis("codes/1", new WhitespaceAnalyzer());
        try (HybridIndex index = builder(codes).path(folder).build()) {
            index.add(Document.of("d", "Part A-17/x fits."));
            assertEquals(1, found(index, "A-17/x"));
            assertEquals(0, found(index, "17"));
        }
        builder(codes).path(folder).build().close();
        OwnAnalysis next = new OwnAnalysis("codes/2", new WhitespaceAnalyzer());
        assertThrows(IndexException.class, () -> builder(next).path(folder).build());
        assertThrows(IllegalArgumentException.class, () -> new OwnAnalysis(" ", new WhitespaceAnalyzer()));
    }

    @Test
    void an_analysis_the_engine_does_not_know_is_refused() {
        TextAnalysis unknown = () -> "mine";
        assertThrows(IllegalArgumentException.class, () -> builder(unknown).build());
    }

    @Test
    void every_language_has_a_fingerprint_of_its_own() {
        Set<String> fingerprints = new HashSet<>();
        Arrays.stream(Language.values()).forEach(language -> fingerprints.add(language.fingerprint()));
        assertEquals(Language.values().length, fingerprints.size());
        assertEquals("lucene-english/1", Language.ENGLISH.fingerprint());
    }
}
