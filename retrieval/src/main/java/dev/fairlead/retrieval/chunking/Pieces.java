package dev.fairlead.retrieval.chunking;

import dev.fairlead.Span;
import dev.fairlead.TextEncoder;
import dev.fairlead.text.Sentences;
import java.util.ArrayList;
import java.util.List;

/** Sentences of sections with their token counts, each counted once; one that is too long is split at words. */
final class Pieces {
    /** Bounds a piece that has few tokens for its length, such as a line of dashes or encoded data. */
    static final int MAX_CHARACTERS_PER_TOKEN = 16;

    private final String text;
    private final TextEncoder encoder;
    private final int limit;
    private final List<Piece> pieces = new ArrayList<>();

    /**
     * Pieces to be made.
     *
     * @param limit most tokens of a piece
     */
    Pieces(String text, TextEncoder encoder, int limit) {
        this.text = text;
        this.encoder = encoder;
        this.limit = limit;
    }

    List<Piece> of(List<Section> sections) {
        for (int i = 0; i < sections.size(); i++) {
            Span section = sections.get(i).span();
            for (Span sentence : Sentences.spans(section.of(text))) {
                add(new Span(section.start() + sentence.start(), section.start() + sentence.end()), i);
            }
        }
        return pieces;
    }

    private void add(Span sentence, int section) {
        int cost = cost(sentence);
        if (cost <= limit) {
            pieces.add(new Piece(sentence, cost, section));
        } else {
            addWords(sentence, section);
        }
    }

    /** Tokens, or more where the text is long for its tokens. */
    private int cost(Span span) {
        return Math.max(encoder.countTokens(span.of(text)), span.length() / MAX_CHARACTERS_PER_TOKEN);
    }

    private void addWords(Span sentence, int section) {
        int start = sentence.start();
        int end = start;
        int tokens = 0;
        int at = start;
        while (at < sentence.end()) {
            Span word = word(at, sentence.end());
            int cost = cost(word);
            boolean fits = tokens + cost <= limit && (word.end() - start) / MAX_CHARACTERS_PER_TOKEN <= limit;
            if (!fits && end > start) {
                pieces.add(new Piece(new Span(start, end), tokens, section));
                start = word.start();
                tokens = 0;
            }
            if (cost > limit) {
                addHalves(word, section);
                start = end = next(word.end(), sentence.end());
                tokens = 0;
            } else {
                end = word.end();
                tokens += cost;
            }
            at = next(word.end(), sentence.end());
        }
        if (end > start) {
            pieces.add(new Piece(new Span(start, end), tokens, section));
        }
    }

    /** Splits a single word in the middle, never inside a surrogate pair, until its parts fit. */
    private void addHalves(Span word, int section) {
        int cost = cost(word);
        int codePoints = text.codePointCount(word.start(), word.end());
        if (cost <= limit || codePoints == 1) {
            pieces.add(new Piece(word, cost, section));
            return;
        }
        int middle = text.offsetByCodePoints(word.start(), codePoints / 2);
        addHalves(new Span(word.start(), middle), section);
        addHalves(new Span(middle, word.end()), section);
    }

    private Span word(int start, int end) {
        int at = start;
        while (at < end && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return new Span(start, at);
    }

    private int next(int start, int end) {
        int at = start;
        while (at < end && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
