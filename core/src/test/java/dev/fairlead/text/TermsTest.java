package dev.fairlead.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TermsTest {
    @Test
    void function_words_go_and_inflections_meet() {
        assertEquals(List.of("party", "terminat", "leas"), Terms.of("Can the parties terminate this lease?"));
        assertEquals(Terms.of("terminates terminating terminated"), Terms.of("terminate terminate terminate"));
        assertEquals(Set.of("tenant"), Terms.distinct("the tenant's tenants"));
    }

    @Test
    void a_hash_depends_on_where_one_part_ends() {
        assertNotEquals(ContentHash.of("ab", "c"), ContentHash.of("a", "bc"));
        assertEquals(
                ContentHash.of("a", "b"), new ContentHash().add("a").add("b").hex());
        assertEquals(64, ContentHash.of().length());
    }

    @Test
    void content_words_stand_as_they_were_written() {
        assertEquals("days notice tenant's lease", Terms.content("How do days of notice, under the tenant's lease?"));
        assertEquals("", Terms.content("What is it?"));
    }
}
