package dev.fairlead.retrieval.parsing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;

/** PDF files made for tests. A line of a page may have columns, apart by {@code |}; an empty line leaves a gap. */
public final class SamplePdf implements AutoCloseable {
    /** Tells of fonts that are not installed and of every fault of a file. Held, since loggers are otherwise let go of. */
    private static final Logger PDFBOX = Logger.getLogger("org.apache.pdfbox");

    static {
        PDFBOX.setLevel(Level.OFF);
    }

    private static final PDType1Font FONT = new PDType1Font(Standard14Fonts.FontName.HELVETICA);

    private final PDDocument document = new PDDocument();

    /** A file of pages, each a list of lines. */
    public static byte[] of(List<List<String>> pages) {
        try (SamplePdf pdf = new SamplePdf()) {
            pages.forEach(lines -> pdf.page(lines.toArray(String[]::new)));
            return pdf.bytes();
        }
    }

    /** A file of one page. */
    public static byte[] of(String... lines) {
        return of(List.of(List.of(lines)));
    }

    /** Adds a page. */
    public SamplePdf page(String... lines) {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            float y = 740;
            for (String line : lines) {
                float x = 72;
                for (String column : line.split("\\|", -1)) {
                    content.beginText();
                    content.setFont(FONT, 11);
                    content.newLineAtOffset(x, y);
                    content.showText(column);
                    content.endText();
                    x += 150;
                }
                y -= 14;
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a page that holds a picture and no text. */
    public SamplePdf picture() {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            BufferedImage scan = new BufferedImage(60, 80, BufferedImage.TYPE_BYTE_GRAY);
            content.drawImage(LosslessFactory.createFromImage(document, scan), 0, 0, 600, 800);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a bookmark to a page, numbered from 1. */
    public PDOutlineItem bookmark(String title, int page) {
        PDDocumentOutline outline = document.getDocumentCatalog().getDocumentOutline();
        if (outline == null) {
            outline = new PDDocumentOutline();
            document.getDocumentCatalog().setDocumentOutline(outline);
        }
        PDOutlineItem item = item(title, page);
        outline.addLast(item);
        return item;
    }

    /** A bookmark that is nowhere yet. */
    public PDOutlineItem item(String title, int page) {
        PDPageFitDestination destination = new PDPageFitDestination();
        destination.setPage(document.getPage(page - 1));
        PDOutlineItem item = new PDOutlineItem();
        item.setTitle(title);
        item.setDestination(destination);
        return item;
    }

    /** Sets the title among the properties. */
    public SamplePdf title(String title) {
        document.getDocumentInformation().setTitle(title);
        return this;
    }

    /** Locks the file: without the user's password it does not open. */
    public SamplePdf encrypt(String ownerPassword, String userPassword) {
        try {
            document.protect(new StandardProtectionPolicy(ownerPassword, userPassword, new AccessPermission()));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document, for what else a test may do to it. */
    public PDDocument document() {
        return document;
    }

    /** The file. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
