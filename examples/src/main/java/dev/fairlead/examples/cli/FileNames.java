package dev.fairlead.examples.cli;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes file names of ids that others chose: letters, digits, {@code ._-} and single blanks only, so that no name leaves
 * its folder; at most 120 characters; different ids give different names, on file systems that ignore case too.
 */
final class FileNames {
    private static final int MAX_LENGTH = 120;
    private static final Pattern UNSAFE = Pattern.compile("[^\\p{Alnum}._-]+");
    private static final Pattern RESERVED =
            Pattern.compile("(?:con|prn|aux|nul|com\\d|lpt\\d)(?:\\..*)?", Pattern.CASE_INSENSITIVE);

    private final Set<String> taken = new HashSet<>();

    /** A name for the next id, without extension. */
    String next(String id) {
        String name = UNSAFE.matcher(id).replaceAll(" ").replaceAll("^[. ]+|[. ]+$", "");
        name = name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH).replaceAll("[. ]+$", "") : name;
        if (name.isEmpty() || RESERVED.matcher(name).matches()) {
            name = "document " + name;
        }
        String unique = name.strip();
        for (int i = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
            unique = name.strip() + " (" + i + ")";
        }
        return unique;
    }
}
