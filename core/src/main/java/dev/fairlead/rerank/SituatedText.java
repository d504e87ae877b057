package dev.fairlead.rerank;

import dev.fairlead.Passage;

/** What a model reads that sees a passage without its document. */
public final class SituatedText {
    private SituatedText() {}

    /**
     * The passage under its title and headings, much as it was indexed.
     *
     * @param passage the passage
     * @return title and headings joined by {@code " > "}, a line break, and the text; the text alone where it has neither
     */
    public static String of(Passage passage) {
        String title = passage.locator().title().strip();
        String section = passage.locator().section();
        String joint = title.isEmpty() || section.isEmpty() ? "" : " > ";
        String header = title.equalsIgnoreCase(section) ? title : title + joint + section;
        return header.isEmpty() ? passage.text() : header + "\n" + passage.text();
    }
}
