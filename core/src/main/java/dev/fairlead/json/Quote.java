package dev.fairlead.json;

import dev.fairlead.Draft;
import dev.fairlead.Passage;
import dev.fairlead.Span;
import dev.fairlead.json.value.Reading;
import dev.fairlead.json.value.ValueReader;
import dev.fairlead.text.Sentences;
import dev.fairlead.text.Terms;
import java.util.Optional;
import java.util.Set;

/** Narrows a passage a model named to the sentence that states a value. */
final class Quote {
    private Quote() {}

    /** The sentence that states the value by its type, else the one that shares most words with it; the first of several. */
    static Draft.Source of(Passage passage, String pointer, String value, Field.Group root) {
        Optional<Field.Leaf> leaf = root.leaf(pointer);
        Set<String> words = Terms.distinct(value);
        Set<String> name =
                Terms.distinct(leaf.map(field -> field.wanted().name()).orElse(pointer));
        Optional<ValueReader> reader = leaf.map(field -> ValueReader.of(field.wanted()));
        Span best = new Span(0, passage.text().length());
        double highest = 0;
        for (Span sentence : Sentences.spans(passage.text())) {
            String text = sentence.of(passage.text());
            Set<String> held = Terms.distinct(text);
            boolean states = reader.isPresent()
                    && reader.get().read(text).stream()
                            .map(Reading::value)
                            .anyMatch(read -> Assembly.json(read).asText().equals(value));
            double shared = share(words, held) + share(name, held) / 2 + (states ? 2 : 0);
            if (shared > highest) {
                best = sentence;
                highest = shared;
            }
        }
        int offset = passage.locator().span().start();
        return new Draft.Source(passage, new Span(offset + best.start(), offset + best.end()));
    }

    private static double share(Set<String> wanted, Set<String> held) {
        return wanted.isEmpty() ? 0 : wanted.stream().filter(held::contains).count() / (double) wanted.size();
    }
}
