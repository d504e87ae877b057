package dev.fairlead.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Metadata;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class FilterSyntaxTest {
    private static final Metadata NDA = new Metadata(Map.of(
            "folder",
            "contracts/2024",
            "kind",
            "nda",
            "pages",
            12,
            "signed",
            LocalDate.of(2025, 3, 31),
            "public",
            false,
            "year",
            "2024",
            "parties",
            List.of("Acme", "Corvane")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind=nda",
                " kind = nda ",
                "kind=lease|nda",
                "kind!=lease",
                "kind!=lease|policy",
                "missing!=x",
                "pages=12",
                "pages>=12",
                "pages<=12.5",
                "signed=2025-03-31",
                "signed>=2025-01-01",
                "signed<=2025-03-31",
                "public=false",
                "folder=contracts/2024",
                "parties=Corvane"
            })
    void a_condition_that_holds_matches(String condition) {
        assertTrue(new FilterSyntax().convert(condition).matches(NDA));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind=lease",
                "kind!=nda",
                "kind!=lease|nda",
                "missing=x",
                "pages>=12.1",
                "pages<=-1",
                "signed>=2025-04-01",
                "signed<=2025-03-30",
                "public=true",
                "kind>=3"
            })
    void a_condition_that_does_not_hold_does_not_match(String condition) {
        assertFalse(new FilterSyntax().convert(condition).matches(NDA));
    }

    @Test
    void a_text_that_looks_like_a_number_is_found_as_text_too() {
        assertTrue(new FilterSyntax().convert("year=2024").matches(NDA));
    }

    @Test
    void a_value_may_hold_an_equals_sign() {
        assertTrue(new FilterSyntax().convert("formula=a=b").matches(Metadata.of("formula", "a=b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind", "=nda", "kind=", "kind>nda", "kind<5", ""})
    void what_is_no_condition_is_refused_with_the_right_forms(String text) {
        String message = assertThrows(TypeConversionException.class, () -> new FilterSyntax().convert(text))
                .getMessage();
        assertTrue(message.contains("key=value"), message);
    }

    @Test
    void a_bound_is_a_number_or_a_date() {
        String message = assertThrows(TypeConversionException.class, () -> new FilterSyntax().convert("signed>=March"))
                .getMessage();
        assertEquals("'March' is neither a number nor a date such as 2025-03-31, so it cannot bound 'signed'", message);
    }
}
