package dev.fairlead.retrieval.chunking;

import dev.fairlead.TextEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The headers of one document's passages: a line of title and headings, and a line of context that is the same for all. Each
 * is cut to its share of the tokens. Not thread-safe.
 */
final class Headers {
    /** A longer line is cut before its tokens are counted. */
    private static final int MAX_LENGTH = 400;

    private final String title;
    private final String context;
    private final TextEncoder encoder;
    private final int budget;
    private final boolean none;
    private final Map<List<String>, String> known = new HashMap<>();

    /**
     * Headers of a document.
     *
     * @param title its title, possibly empty
     * @param context what it says of itself, possibly empty; takes at most half of the tokens
     * @param encoder counts tokens
     * @param budget most tokens of a header
     * @param none whether there are to be none
     */
    Headers(String title, String context, TextEncoder encoder, int budget, boolean none) {
        this.title = title.strip();
        this.encoder = encoder;
        this.budget = budget;
        this.none = none;
        this.context = none ? "" : cut(context.strip(), budget / 2);
    }

    /** The header of passages under a path of headings; empty where there is nothing to say. */
    String of(List<String> path) {
        return none ? "" : known.computeIfAbsent(path, this::make);
    }

    private String make(List<String> path) {
        List<String> parts = new ArrayList<>(path);
        if (!title.isEmpty()) {
            boolean repeated = !path.isEmpty()
                    && title.regionMatches(
                            true, 0, path.getFirst(), 0, path.getFirst().length());
            parts.subList(0, repeated ? 1 : 0).clear();
            parts.addFirst(title);
        }
        int left = context.isEmpty() ? budget : budget - encoder.countTokens(context);
        // Title and innermost heading say most.
        while (parts.size() > 2 && encoder.countTokens(String.join(" > ", parts)) > left) {
            parts.remove(1);
        }
        String line = cut(String.join(" > ", parts), left);
        return line.isEmpty() || context.isEmpty() ? line + context : line + "\n" + context;
    }

    private String cut(String line, int tokens) {
        String cut = line.length() <= MAX_LENGTH ? line : beginning(line, MAX_LENGTH);
        while (!cut.isEmpty() && encoder.countTokens(cut) > tokens) {
            cut = beginning(cut, cut.length() * 3 / 4);
        }
        return cut;
    }

    /** Whole words where there are any. */
    private static String beginning(String text, int length) {
        int end = length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        int blank = text.lastIndexOf(' ', end);
        return text.substring(0, blank > 0 ? blank : end).strip();
    }
}
