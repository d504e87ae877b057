package dev.fairlead.json;

import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.Locator;
import dev.fairlead.Metadata;
import dev.fairlead.Passage;
import dev.fairlead.RankedPassage;
import dev.fairlead.Retriever;
import dev.fairlead.Span;
import dev.fairlead.text.Terms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** A retriever over small texts: their paragraphs by the words they share with the question, as filter and tenant allow. */
final class SmallLibrary implements Retriever {
    private static final int K = 5;
    private final List<Held> passages = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    private record Held(Passage passage, String tenant, Set<String> terms) {}

    SmallLibrary add(String documentId, String tenant, String text) {
        int start = 0;
        for (String paragraph : text.split("(?<=\\n\\n)", -1)) {
            Span span = new Span(start, start + paragraph.length());
            Locator locator = new Locator(documentId, documentId, List.of(), span, OptionalInt.empty());
            Passage passage =
                    new Passage(documentId + "#" + passages.size(), locator, paragraph, Metadata.of("doc", documentId));
            passages.add(new Held(passage, tenant, Terms.distinct(paragraph)));
            start = span.end();
        }
        return this;
    }

    List<String> asked() {
        return asked;
    }

    @Override
    public Evidence retrieve(Inquiry inquiry) {
        inquiry.deadline().check("search");
        asked.add(inquiry.question().text());
        Set<String> wanted = Terms.distinct(inquiry.question().text());
        List<Held> best = passages.stream()
                .filter(held ->
                        inquiry.scope().tenant().map(held.tenant()::equals).orElse(true))
                .filter(held ->
                        inquiry.question().filter().matches(held.passage().metadata()))
                .sorted(Comparator.comparingDouble((Held held) -> -share(wanted, held))
                        .thenComparing(held -> held.passage().id()))
                .limit(K)
                .toList();
        List<RankedPassage> ranked = new ArrayList<>();
        best.forEach(held ->
                ranked.add(new RankedPassage(held.passage(), ranked.size() + 1, share(wanted, held), List.of())));
        double confidence = best.isEmpty() ? 0 : share(wanted, best.getFirst());
        return new Evidence(Evidence.Kind.RETRIEVED, ranked, confidence, "shared words");
    }

    private static double share(Set<String> wanted, Held held) {
        return wanted.isEmpty()
                ? 0
                : wanted.stream().filter(held.terms()::contains).count() / (double) wanted.size();
    }
}
