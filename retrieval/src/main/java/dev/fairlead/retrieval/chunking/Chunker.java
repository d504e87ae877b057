package dev.fairlead.retrieval.chunking;

import dev.fairlead.Document;
import dev.fairlead.Span;
import dev.fairlead.TextEncoder;
import java.util.List;
import java.util.Objects;

/**
 * Cuts a document into chunks. Every character that is not white space lies in at least one chunk; a chunk's text is
 * exactly the characters of its span; text and header each fit the encoder. O(length). Thread-safe.
 */
public final class Chunker {
    /** Special tokens and a prefix, which {@link TextEncoder#countTokens} leaves out. */
    private static final int RESERVED_TOKENS = 16;

    /** A header longer than this share of a passage is cut. */
    private static final int MAX_HEADER_SHARE = 4;

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
     * Identifies how documents are cut.
     *
     * @return the chunking's fingerprint
     */
    public String fingerprint() {
        return chunking.fingerprint();
    }

    /**
     * Cuts.
     *
     * @param document the document
     * @return chunks in the order of the text; none where the text is blank
     */
    public List<Chunk> chunks(Document document) {
        return chunks(document, "");
    }

    /**
     * Cuts, with a sentence in each header that says what the document is.
     *
     * @param document the document
     * @param sentence takes the place of what the document's opening would say; where it is blank, the opening speaks
     * @return chunks in the order of the text; none where the text is blank
     */
    public List<Chunk> chunks(Document document, String sentence) {
        String text = document.text();
        if (text.isBlank()) {
            return List.of();
        }
        List<Section> sections = Heading.sections(text, Outline.headings(document.content()));
        Landmarks landmarks =
                new Landmarks(sections, document.content().layout().pages());
        int limit = limit();
        Headers headers = headers(document, sentence, limit);
        if (chunking.mode() == Chunking.Mode.WHOLE) {
            int start = text.indexOf(text.strip());
            Span span = new Span(start, start + text.strip().length());
            return List.of(chunk(headers, List.of(), span, landmarks));
        }
        List<Piece> pieces = new Pieces(text, encoder, limit).of(sections);
        return new Packer(sections, pieces, limit, chunking.overlapTokens())
                .pack().stream()
                        .map(packed -> chunk(headers, packed.path(), packed.span(), landmarks))
                        .toList();
    }

    /**
     * Whether headers are to be encoded with their texts: that of a whole document, and that of a document's only passage where
     * both fit. In a longer document its passages would look alike by it: on CUAD's questions inside one contract (n =
     * 5,249) a header searched by words alone costs .003 of hit@5, one that was encoded as well cost .023. Reproduce the first with
     * {@code quality spans --data DIR --bare too}.
     *
     * @param chunks what {@link #chunks} made of the document
     * @param document the document
     * @return whether {@link Chunk#withHeader} is to be encoded, rather than the chunk's text alone
     */
    public boolean encodesHeaders(List<Chunk> chunks, Document document) {
        if (chunking.mode() == Chunking.Mode.WHOLE || chunks.size() != 1) {
            return chunking.mode() == Chunking.Mode.WHOLE;
        }
        Chunk only = chunks.getFirst();
        return encoder.countTokens(only.withHeader(only.span().of(document.text()))) <= limit();
    }

    private int limit() {
        return Math.min(chunking.maxTokens(), encoder.maxTokens() - RESERVED_TOKENS);
    }

    private Headers headers(Document document, String sentence, int limit) {
        boolean none = chunking.header() == Chunking.Header.NONE;
        String opening = chunking.mode() == Chunking.Mode.WHOLE ? "" : Context.of(document, chunking.header());
        return new Headers(
                document.title(), sentence.isBlank() ? opening : sentence, encoder, limit / MAX_HEADER_SHARE, none);
    }

    private static Chunk chunk(Headers headers, List<String> path, Span span, Landmarks landmarks) {
        return new Chunk(path, span, headers.of(path), landmarks.page(span.start()), landmarks.in(span, path));
    }
}
