package dev.fairlead.retrieval.parsing;

import dev.fairlead.Document;
import dev.fairlead.Metadata;
import dev.fairlead.retrieval.chunking.Titles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.Version;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.PackageRelationshipTypes;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.util.XMLHelper;
import org.jspecify.annotations.Nullable;

/**
 * DOCX by Apache POI. POI opens the package; the text is read from the XML as a stream, since POI's own tree of a document
 * takes many times its size.
 */
final class DocxParser {
    /** Raised when the same file would give another text than before. */
    private static final String REVISION = " fairlead/1";

    /** POI unpacks all parts into memory. */
    private static final long MAX_UNPACKED_BYTES = 192L << 20;

    private static final int MAX_PARTS = 10_000;

    /** A part larger than this POI refuses itself, in words for programmers. */
    private static final long MAX_PART_BYTES = 96L << 20;

    private DocxParser() {}

    static Parsed.Text parse(byte[] bytes) throws UnreadableFileException, IOException {
        requireZip(bytes);
        requireBounded(bytes);
        OPCPackage opened = null;
        try {
            opened = OPCPackage.open(new ByteArrayInputStream(bytes));
            return read(opened);
        } catch (InvalidFormatException e) {
            throw new UnreadableFileException("a broken .docx: " + e.getMessage());
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new UnreadableFileException("a broken .docx: its XML is not well-formed at line " + line);
        } finally {
            if (opened != null) {
                opened.revert();
            }
        }
    }

    private static Parsed.Text read(OPCPackage opened)
            throws UnreadableFileException, IOException, InvalidFormatException, XMLStreamException {
        PackagePart main = main(opened);
        DocxStyles styles = new DocxStyles();
        DocxNumbering numbering = new DocxNumbering();
        PackagePart stylePart = related(main, "/styles");
        if (stylePart != null) {
            read(stylePart, styles::read);
        }
        PackagePart numberingPart = related(main, "/numbering");
        if (numberingPart != null) {
            read(numberingPart, numbering::read);
        }
        Manuscript manuscript = new Manuscript();
        DocxBody body = new DocxBody(styles, numbering.linkedBy(styles), manuscript);
        read(main, body::read);
        String property = opened.getPackageProperties().getTitleProperty().orElse("");
        Document.Content content = manuscript.content(Document.Format.DOCX, "poi/" + Version.getVersion() + REVISION);
        Optional<String> title =
                body.title().or(() -> DocumentParser.title(property)).or(() -> Titles.of(content));
        return new Parsed.Text(content, title, Metadata.empty());
    }

    /** Reads the elements of a part. */
    @FunctionalInterface
    private interface Reading {
        void of(XMLStreamReader xml) throws XMLStreamException, UnreadableFileException;
    }

    private static void read(PackagePart part, Reading reading)
            throws IOException, XMLStreamException, UnreadableFileException {
        try (InputStream in = part.getInputStream()) {
            // POI's factory resolves no external entities and knows no document types.
            XMLStreamReader xml = XMLHelper.newXMLInputFactory().createXMLStreamReader(in);
            reading.of(xml);
            xml.close();
        }
    }

    private static PackagePart main(OPCPackage opened) throws UnreadableFileException, InvalidFormatException {
        for (String type :
                new String[] {PackageRelationshipTypes.CORE_DOCUMENT, PackageRelationshipTypes.STRICT_CORE_DOCUMENT}) {
            for (PackageRelationship relationship : opened.getRelationshipsByType(type)) {
                PackagePart part = opened.getPart(relationship);
                if (part != null && part.getContentType().contains("wordprocessingml")) {
                    return part;
                }
            }
        }
        throw new UnreadableFileException("a broken .docx: no Word document in it");
    }

    /** The part a relationship leads to, told by the end of its type, which differs between the two namespaces only. */
    private static @Nullable PackagePart related(PackagePart main, String type) throws InvalidFormatException {
        for (PackageRelationship relationship : main.getRelationships()) {
            if (relationship.getRelationshipType().endsWith(type)) {
                return main.getRelatedPart(relationship);
            }
        }
        return null;
    }

    private static void requireZip(byte[] bytes) throws UnreadableFileException, IOException {
        if (bytes.length == 0) {
            throw new UnreadableFileException("empty: holds no text");
        }
        FileMagic magic = FileMagic.valueOf(bytes);
        if (magic == FileMagic.OLE2) {
            // Word wraps an encrypted document in the container of its older format.
            try (POIFSFileSystem container = new POIFSFileSystem(new ByteArrayInputStream(bytes))) {
                throw new UnreadableFileException(
                        container.getRoot().hasEntry("EncryptedPackage")
                                ? "encrypted: it opens with a password only"
                                : "a document of Word 97 to 2003: save it as .docx");
            }
        }
        if (magic != FileMagic.OOXML) {
            throw new UnreadableFileException("a broken .docx: not a Word document");
        }
    }

    /** Unpacks once and counts, so that a small file cannot fill the memory. */
    private static void requireBounded(byte[] bytes) throws UnreadableFileException, IOException {
        long unpacked = 0;
        int parts = 0;
        byte[] sink = new byte[64 << 10];
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                long before = unpacked;
                for (int read = zip.read(sink); read >= 0; read = zip.read(sink)) {
                    unpacked += read;
                    requireAtMost(MAX_UNPACKED_BYTES, unpacked);
                    requireAtMost(MAX_PART_BYTES, unpacked - before);
                }
                if (++parts > MAX_PARTS) {
                    throw new UnreadableFileException("holds more than " + MAX_PARTS + " parts");
                }
            }
        }
    }

    private static void requireAtMost(long most, long unpacked) throws UnreadableFileException {
        if (unpacked > most) {
            throw new UnreadableFileException("unpacks to more than " + (most >> 20) + " MB");
        }
    }
}
