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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One pass over what a model wrote: resolves, renumbers and narrows its markers. */
final class MarkerPass {
    /**
     * Also the forms models slip into: {@code [1][2]}, {@code [1, 2]}, {@code [1-3]}, {@code [1 and 2]}, {@code [ 1 ]},
     * {@code [passage 2]}, {@code 【1】}. Bounded, since a model may also write a list of thousands.
     */
    private static final Pattern MARKER = Pattern.compile(
            " ?[\\[【]\\s?(?:passages?\\s?)?(\\d{1,6}(?:\\s?(?:[,;–&-]|and)\\s?\\d{1,6}){0,30})\\s?[\\]】]",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER = Pattern.compile("([–-])?\\s?(\\d{1,6})");
    private static final int LONGEST_RANGE = 20;

    private final Draft.Written draft;
    private final Map<Draft.Source, Integer> numbers = new LinkedHashMap<>();
    private final List<String> removed = new ArrayList<>();

    MarkerPass(Draft.Written draft) {
        this.draft = draft;
    }

    FormattedDraft run() {
        StringBuilder text = new StringBuilder();
        Matcher markers = MARKER.matcher(draft.text());
        int claimStart = 0;
        int last = 0;
        while (markers.find()) {
            text.append(draft.text(), last, markers.start());
            if (!draft.text().substring(last, markers.start()).isBlank()) {
                claimStart = last;
            }
            String claim = lastSentence(draft.text().substring(claimStart, markers.start()));
            text.append(resolve(markers.group(1), claim));
            last = markers.end();
        }
        text.append(draft.text().substring(last));
        List<Citation> citations = new ArrayList<>();
        numbers.forEach((source, number) -> citations.add(FormatAdapter.citation(number, source)));
        return new FormattedDraft(text.toString().strip(), citations, removed);
    }

    private String resolve(String list, String claim) {
        StringBuilder resolved = new StringBuilder();
        for (int marker : markers(list)) {
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

    private static List<Integer> markers(String list) {
        List<Integer> markers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(list);
        while (matcher.find()) {
            int number = Integer.parseInt(matcher.group(2));
            int from = markers.isEmpty() ? number : markers.getLast() + 1;
            boolean range = matcher.group(1) != null && from <= number && number - from < LONGEST_RANGE;
            for (int next = range ? from : number; next <= number; next++) {
                markers.add(next);
            }
        }
        return markers;
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
