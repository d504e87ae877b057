package dev.fairlead;

import java.util.Objects;

/**
 * A text to be found and cited. The text is kept as it is; spans refer to it.
 *
 * @param id stable id, not blank: adding a document of the same id replaces the earlier one
 * @param title the title, possibly empty
 * @param content the text and its format
 * @param metadata facts for filters
 * @param access who may see it
 */
public record Document(String id, String title, Content content, Metadata metadata, Access access) {
    /** The longest id, in characters. */
    public static final int MAX_ID_LENGTH = 4_000;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if {@code id} is blank or longer than {@value #MAX_ID_LENGTH} characters
     */
    public Document {
        if (id.isBlank() || id.length() > MAX_ID_LENGTH) {
            throw new IllegalArgumentException("document id must have 1 to " + MAX_ID_LENGTH
                    + " characters and not be blank, was '" + id.substring(0, Math.min(60, id.length())) + "'");
        }
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(access, "access");
    }

    /** The format a text was read from. */
    public enum Format {
        /** Plain text; headings are recognised by their form. */
        PLAIN,
        /** CommonMark. */
        MARKDOWN,
        /** PDF: pages from the file, headings recognised by their form. */
        PDF,
        /** Office Open XML: headings from paragraph styles. */
        DOCX,
        /** HTML: headings from {@code h1} to {@code h6}. */
        HTML
    }

    /**
     * A text, the format it was read from, and what its parser knew beyond the text.
     *
     * @param text the text, never normalised; spans refer to it
     * @param format where it was read from
     * @param layout pages and headings a parser found
     */
    public record Content(String text, Format format, Layout layout) {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException if a page or heading starts beyond the text
         */
        public Content {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(format, "format");
            layout.requireWithin(text.length());
        }

        /**
         * A text that says everything itself.
         *
         * @param text the text, never normalised
         * @param format how headings are found
         */
        public Content(String text, Format format) {
            this(text, format, Layout.none());
        }
    }

    /**
     * A plain-text document without metadata and declared access, whose title is its id.
     *
     * @param id stable id, not blank
     * @param text the text
     * @return the document
     */
    public static Document of(String id, String text) {
        return new Document(id, id, new Content(text, Format.PLAIN), Metadata.empty(), Access.undeclared());
    }

    /**
     * The text.
     *
     * @return the text of the content
     */
    public String text() {
        return content.text();
    }

    /**
     * The same document under another title.
     *
     * @param newTitle the title, possibly empty
     * @return a new document
     */
    public Document withTitle(String newTitle) {
        return new Document(id, newTitle, content, metadata, access);
    }

    /**
     * The same document with other facts.
     *
     * @param newMetadata facts for filters
     * @return a new document
     */
    public Document withMetadata(Metadata newMetadata) {
        return new Document(id, title, content, newMetadata, access);
    }

    /**
     * The same document with another access list.
     *
     * @param newAccess who may see it
     * @return a new document
     */
    public Document withAccess(Access newAccess) {
        return new Document(id, title, content, metadata, newAccess);
    }

    /** Identifies the document without quoting its text. */
    @Override
    public String toString() {
        return "Document[" + id + ", " + content.format() + ", " + text().length() + " characters]";
    }
}
