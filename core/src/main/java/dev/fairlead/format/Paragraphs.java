package dev.fairlead.format;

import dev.fairlead.Landmark;
import dev.fairlead.Locator;
import dev.fairlead.Passage;
import dev.fairlead.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbered paragraph a quote lies in, where its number is no heading: under {@code 8. Return} the items after
 * {@code 8.3 The Receiving Party may keep:} are of 8.3, and {@code (ii)} below {@code (b)} is of (b). Read from the text of
 * the passage between the quote's last heading and the quote.
 */
final class Paragraphs {
    private static final Pattern NUMBER = Pattern.compile("(?m)^[ \\t>*_+•-]{0,12}(?:"
            + "(\\d{1,3}(?:\\.\\d{1,3}){1,4})[.:)*_]{0,4}[ \\t]+(?=[\"“‘'*_\\[(]*[\\p{Lu}(])"
            + "|(\\([a-z]{1,4}\\))(?=[ \\t*_]))");

    private static final Pattern BLANK_LINE = Pattern.compile("\\R[ \\t]*\\R");
    private static final List<String> ROMAN = List.of(
            "(i)", "(ii)", "(iii)", "(iv)", "(v)", "(vi)", "(vii)", "(viii)", "(ix)", "(x)", "(xi)", "(xii)", "(xiii)",
            "(xiv)", "(xv)");

    private final List<String> path;
    private final int headings;
    private final List<String> items = new ArrayList<>();
    private boolean afterItems;

    private Paragraphs(List<String> path) {
        this.path = new ArrayList<>(path);
        this.headings = path.size();
    }

    /** The passage's own pinpoint, with the paragraph's number and item below its headings. */
    static Locator pinpoint(Passage passage, Span span) {
        Locator found = passage.at(span);
        int offset = passage.locator().span().start();
        int from = offset;
        for (Landmark landmark : passage.landmarks()) {
            from = landmark.start() <= span.start() ? landmark.start() : from;
        }
        Paragraphs paragraphs = new Paragraphs(found.sectionPath());
        String section = passage.text().substring(from - offset);
        paragraphs.read(section, span.start() - from);
        paragraphs.addItems(section.substring(span.start() - from, span.end() - from));
        return new Locator(found.documentId(), found.title(), paragraphs.path, span, found.page());
    }

    private void read(String section, int quote) {
        Matcher number = NUMBER.matcher(section).region(0, quote).useTransparentBounds(true);
        int lastItemEnd = 0;
        while (number.find()) {
            if (number.group(2) != null) {
                items.add(number.group(2));
                lastItemEnd = number.end();
            } else {
                enter(number.group(1));
            }
        }
        afterItems = BLANK_LINE.matcher(section).region(lastItemEnd, quote).find();
    }

    private void enter(String number) {
        if (isInside(path.subList(0, headings), number)) {
            path.subList(headings, path.size()).clear();
            path.add(number);
            items.clear();
        }
    }

    /** Whether a number counts on from the headings' last one; where they say it already, it is not said again. */
    private static boolean isInside(List<String> headings, String number) {
        Optional<ClauseNumber> last = headings.stream()
                .flatMap(heading -> ClauseNumber.ofHeading(heading).stream())
                .reduce((first, second) -> second);
        ClauseNumber inner = new ClauseNumber(ClauseKind.SECTION, number, false);
        return last.isEmpty() || last.get().kind().numbersAnew() || last.get().contains(inner);
    }

    private void addItems(String quote) {
        Matcher own = NUMBER.matcher(quote);
        boolean numbered = own.lookingAt();
        if (numbered && own.group(1) != null) {
            enter(own.group(1));
            return;
        }
        if (numbered) {
            items.add(own.group(2));
        } else if (afterItems) {
            // Text after a list is of no item of it; text in an item's own paragraph is.
            items.clear();
        }
        String item = items.isEmpty() ? "" : items.getLast();
        parent(item).ifPresent(path::add);
        if (!numbered && !item.isEmpty()) {
            path.add(item);
        }
    }

    /** The item a Roman one lies below: what stands before (i) of its run. Between (h) and (j), (i) is a letter. */
    private Optional<String> parent(String item) {
        int at = items.size() - 1;
        int value = ROMAN.indexOf(item);
        while (value > 0 && at > 0 && items.get(at - 1).equals(ROMAN.get(value - 1))) {
            value--;
            at--;
        }
        boolean isParent = value == 0
                && at > 0
                && items.get(at - 1).matches("\\([a-z]\\)")
                && !items.get(at - 1).equals("(h)");
        return isParent ? Optional.of(items.get(at - 1)) : Optional.empty();
    }
}
