package dev.fairlead.json.value;

import java.util.List;
import java.util.Set;

/** Reads values of one kind from a text. Stateless and thread-safe; time grows with the length of the text only. */
@FunctionalInterface
public interface ValueReader {
    /** The longest text a reader looks at, in characters; what stands beyond is not read. */
    int MAX_LENGTH = 4_000;

    /** Names of roles in contracts, such as {@code supplier}: a field so named holds who plays it. */
    Set<String> ROLES = RoleReader.ROLES;

    /**
     * Reads.
     *
     * @param text a sentence, or a few lines
     * @return every value it states, in the order they stand
     */
    List<Reading> read(String text);

    /**
     * The reader for a wanted value.
     *
     * @param wanted what is wanted
     * @return a reader whose values fit the wanted type
     */
    static ValueReader of(Wanted wanted) {
        ValueReader reader = Readers.choose(wanted);
        return text -> reader.read(text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text);
    }
}
