package dev.fairlead.json.extract;

import dev.fairlead.json.value.Wanted;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A field to be found.
 *
 * @param pointer JSON Pointer of the field, or of the list that holds such values
 * @param inside names of the objects around it as words, outermost first
 * @param wanted its name, description and type
 * @param many whether a list of such values is sought
 * @param fits whether a value keeps the field's own constraints
 */
public record Sought(String pointer, List<String> inside, Wanted wanted, boolean many, Predicate<Object> fits) {
    /** Copies. */
    public Sought {
        Objects.requireNonNull(pointer, "pointer");
        inside = List.copyOf(inside);
        Objects.requireNonNull(wanted, "wanted");
        Objects.requireNonNull(fits, "fits");
    }

    /** What belongs there, in words: the description, or where there is none the name, and what it is part of. */
    String question() {
        String own = wanted.description().isBlank() ? wanted.name() : wanted.description();
        return inside.isEmpty() ? own : own + " (" + String.join(", ", inside) + ")";
    }

    /** All words of the field's name, those of the objects around it first. */
    String fullName() {
        return String.join(" ", inside) + " " + wanted.name();
    }
}
