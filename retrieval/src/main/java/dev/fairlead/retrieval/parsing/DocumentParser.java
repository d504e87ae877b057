package dev.fairlead.retrieval.parsing;

import dev.fairlead.Document;
import dev.fairlead.Metadata;
import dev.fairlead.retrieval.chunking.Titles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the bytes of a file. A file that is broken, encrypted, scanned, empty, too large, or whose library is absent ends
 * in {@link Parsed.Unreadable}; no file makes it throw. Stateless and thread-safe.
 *
 * <p>PDF: text page by page in the order of its content streams, paragraphs apart by a blank line, columns of a table row
 * apart by a tab; words are never joined across lines. A header or footer that returns on most pages stands once; bare
 * page numbers are left out. DOCX: paragraphs with the numbers Word shows, a table row a line; headers, footers,
 * footnotes, comments, hidden and deleted text are left out. HTML: what a browser shows, without navigation; a table row
 * or list item a line.
 *
 * <p>PDFBox keeps a list of the fonts it finds on the machine in {@code .pdfbox.cache} in the user's home; the system
 * property {@code pdfbox.fontcache} names another folder for it.
 */
public final class DocumentParser {
    /** The endings of all files that can be read, for messages. */
    public static final String ENDINGS = ".txt, .md, .markdown, .pdf, .docx, .html or .htm";

    /** Bounds the text of one file, and with it what is held in memory: about ten thousand full pages. */
    static final int MAX_CHARACTERS = 32 << 20;

    private static final Map<String, Document.Format> FORMATS = Map.of(
            "txt", Document.Format.PLAIN,
            "md", Document.Format.MARKDOWN,
            "markdown", Document.Format.MARKDOWN,
            "pdf", Document.Format.PDF,
            "docx", Document.Format.DOCX,
            "html", Document.Format.HTML,
            "htm", Document.Format.HTML);

    private static final int MAX_REASON_LENGTH = 200;
    private static final int MAX_TITLE_LENGTH = 200;

    /** Titles that programs put into a file, which say nothing of the document. */
    private static final Pattern NO_TITLE =
            Pattern.compile("(?i)untitled.*|(?:word )?document\\d*|microsoft (?:word|excel|powerpoint)\\b.*"
                    + "|[^\\p{L}]*|.*\\.(?:docx?|pdf|rtf|xlsx?|pptx?|indd|qxd|tmp|txt|html?)");

    private DocumentParser() {}

    /**
     * The format of a file.
     *
     * @param fileName its name
     * @return the format its ending stands for; empty where such files are not read
     */
    public static Optional<Document.Format> format(String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return fileName.indexOf('.') < 0 ? Optional.empty() : Optional.ofNullable(FORMATS.get(ending));
    }

    /**
     * Reads a file.
     *
     * @param bytes what it holds
     * @param format its format
     * @return its text, or why there is none
     */
    public static Parsed parse(byte[] bytes, Document.Format format) {
        Objects.requireNonNull(bytes, "bytes");
        try {
            return switch (format) {
                case PLAIN, MARKDOWN -> text(bytes, format);
                case PDF -> PdfParser.parse(bytes);
                case DOCX -> DocxParser.parse(bytes);
                case HTML -> HtmlParser.parse(bytes);
            };
        } catch (UnreadableFileException e) {
            return new Parsed.Unreadable(String.valueOf(e.getMessage()));
        } catch (NoClassDefFoundError e) {
            return new Parsed.Unreadable("reading " + ending(format) + " needs " + library(format)
                    + " on the class path (there is no " + e.getMessage() + ")");
        } catch (StackOverflowError e) {
            return new Parsed.Unreadable("a broken " + ending(format) + ": nested too deeply");
        } catch (IOException | RuntimeException e) {
            // Libraries answer hostile files with any runtime exception; whatever it is, it is this file's.
            return broken(format, e);
        }
    }

    /** Plain text and Markdown: UTF-8, whose text is the file itself. */
    private static Parsed.Text text(byte[] bytes, Document.Format format) throws UnreadableFileException {
        String text = decode(bytes);
        if (text.isBlank()) {
            throw new UnreadableFileException("empty: holds no text");
        }
        if (text.indexOf('\0') >= 0) {
            throw new UnreadableFileException("not text: holds zero bytes");
        }
        Document.Content content = new Document.Content(text, format);
        return new Parsed.Text(content, titleOf(content), Metadata.empty());
    }

    private static Optional<String> titleOf(Document.Content content) throws UnreadableFileException {
        try {
            return Titles.of(content);
        } catch (IllegalStateException e) {
            throw new UnreadableFileException(String.valueOf(e.getMessage()));
        }
    }

    private static String decode(byte[] bytes) throws UnreadableFileException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnreadableFileException("not UTF-8 text");
        }
    }

    /** The title among a file's properties, where it can be one. */
    static Optional<String> title(String property) {
        String line = property.strip().replaceAll("\\s+", " ");
        boolean isTitle =
                line.length() <= MAX_TITLE_LENGTH && !NO_TITLE.matcher(line).matches();
        return isTitle ? Optional.of(line) : Optional.empty();
    }

    private static Parsed broken(Document.Format format, Exception e) {
        String message = e.getMessage();
        String detail = message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
        return new Parsed.Unreadable("a broken " + ending(format) + ": "
                + detail.substring(0, Math.min(MAX_REASON_LENGTH, detail.length())));
    }

    private static String ending(Document.Format format) {
        return switch (format) {
            case PLAIN -> ".txt";
            case MARKDOWN -> ".md";
            case PDF -> ".pdf";
            case DOCX -> ".docx";
            case HTML -> ".html";
        };
    }

    private static String library(Document.Format format) {
        return switch (format) {
            case PLAIN -> "nothing";
            case MARKDOWN -> "org.commonmark:commonmark";
            case PDF -> "org.apache.pdfbox:pdfbox";
            case DOCX -> "org.apache.poi:poi-ooxml";
            case HTML -> "org.jsoup:jsoup";
        };
    }
}
