package dev.fairlead;

import java.util.List;
import java.util.Objects;

/** What was drafted from evidence, before the format adapter made it keep its promises. */
public sealed interface Draft {
    /**
     * Characters an answer may rest on.
     *
     * @param passage the passage
     * @param span characters of the passage's document, inside the passage's span
     */
    record Source(Passage passage, Span span) {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException if {@code span} reaches outside the passage
         */
        public Source {
            if (!passage.locator().span().contains(span)) {
                throw new IllegalArgumentException("span " + span + " must lie inside passage '" + passage.id() + "', "
                        + passage.locator().span());
            }
        }

        /**
         * The exact characters.
         *
         * @return the text of the span
         */
        public String quote() {
            int offset = passage.locator().span().start();
            return passage.text().substring(span.start() - offset, span.end() - offset);
        }
    }

    /**
     * Exact quotes without a model's words.
     *
     * @param quotes best first
     */
    record Quoted(List<Source> quotes) implements Draft {
        /** Copies. */
        public Quoted {
            quotes = List.copyOf(quotes);
        }
    }

    /**
     * What a model wrote.
     *
     * @param text the text as written, with markers such as {@code [2]}
     * @param offered what the markers refer to: marker 1 is the first
     * @param model the model's name as it reported it, empty if it did not
     * @param usage tokens it counted
     */
    record Written(String text, List<Source> offered, String model, Usage usage) implements Draft {
        /** Checks and copies. */
        public Written {
            Objects.requireNonNull(text, "text");
            offered = List.copyOf(offered);
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(usage, "usage");
        }
    }

    /**
     * Tokens a model counted; 0 where it did not say.
     *
     * @param inputTokens tokens read
     * @param outputTokens tokens written
     */
    record Usage(int inputTokens, int outputTokens) {}
}
