package dev.fairlead.retrieval.reading;

import dev.fairlead.Landmark;
import dev.fairlead.Locator;
import dev.fairlead.Passage;
import dev.fairlead.Span;
import dev.fairlead.retrieval.engine.PassageId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Consecutive passages of one document as one text.
 *
 * @param parts the passages, in the order of the text, at least one; each begins and ends behind the one before
 * @param text the characters from the first one's start to the last one's end
 */
record Stretch(List<Passage> parts, String text) {
    Stretch {
        parts = List.copyOf(parts);
    }

    static Stretch of(Passage passage) {
        return new Stretch(List.of(passage), passage.text());
    }

    /** Whether two passages lie under the same outermost heading. */
    static boolean isOneSection(Passage a, Passage b) {
        List<String> one = a.locator().sectionPath();
        List<String> other = b.locator().sectionPath();
        return (one.isEmpty() || other.isEmpty())
                ? one.equals(other)
                : one.getFirst().equals(other.getFirst());
    }

    int length() {
        return text.length();
    }

    boolean holds(Passage passage) {
        return parts.stream().anyMatch(part -> part.id().equals(passage.id()));
    }

    /** Both as one, where they are of one document and no passage lies between them; empty otherwise. */
    Optional<Stretch> with(Stretch other, Surroundings around) {
        if (!documentId().equals(other.documentId())) {
            return Optional.empty();
        }
        return span().start() <= other.span().start() ? followedBy(other, around) : other.followedBy(this, around);
    }

    private Optional<Stretch> followedBy(Stretch later, Surroundings around) {
        if (later.firstNumber() > lastNumber() + 1) {
            return Optional.empty();
        }
        List<Passage> joined = new ArrayList<>(parts);
        later.parts.stream().filter(part -> !holds(part)).forEach(joined::add);
        int end = span().end();
        int from = later.span().start();
        if (later.span().end() <= end) {
            return Optional.of(new Stretch(joined, text));
        }
        if (from <= end) {
            return Optional.of(new Stretch(joined, text + later.text.substring(end - from)));
        }
        return around.gap(documentId(), new Span(end, from)).map(gap -> new Stretch(joined, text + gap + later.text));
    }

    private String documentId() {
        return parts.getFirst().locator().documentId();
    }

    private Span span() {
        return new Span(
                parts.getFirst().locator().span().start(),
                parts.getLast().locator().span().end());
    }

    private int firstNumber() {
        return number(parts.getFirst());
    }

    private int lastNumber() {
        return number(parts.getLast());
    }

    /** A passage without a number has no neighbours. */
    private static int number(Passage passage) {
        return PassageId.parse(passage.id()).map(PassageId::number).orElse(Integer.MAX_VALUE - 1);
    }

    /** The whole as a passage, whose landmarks say where each part's section and page begin. */
    Passage passage() {
        Passage first = parts.getFirst();
        if (parts.size() == 1) {
            return first;
        }
        List<String> path = first.locator().sectionPath();
        for (Passage part : parts) {
            path = common(path, part.locator().sectionPath());
        }
        Locator locator = new Locator(
                documentId(),
                first.locator().title(),
                path,
                span(),
                first.locator().page());
        String id = PassageId.of(documentId(), firstNumber(), lastNumber());
        return new Passage(id, locator, text, first.metadata(), landmarks(locator));
    }

    private List<Landmark> landmarks(Locator whole) {
        List<Landmark> landmarks = new ArrayList<>();
        Locator before = whole;
        int reached = whole.span().start();
        for (Passage part : parts) {
            List<Integer> starts = new ArrayList<>();
            starts.add(Math.max(reached, part.locator().span().start()));
            for (Landmark landmark : part.landmarks()) {
                if (landmark.start() > starts.getFirst()) {
                    starts.add(landmark.start());
                }
            }
            for (int start : starts) {
                Locator here = part.at(new Span(start, start));
                if (start < whole.span().end()
                        && !(here.sectionPath().equals(before.sectionPath())
                                && here.page().equals(before.page()))) {
                    landmarks.add(new Landmark(start, here.sectionPath(), here.page()));
                    before = here;
                }
            }
            reached = part.locator().span().end();
        }
        return landmarks;
    }

    private static List<String> common(List<String> a, List<String> b) {
        int length = 0;
        while (length < a.size() && length < b.size() && a.get(length).equals(b.get(length))) {
            length++;
        }
        return a.subList(0, length);
    }
}
