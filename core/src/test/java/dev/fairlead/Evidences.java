package dev.fairlead;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Evidence made of plain texts, for tests that need no index. */
public final class Evidences {
    private Evidences() {}

    public static Locator locator(String documentId, Span span) {
        return new Locator(documentId, documentId, List.of(), span, OptionalInt.empty());
    }

    public static Passage passage(String documentId, String section, String text) {
        Locator locator = new Locator(
                documentId,
                documentId,
                section.isEmpty() ? List.of() : List.of(section),
                new Span(100, 100 + text.length()),
                OptionalInt.empty());
        return new Passage(documentId + "#0", locator, text, Metadata.empty());
    }

    /** Passages in the given order, with falling scores. */
    public static Evidence of(double confidence, Passage... passages) {
        List<RankedPassage> ranked = new ArrayList<>();
        for (Passage passage : passages) {
            int rank = ranked.size() + 1;
            ranked.add(new RankedPassage(passage, rank, 1.0 / rank, List.of()));
        }
        return new Evidence(Evidence.Kind.RETRIEVED, ranked, confidence, "test");
    }

    public static Inquiry inquiry(String question) {
        return Inquiry.of(Question.of(question), Scope.none(), Deadline.after(Duration.ofMinutes(1)));
    }
}
