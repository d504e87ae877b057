package dev.fairlead.retrieval.chunking;

import dev.fairlead.Document;
import dev.fairlead.Span;
import dev.fairlead.TextEncoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Cuts a document into chunks. Every character that is not white space lies in at least one chunk; a chunk's text is
 * exactly the characters of its span; header and text together fit the encoder. O(length). Thread-safe.
 */
public final class Chunker {
    /** Special tokens and a prefix, which {@link TextEncoder#countTokens} leaves out. */
    private static final int RESERVED_TOKENS = 16;

    /** A header longer than this share of the encoder's limit is cut: the text matters more. */
    private static final int MAX_HEADER_SHARE = 4;

    private static final int MAX_HEADER_LENGTH = 400;

    private final Chunking chunking;
    private final TextEncoder encoder;

    /**
     * Creates a chunker.
     *
     * @param chunking how to cut
     * @param encoder whose tokens are counted
     * @throws IllegalArgumentException if the encoder's limit leaves no room for text
     */
    public Chunker(Chunking chunking, TextEncoder encoder) {
        this.chunking = Objects.requireNonNull(chunking, "chunking");
        this.encoder = Objects.requireNonNull(encoder, "encoder");
        if (encoder.maxTokens() < 3 * RESERVED_TOKENS) {
            throw new IllegalArgumentException(
                    "an encoder must take at least " + 3 * RESERVED_TOKENS + " tokens, took " + encoder.maxTokens());
        }
    }

    /**
     * Cuts.
     *
     * @param document the document
     * @return chunks in the order of the text; none where the text is blank
     */
    public List<Chunk> chunks(Document document) {
        String text = document.text();
        if (text.isBlank()) {
            return List.of();
        }
        List<Section> sections = Heading.sections(text, Outline.headings(document.content()));
        Landmarks landmarks =
                new Landmarks(sections, document.content().layout().pages());
        if (chunking.mode() == Chunking.Mode.WHOLE) {
            int start = text.indexOf(text.strip());
            Span span = new Span(start, start + text.strip().length());
            return List.of(chunk(document.title(), List.of(), span, landmarks));
        }
        int limit = limit(document.title(), sections);
        List<Piece> pieces = new Pieces(text, encoder, limit).of(sections);
        return new Packer(sections, pieces, limit, chunking.overlapTokens())
                .pack().stream()
                        .map(packed -> chunk(document.title(), packed.path(), packed.span(), landmarks))
                        .toList();
    }

    private Chunk chunk(String title, List<String> path, Span span, Landmarks landmarks) {
        return new Chunk(path, span, header(title, path), landmarks.page(span.start()), landmarks.in(span, path));
    }

    /** Tokens left for text under the longest header of the document, which may be that of any path or its beginning. */
    private int limit(String title, List<Section> sections) {
        Set<List<String>> paths = new HashSet<>();
        paths.add(List.of());
        for (Section section : sections) {
            for (int i = 1; i <= section.path().size(); i++) {
                paths.add(section.path().subList(0, i));
            }
        }
        int longest = paths.stream()
                .mapToInt(path -> encoder.countTokens(header(title, path)))
                .max()
                .orElse(0);
        return Math.min(chunking.maxTokens(), encoder.maxTokens() - RESERVED_TOKENS - longest);
    }

    private String header(String title, List<String> path) {
        List<String> parts = new ArrayList<>(path);
        if (!title.isBlank()) {
            String name = title.strip();
            boolean repeated = !path.isEmpty()
                    && name.regionMatches(
                            true, 0, path.getFirst(), 0, path.getFirst().length());
            parts.subList(0, repeated ? 1 : 0).clear();
            parts.addFirst(name);
        }
        return cut(String.join(" > ", parts));
    }

    private String cut(String header) {
        int budget = (encoder.maxTokens() - RESERVED_TOKENS) / MAX_HEADER_SHARE;
        String cut = header.length() <= MAX_HEADER_LENGTH ? header : beginning(header, MAX_HEADER_LENGTH);
        while (!cut.isEmpty() && encoder.countTokens(cut) > budget) {
            cut = beginning(cut, cut.length() * 3 / 4);
        }
        return cut;
    }

    private static String beginning(String text, int length) {
        int end = length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end).strip();
    }
}
