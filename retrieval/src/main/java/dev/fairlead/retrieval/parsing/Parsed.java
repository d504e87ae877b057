package dev.fairlead.retrieval.parsing;

import dev.fairlead.Document;
import dev.fairlead.Metadata;
import java.util.Objects;
import java.util.Optional;

/** What became of a file. */
public sealed interface Parsed {
    /**
     * A file that could be read.
     *
     * @param content its text, format and layout; the text is not blank
     * @param title the title it gives itself
     * @param facts what is worth knowing of it beside the text
     */
    record Text(Document.Content content, Optional<String> title, Metadata facts) implements Parsed {
        /** Checks. */
        public Text {
            Objects.requireNonNull(content, "content");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(facts, "facts");
        }
    }

    /**
     * A file that could not be read.
     *
     * @param reason what is wrong with it, in words its owner can act on
     */
    record Unreadable(String reason) implements Parsed {
        /** Checks. */
        public Unreadable {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
