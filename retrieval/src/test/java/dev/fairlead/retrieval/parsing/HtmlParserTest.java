package dev.fairlead.retrieval.parsing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Document.Format;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HtmlParserTest {
    private static String text(String body) {
        return Parsing.html(body).content().text();
    }

    @Test
    void headings_paragraphs_and_titles_are_known() {
        Parsed.Text parsed =
                Parsing.html("<title> Berth\n Lease </title><h1>The <b>Lease</b></h1><p>Made between\n  two.</p>"
                        + "<h2>4. Term</h2>Five<br>years<h3></h3>");
        assertEquals(
                "The Lease\n\nMade between two.\n\n4. Term\n\nFive\nyears",
                parsed.content().text());
        assertEquals(List.of("1 The Lease", "2 4. Term"), Parsing.headings(parsed));
        assertEquals(Optional.of("Berth Lease"), parsed.title());
        assertEquals("jsoup/", parsed.content().layout().parser().substring(0, 6));
    }

    @Test
    void without_a_title_the_first_heading_is_it() {
        assertEquals(
                Optional.of("Lease"), Parsing.html("<p>x</p><h1>Lease</h1>").title());
    }

    @Test
    void what_a_browser_does_not_show_is_left_out() {
        assertEquals(
                "Seen.\n\nAlso seen.",
                text("<style>p{}</style><script>var x = '<p>no</p>';</script><nav>Home</nav><p hidden>no</p>"
                        + "<div style='color:red; DISPLAY : none'>no</div><!-- no --><template>no</template>"
                        + "<p>Seen.</p><noscript>no</noscript><footer>Also seen.</footer>"));
    }

    @Test
    void a_table_row_is_a_line() {
        assertEquals(
                "Fees:\n\nPrices\nItem | Price\nCable, long | 12.00\n\nEnd.",
                text("<p>Fees:</p><table><caption>Prices</caption><thead><tr><th>Item<th>Price</thead>"
                        + "<tr><td>Cable,<br>long<td>12.00<tr hidden><td>no<tr><td><td></table>End."));
    }

    @Test
    void a_table_that_lays_out_the_page_is_no_table() {
        Parsed.Text parsed = Parsing.html("<table><tr><td><h1>Lease</h1><p>One.</p><p>Two.</p></td><td>"
                + "<table><tr><td>a</td><td>b</td></tr></table></td></tr></table>");
        assertEquals("Lease\n\nOne.\n\nTwo.\n\na | b", parsed.content().text());
        assertEquals(List.of("1 Lease"), Parsing.headings(parsed));
    }

    @Test
    void a_list_item_is_a_line_with_the_number_it_shows() {
        assertEquals(
                "- a\n- b\n\n3. c\n4. d\n9. e\n\na. x\nb. y",
                text("<ul><li>a<li><p>b</p></ul><ol start=3><li>c<li>d<li value=9>e</ol><ol type=a><li>x<li>y</ol>"));
    }

    @Test
    void lines_of_preformatted_text_stay() {
        assertEquals("a  b\n  c", text("<pre>a  b\n  c</pre>"));
    }

    @Test
    void the_declared_encoding_is_used_and_else_utf_8() {
        String page = "<meta charset=windows-1252><p>Größe – 5 €";
        assertEquals("Größe – 5 €", Parsing.text(page.getBytes(Charset.forName("windows-1252")), Format.HTML));
        assertEquals("Größe", text("<p>Größe"));
        assertEquals("Größe", Parsing.text("\uFEFF<p>Größe".getBytes(StandardCharsets.UTF_16BE), Format.HTML));
    }

    @Test
    void entities_and_odd_spaces_become_characters() {
        assertEquals("a b < & ©", text("<p>a&nbsp;&nbsp; b &lt; &amp; &copy;\u0001</p>"));
    }

    @Test
    void a_page_that_shows_nothing_is_empty() {
        for (String page : List.of("", "<html></html>", "<script>x</script>", "<p>&nbsp;</p>")) {
            assertEquals("empty: holds no text", Parsing.reason(page.getBytes(StandardCharsets.UTF_8), Format.HTML));
        }
    }

    @Test
    void deep_nesting_and_unclosed_tags_are_read() {
        assertTrue(text("<div>".repeat(100_000) + "deep").endsWith("deep"));
        assertTrue(text("<b><i><table><tr><td>x<p>".repeat(2_000)).contains("x"));
    }

    @Test
    void a_long_list_is_read_in_a_moment() {
        String text = text("<ol>" + "<li>x".repeat(100_000) + "</ol>");
        assertTrue(text.endsWith("\n100000. x"));
    }

    @Test
    void pages_too_large_for_a_tree_are_refused() {
        assertEquals("a page larger than 16 MB", Parsing.reason(new byte[(16 << 20) + 1], Format.HTML));
        String reason = Parsing.reason("<p>".repeat(1_000_001).getBytes(StandardCharsets.UTF_8), Format.HTML);
        assertFalse(reason.isEmpty());
        assertTrue(reason.contains("1000000 tags"), reason);
    }
}
