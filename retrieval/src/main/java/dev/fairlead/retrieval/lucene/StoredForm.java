package dev.fairlead.retrieval.lucene;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Landmark;
import dev.fairlead.Layout;
import dev.fairlead.Locator;
import dev.fairlead.Metadata;
import dev.fairlead.Passage;
import dev.fairlead.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.util.BytesRef;

/** Passages and documents as bytes: what a stored field of the index holds. Strings are UTF-8 preceded by their length. */
final class StoredForm {
    private StoredForm() {}

    /** Writes into a stream in memory. */
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    static byte[] of(Passage passage) throws IOException {
        return bytes(out -> {
            Locator locator = passage.locator();
            write(out, passage.id());
            write(out, locator.documentId());
            write(out, locator.title());
            write(out, locator.sectionPath());
            out.writeInt(locator.span().start());
            out.writeInt(locator.span().end());
            out.writeInt(locator.page().orElse(0));
            write(out, passage.text());
            write(out, passage.metadata());
            out.writeInt(passage.landmarks().size());
            for (Landmark landmark : passage.landmarks()) {
                out.writeInt(landmark.start());
                write(out, landmark.sectionPath());
                out.writeInt(landmark.page().orElse(0));
            }
        });
    }

    static Passage passage(BytesRef bytes) throws IOException {
        try (DataInputStream in = reading(bytes)) {
            String id = string(in);
            String documentId = string(in);
            String title = string(in);
            List<String> path = strings(in);
            Span span = new Span(in.readInt(), in.readInt());
            Locator locator = new Locator(documentId, title, path, span, page(in));
            return new Passage(id, locator, string(in), metadata(in), landmarks(in));
        }
    }

    static byte[] of(Document document) throws IOException {
        return bytes(out -> {
            write(out, document.id());
            write(out, document.title());
            write(out, document.content().format().name());
            write(out, document.metadata());
            write(out, document.access());
            write(out, document.text());
            write(out, document.content().layout());
        });
    }

    static Document document(BytesRef bytes) throws IOException {
        try (DataInputStream in = reading(bytes)) {
            String id = string(in);
            String title = string(in);
            Document.Format format = Document.Format.valueOf(string(in));
            Metadata metadata = metadata(in);
            Access access = access(in);
            return new Document(id, title, new Document.Content(string(in), format, layout(in)), metadata, access);
        }
    }

    /** Facts and access alone, equal bytes for equal values: to see whether they changed. */
    static byte[] facts(Metadata metadata, Access access) throws IOException {
        return bytes(out -> {
            write(out, metadata);
            write(out, access);
        });
    }

    private static byte[] bytes(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        }
        return bytes.toByteArray();
    }

    private static DataInputStream reading(BytesRef bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes.bytes, bytes.offset, bytes.length));
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String string(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static void write(DataOutputStream out, List<?> strings) throws IOException {
        out.writeInt(strings.size());
        for (Object string : strings) {
            write(out, (String) string);
        }
    }

    private static List<String> strings(DataInputStream in) throws IOException {
        int size = in.readInt();
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            strings.add(string(in));
        }
        return strings;
    }

    private static void write(DataOutputStream out, Layout layout) throws IOException {
        write(out, layout.parser());
        out.writeInt(layout.pages().size());
        for (Layout.Page page : layout.pages()) {
            out.writeInt(page.start());
            out.writeInt(page.number());
        }
        out.writeInt(layout.headings().size());
        for (Layout.Heading heading : layout.headings()) {
            out.writeInt(heading.start());
            out.writeInt(heading.level());
            write(out, heading.title());
        }
    }

    /** What an index of format 1 does not have yet. */
    private static boolean isAtEnd(DataInputStream in) throws IOException {
        return in.available() == 0;
    }

    private static Layout layout(DataInputStream in) throws IOException {
        if (isAtEnd(in)) {
            return Layout.none();
        }
        String parser = string(in);
        List<Layout.Page> pages = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            pages.add(new Layout.Page(in.readInt(), in.readInt()));
        }
        List<Layout.Heading> headings = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            headings.add(new Layout.Heading(in.readInt(), in.readInt(), string(in)));
        }
        return new Layout(parser, pages, headings);
    }

    private static List<Landmark> landmarks(DataInputStream in) throws IOException {
        List<Landmark> landmarks = new ArrayList<>();
        for (int left = isAtEnd(in) ? 0 : in.readInt(); left > 0; left--) {
            landmarks.add(new Landmark(in.readInt(), strings(in), page(in)));
        }
        return landmarks;
    }

    private static OptionalInt page(DataInputStream in) throws IOException {
        int page = in.readInt();
        return page == 0 ? OptionalInt.empty() : OptionalInt.of(page);
    }

    private static void write(DataOutputStream out, Metadata metadata) throws IOException {
        out.writeInt(metadata.values().size());
        for (Map.Entry<String, Object> fact : metadata.values().entrySet()) {
            write(out, fact.getKey());
            switch (fact.getValue()) {
                case Double number -> {
                    out.writeByte('n');
                    out.writeDouble(number);
                }
                case Boolean flag -> {
                    out.writeByte('b');
                    out.writeBoolean(flag);
                }
                case LocalDate date -> {
                    out.writeByte('d');
                    out.writeLong(date.toEpochDay());
                }
                case List<?> list -> {
                    out.writeByte('l');
                    write(out, list);
                }
                default -> {
                    out.writeByte('s');
                    write(out, (String) fact.getValue());
                }
            }
        }
    }

    private static Metadata metadata(DataInputStream in) throws IOException {
        int size = in.readInt();
        if (size == 0) {
            return Metadata.empty();
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            facts.put(string(in), fact(in));
        }
        return new Metadata(facts);
    }

    private static Object fact(DataInputStream in) throws IOException {
        byte type = in.readByte();
        return switch (type) {
            case 'n' -> in.readDouble();
            case 'b' -> in.readBoolean();
            case 'd' -> LocalDate.ofEpochDay(in.readLong());
            case 'l' -> strings(in);
            case 's' -> string(in);
            default -> throw new IOException("unknown type of fact: " + type);
        };
    }

    private static void write(DataOutputStream out, Access access) throws IOException {
        write(out, access.tenant().map(List::of).orElse(List.of()));
        write(out, List.copyOf(new TreeSet<>(access.principals())));
        out.writeBoolean(access.wholeTenant());
    }

    private static Access access(DataInputStream in) throws IOException {
        Optional<String> tenant = strings(in).stream().findFirst();
        Set<String> principals = new LinkedHashSet<>(strings(in));
        return new Access(tenant, principals, in.readBoolean());
    }
}
