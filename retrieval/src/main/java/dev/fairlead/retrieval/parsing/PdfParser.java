package dev.fairlead.retrieval.parsing;

import dev.fairlead.Document;
import dev.fairlead.Layout;
import dev.fairlead.Metadata;
import dev.fairlead.retrieval.chunking.Titles;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.util.Version;

/** PDF by Apache PDFBox: text, pages and bookmarks. */
final class PdfParser {
    /** Raised when the same file would give another text than before. */
    private static final String REVISION = " fairlead/1";

    private static final int MAX_PAGES = 20_000;

    /** Pages looked at for images when a file has no text. */
    private static final int PAGES_TO_PROBE = 20;

    private PdfParser() {}

    static Parsed.Text parse(byte[] bytes) throws UnreadableFileException, IOException {
        PdfStreams.requireBounded(bytes);
        try (PDDocument document = Loader.loadPDF(bytes)) {
            if (document.getNumberOfPages() > MAX_PAGES) {
                throw new UnreadableFileException(
                        "too many pages: " + document.getNumberOfPages() + ", the most is " + MAX_PAGES);
            }
            PdfPages pages = PdfPages.read(document);
            Manuscript manuscript = pages.manuscript();
            if (manuscript.isBlank()) {
                throw new UnreadableFileException(
                        hasImages(document)
                                ? "no text layer: a scanned document needs OCR first"
                                : "empty: holds no text");
            }
            List<Layout.Heading> headings = PdfBookmarks.headings(document, pages, manuscript);
            Document.Content content =
                    manuscript.content(Document.Format.PDF, "pdfbox/" + Version.getVersion() + REVISION, headings);
            String property =
                    Objects.requireNonNullElse(document.getDocumentInformation().getTitle(), "");
            Optional<String> title = DocumentParser.title(property).or(() -> Titles.of(content));
            return new Parsed.Text(content, title, facts(pages));
        } catch (InvalidPasswordException e) {
            throw new UnreadableFileException("encrypted: it opens with a password only");
        }
    }

    /** Pages whose text is missing are worth knowing of: they may be scanned. */
    private static Metadata facts(PdfPages pages) {
        Metadata facts = Metadata.of("pages", pages.count());
        return pages.blank() == 0 ? facts : facts.with("pagesWithoutText", pages.blank());
    }

    private static boolean hasImages(PDDocument document) {
        int probed = 0;
        for (PDPage page : document.getPages()) {
            PDResources resources = page.getResources();
            // A form may draw a picture or nothing; either way there was something to see.
            if (resources != null && resources.getXObjectNames().iterator().hasNext()) {
                return true;
            }
            if (++probed == PAGES_TO_PROBE) {
                break;
            }
        }
        return false;
    }
}
