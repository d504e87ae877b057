package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ValuesTest {
    @Test
    void a_span_cuts_the_exact_characters() {
        assertEquals("ell", new Span(1, 4).of("hello"));
        assertEquals(3, new Span(1, 4).length());
        assertTrue(new Span(0, 5).contains(new Span(1, 4)));
        assertFalse(new Span(2, 5).contains(new Span(1, 4)));
    }

    @Test
    void a_span_beyond_the_text_names_both_lengths() {
        var error = assertThrows(IllegalArgumentException.class, () -> new Span(2, 9).of("hello"));
        assertTrue(error.getMessage().contains("[2, 9)") && error.getMessage().contains("5 characters"));
        assertThrows(IllegalArgumentException.class, () -> new Span(4, 3));
        assertThrows(IllegalArgumentException.class, () -> new Span(-1, 3));
    }

    @Test
    void spans_are_ordered_by_start_then_end() {
        assertEquals(
                List.of(new Span(0, 1), new Span(0, 2), new Span(1, 1)),
                List.of(new Span(1, 1), new Span(0, 2), new Span(0, 1)).stream()
                        .sorted()
                        .toList());
    }

    @Test
    void a_passage_must_be_as_long_as_its_span() {
        Locator locator = Evidences.locator("doc", new Span(0, 4));
        assertThrows(IllegalArgumentException.class, () -> new Passage("p", locator, "five5", Metadata.empty()));
        assertEquals("four", new Passage("p", locator, "four", Metadata.empty()).text());
    }

    @Test
    void a_locator_prints_document_section_page_and_span() {
        Locator locator =
                new Locator("nda.md", "NDA", List.of("4. Term", "4.2 Survival"), new Span(3, 9), OptionalInt.of(2));
        assertEquals("nda.md, 4. Term > 4.2 Survival, p. 2, characters 3-9", locator.toString());
        assertEquals(new Span(4, 5), locator.at(new Span(4, 5)).span());
        assertThrows(
                IllegalArgumentException.class,
                () -> new Locator(" ", "", List.of(), new Span(0, 0), OptionalInt.empty()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Locator("d", "", List.of(), new Span(0, 0), OptionalInt.of(0)));
    }

    @Test
    void metadata_widens_numbers_and_refuses_what_no_filter_can_test() {
        assertEquals(3.0, Metadata.of("pages", 3).value("pages").orElseThrow());
        assertEquals(Metadata.of("pages", 3L), Metadata.of("pages", 3.0f));
        var error = assertThrows(IllegalArgumentException.class, () -> Metadata.of("when", Duration.ZERO));
        assertTrue(error.getMessage().contains("'when'") && error.getMessage().contains("Duration"));
        assertThrows(IllegalArgumentException.class, () -> Metadata.of("x", Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Metadata.of(" ", "x"));
        assertThrows(IllegalArgumentException.class, () -> Metadata.of("list", List.of(1)));
        assertThrows(
                IllegalArgumentException.class, () -> Metadata.of("long", "x".repeat(Metadata.MAX_VALUE_LENGTH + 1)));
    }

    @Test
    void metadata_does_not_change_when_its_source_does() {
        List<String> tags = new ArrayList<>(List.of("a"));
        Metadata metadata = Metadata.of("tags", tags);
        tags.add("b");
        assertEquals(List.of("a"), metadata.value("tags").orElseThrow());
        assertEquals(Optional.empty(), metadata.with("year", 2024).value("month"));
    }

    @Test
    void documents_are_identified_without_quoting_their_text() {
        Document document = Document.of("id", "secret").withTitle("T").withMetadata(Metadata.of("a", "b"));
        assertFalse(document.toString().contains("secret"));
        assertEquals("T", document.title());
        assertEquals(Access.tenant("t"), document.withAccess(Access.tenant("t")).access());
        assertThrows(IllegalArgumentException.class, () -> Document.of(" ", ""));
    }

    @Test
    void a_question_is_bounded() {
        assertThrows(IllegalArgumentException.class, () -> Question.of(" \n"));
        assertThrows(IllegalArgumentException.class, () -> Question.of("x".repeat(Question.MAX_LENGTH + 1)));
        List<Turn> turns = java.util.Collections.nCopies(Question.MAX_TURNS + 1, new Turn("q", "a"));
        assertThrows(IllegalArgumentException.class, () -> new Question("q", turns, Filter.all()));
        Filter filter = Filter.equalTo("a", "b");
        assertEquals(filter, Question.of("q").withFilter(filter).filter());
    }

    @Test
    void a_deadline_expires_and_never_does_not() {
        assertTrue(Deadline.after(Duration.ZERO).expired());
        var error = assertThrows(
                DeadlineExceededException.class,
                () -> Deadline.after(Duration.ZERO).check("encode"));
        assertTrue(error.getMessage().contains("encode") && error.retryable());
        Deadline.never().check("encode");
        assertFalse(Deadline.never().finite());
        assertFalse(Deadline.after(Duration.ofHours(1)).expired());
        assertEquals(Duration.ZERO, Deadline.after(Duration.ZERO).remaining());
        assertThrows(IllegalArgumentException.class, () -> Deadline.after(Duration.ofSeconds(-1)));
    }

    @Test
    void an_encoding_hides_its_array() {
        float[] vector = {0.6f, 0.8f};
        Encoding encoding = Encoding.of(vector, 3, true);
        vector[0] = 9;
        encoding.vector()[1] = 9;
        assertEquals(1.0, encoding.cosine(Encoding.of(new float[] {0.6f, 0.8f}, 1, false)), 1e-6);
        assertThrows(IllegalArgumentException.class, () -> encoding.cosine(Encoding.of(new float[] {1}, 1, false)));
        assertThrows(IllegalArgumentException.class, () -> Encoding.of(new float[0], 1, false));
        assertThrows(IllegalArgumentException.class, () -> Encoding.of(vector, 0, false));
    }

    @Test
    void probabilities_outside_zero_to_one_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> new IntentScore("a", 1.1));
        assertThrows(IllegalArgumentException.class, () -> new Route.Ground("a", Double.NaN, ""));
        assertThrows(
                IllegalArgumentException.class, () -> new Evidence(Evidence.Kind.RETRIEVED, List.of(), -0.1, "test"));
        assertThrows(IllegalArgumentException.class, () -> Replies.standard().with("x", " "));
        assertEquals(Optional.of("hi"), Replies.standard().with("x", "hi").reply("x"));
    }

    @Test
    void a_citation_must_be_as_long_as_its_span() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Citation(1, "abc", Evidences.locator("d", new Span(0, 4)), "p"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Citation(0, "abcd", Evidences.locator("d", new Span(0, 4)), "p"));
    }

    @Test
    void exceptions_say_whether_trying_again_makes_sense() {
        assertTrue(new OverloadedException("busy").retryable());
        assertTrue(new GenerationException("down").retryable());
        assertFalse(new EncodingException("broken").retryable());
        assertFalse(new IndexException("broken").retryable());
        assertFalse(new RoutingException("broken").retryable());
        assertFalse(new ScopeRequiredException("none").retryable());
    }

    @Test
    void dates_and_strings_are_never_equal() {
        Metadata metadata = Metadata.of("signed", LocalDate.of(2024, 2, 29));
        assertFalse(Filter.equalTo("signed", "2024-02-29").matches(metadata));
        assertTrue(Filter.equalTo("signed", LocalDate.of(2024, 2, 29)).matches(metadata));
        assertNotEquals(Metadata.empty(), metadata);
        assertEquals(new Metadata(Map.of()), Metadata.empty());
    }
}
