package dev.fairlead.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileNamesTest {
    @Test
    void an_ordinary_id_is_its_own_name() {
        assertEquals(
                "ACME_04_06_2017-EX-10.11-LICENSE AGREEMENT",
                new FileNames().next("ACME_04_06_2017-EX-10.11-LICENSE AGREEMENT"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "/etc/passwd",
                "..",
                ".",
                "",
                "C:\\x",
                "a/../../b",
                "con",
                "NUL.txt",
                ".ssh",
                "a\0b",
                "x\n"
            })
    void no_name_leaves_its_folder_or_hides_in_it(String id) {
        String name = new FileNames().next(id);
        Path folder = Path.of("/tmp/out");
        assertEquals(folder, folder.resolve(name).normalize().getParent(), name);
        assertTrue(name.matches("[A-Za-z0-9_-][A-Za-z0-9._ ()-]*"), name);
    }

    @Test
    void ids_that_differ_in_case_or_in_what_is_unsafe_only_get_different_names() {
        FileNames names = new FileNames();
        String first = names.next("A/b");
        String second = names.next("a:b");
        assertNotEquals(first.toLowerCase(Locale.ROOT), second.toLowerCase(Locale.ROOT));
    }

    @Test
    void a_long_id_is_cut() {
        FileNames names = new FileNames();
        assertEquals(120, names.next("x".repeat(5_000)).length());
        assertTrue(names.next("x".repeat(5_001)).endsWith(" (2)"));
    }
}
