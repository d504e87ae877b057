package dev.fairlead.format;

import dev.fairlead.Citation;
import dev.fairlead.Draft;
import dev.fairlead.Span;
import dev.fairlead.text.Sentences;
import dev.fairlead.text.Terms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One pass over what a model wrote: resolves, renumbers and narrows its markers. */
final class MarkerPass {
    private final Draft.Written draft;
    private final Map<Draft.Source, Integer> numbers = new LinkedHashMap<>();
    private final List<String> removed = new ArrayList<>();

    MarkerPass(Draft.Written draft) {
        this.draft = draft;
    }

    FormattedDraft run() {
        StringBuilder text = new StringBuilder();
        int claimStart = 0;
        int last = 0;
        for (Markers.Marker marker : Markers.in(draft.text())) {
            text.append(draft.text(), last, marker.start());
            if (!draft.text().substring(last, marker.start()).isBlank()) {
                claimStart = last;
            }
            String claim = lastSentence(draft.text().substring(claimStart, marker.start()));
            text.append(resolve(marker.numbers(), claim));
            last = marker.end();
        }
        text.append(draft.text().substring(last));
        List<Citation> citations = new ArrayList<>();
        numbers.forEach((source, number) -> citations.add(FormatAdapter.citation(number, source)));
        return new FormattedDraft(text.toString().strip(), citations, removed);
    }

    private String resolve(List<Integer> markers, String claim) {
        StringBuilder resolved = new StringBuilder();
        for (int marker : markers) {
            if (marker < 1 || marker > draft.offered().size()) {
                removed.add("[" + marker + "]");
                continue;
            }
            Draft.Source source = narrow(draft.offered().get(marker - 1), claim);
            int number = numbers.computeIfAbsent(source, unseen -> numbers.size() + 1);
            resolved.append(" [").append(number).append(']');
        }
        return resolved.toString();
    }

    private static String lastSentence(String text) {
        List<Span> sentences = Sentences.spans(text);
        return sentences.isEmpty() ? "" : sentences.getLast().of(text);
    }

    /** The sentence of the passage that shares most content words with the claim; the first one of several. */
    private static Draft.Source narrow(Draft.Source offered, String claim) {
        Set<String> wanted = Terms.distinct(claim);
        String text = offered.quote();
        Span best = new Span(0, text.length());
        double bestScore = 0;
        for (Span sentence : Sentences.spans(text)) {
            Set<String> terms = Terms.distinct(sentence.of(text));
            long shared = terms.stream().filter(wanted::contains).count();
            double score = shared / Math.sqrt(10.0 + terms.size());
            if (score > bestScore) {
                best = sentence;
                bestScore = score;
            }
        }
        int offset = offered.span().start();
        return new Draft.Source(offered.passage(), new Span(offset + best.start(), offset + best.end()));
    }
}
