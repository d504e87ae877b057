package dev.fairlead.json.value;

import dev.fairlead.Span;
import java.util.List;

/** Reads the whole text, where nothing shorter is known to answer. */
final class SentenceReader implements ValueReader {
    @Override
    public List<Reading> read(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.isEmpty() ? List.of() : List.of(new Reading(line, new Span(0, text.length()), 0.5));
    }
}
