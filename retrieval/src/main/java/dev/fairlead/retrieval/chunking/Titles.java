package dev.fairlead.retrieval.chunking;

import dev.fairlead.Document;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the title a text gives itself. */
public final class Titles {
    private static final int MAX_LENGTH = 100;

    /** First lines that say where a text comes from, not what it is. */
    private static final Pattern NO_TITLE =
            Pattern.compile("(?i)(?:exhibit|annex|page|appendix|schedule)\\b.{0,12}|[^\\p{L}]*");

    private Titles() {}

    /**
     * The title: in Markdown its first heading of the first level, in other texts the first line, where it is short and
     * ends as no sentence does.
     *
     * @param content a text
     * @return the title on one line; empty where the text gives itself none
     * @throws IllegalStateException if the text is Markdown and commonmark is not on the class path
     */
    public static Optional<String> of(Document.Content content) {
        return switch (content.format()) {
            case MARKDOWN ->
                Outline.markdown(content.text()).stream()
                        .filter(heading -> heading.level() == 1)
                        .map(Heading::title)
                        .findFirst();
            case PLAIN, PDF, DOCX, HTML -> firstLine(content.text());
        };
    }

    private static Optional<String> firstLine(String text) {
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        String beginning = text.substring(start, Math.min(text.length(), start + MAX_LENGTH + 2));
        String line = beginning.lines().findFirst().orElse("").strip();
        boolean isTitle = !line.isEmpty()
                && line.length() <= MAX_LENGTH
                && ".,;:!?".indexOf(line.charAt(line.length() - 1)) < 0
                && !NO_TITLE.matcher(line).matches();
        return isTitle ? Optional.of(line.replaceAll("\\s+", " ")) : Optional.empty();
    }
}
