package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Where pages and sections begin, in documents and in passages. */
final class LayoutTest {
    private static final Locator LOCATOR =
            new Locator("lease", "Lease", List.of("4. Secrets"), new Span(10, 30), OptionalInt.of(2));

    private static Passage passage(Landmark... landmarks) {
        return new Passage("lease#00001", LOCATOR, "x".repeat(20), Metadata.empty(), List.of(landmarks));
    }

    @Test
    void a_quote_takes_section_and_page_of_the_last_landmark_before_it() {
        Passage passage = passage(
                new Landmark(12, List.of("4. Secrets", "4.1 Term"), OptionalInt.of(2)),
                new Landmark(20, List.of("4. Secrets", "4.2 Return"), OptionalInt.of(3)));
        assertEquals(LOCATOR.at(new Span(10, 12)), passage.at(new Span(10, 12)));
        assertEquals(
                List.of("4. Secrets", "4.1 Term"), passage.at(new Span(12, 25)).sectionPath());
        Locator last = passage.at(new Span(25, 26));
        assertEquals(
                new Locator("lease", "Lease", List.of("4. Secrets", "4.2 Return"), new Span(25, 26), OptionalInt.of(3)),
                last);
    }

    @Test
    void a_landmark_outside_its_passage_or_out_of_order_is_refused() {
        Landmark early = new Landmark(9, List.of(), OptionalInt.empty());
        Landmark late = new Landmark(30, List.of(), OptionalInt.empty());
        Landmark inside = new Landmark(12, List.of(), OptionalInt.empty());
        Landmark before = new Landmark(11, List.of(), OptionalInt.empty());
        assertThrows(IllegalArgumentException.class, () -> passage(early));
        assertThrows(IllegalArgumentException.class, () -> passage(late));
        assertThrows(IllegalArgumentException.class, () -> passage(inside, before));
        assertEquals(1, passage(inside).landmarks().size());
    }

    @Test
    void pages_and_headings_rise_and_begin_inside_the_text() {
        List<Layout.Page> pages = List.of(new Layout.Page(0, 1), new Layout.Page(5, 2));
        List<Layout.Heading> headings = List.of(new Layout.Heading(4, 1, "A"));
        Layout layout = new Layout("p/1", pages, headings);
        assertEquals(layout, new Document.Content("12345", Document.Format.PDF, layout).layout());
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> new Document.Content("1234", Document.Format.PDF, layout));
        assertTrue(e.getMessage().contains("4 characters"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Layout("p/1", pages.reversed(), headings));
    }

    @Test
    void numbers_start_at_one_and_places_at_zero() {
        assertThrows(IllegalArgumentException.class, () -> new Layout.Page(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Layout.Page(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Layout.Heading(0, 0, "A"));
        assertThrows(IllegalArgumentException.class, () -> new Landmark(-1, List.of(), OptionalInt.empty()));
        assertThrows(IllegalArgumentException.class, () -> new Landmark(0, List.of(), OptionalInt.of(0)));
    }

    @Test
    void a_text_that_says_everything_itself_has_no_layout() {
        assertEquals(Layout.none(), new Document.Content("Text.", Document.Format.PLAIN).layout());
        assertEquals(List.of(), Layout.none().pages());
    }
}
