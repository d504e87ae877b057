package dev.fairlead.retrieval.chunking;

import dev.fairlead.Span;
import java.util.List;

/**
 * A stretch of text from one heading to the next, its heading included.
 *
 * @param path headings above the text, outermost first; empty before the first heading
 * @param span the stretch
 * @param bare whether it holds nothing but its heading
 */
record Section(List<String> path, Span span, boolean bare) {
    Section {
        path = List.copyOf(path);
    }
}
