package dev.fairlead.citation;

import dev.fairlead.Citation;
import dev.fairlead.format.ClauseKind;
import dev.fairlead.format.ClauseNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The part of a document a quote stands in, as lawyers write it. From the headings above the quote: the last numbered one,
 * and those before it that it cannot do without ({@code sch. 2, s. 3}; {@code art. IV, s. 12}; 4.2 needs no 4). Then the
 * number the quote itself begins with. Headings without any number speak for themselves, in quotation marks.
 *
 * @param outer the parts before the last one, with what separates them; possibly empty
 * @param kind what the number counts; empty before a heading's words
 * @param number the last number, or the heading's words; empty where nothing is above the quote
 */
record Clause(String outer, Optional<ClauseKind> kind, String number) {
    static Clause of(Citation citation, String title) {
        List<String> path = citation.locator().sectionPath().stream()
                .map(Printable::line)
                .filter(heading -> !heading.isEmpty())
                .toList();
        List<ClauseNumber> numbers = new ArrayList<>();
        for (String heading : path) {
            ClauseNumber.ofHeading(heading).ifPresent(number -> add(numbers, number));
        }
        Optional<ClauseNumber> own = ClauseNumber.ofText(Printable.line(citation.quote()));
        if (numbers.isEmpty()) {
            return unnumbered(path, title, own);
        }
        own.ifPresent(number -> add(numbers, number));
        ClauseNumber last = numbers.removeLast();
        String outer = numbers.stream()
                .map(part -> part.kind().one() + part.number() + ", ")
                .collect(Collectors.joining());
        return new Clause(outer, Optional.of(last.kind()), last.number());
    }

    private static Clause unnumbered(List<String> path, String title, Optional<ClauseNumber> own) {
        boolean untold = path.isEmpty() || path.getLast().equalsIgnoreCase(title);
        String words = untold ? "" : "\"" + path.getLast() + "\"";
        if (own.isEmpty()) {
            return new Clause("", Optional.empty(), words);
        }
        ClauseNumber number = own.get();
        return number.isEnumerator()
                ? new Clause("", Optional.empty(), (words + " " + number.number()).strip())
                : new Clause("", Optional.of(number.kind()), number.number());
    }

    private static void add(List<ClauseNumber> numbers, ClauseNumber next) {
        if (numbers.isEmpty()) {
            numbers.add(next);
            return;
        }
        ClauseNumber last = numbers.removeLast();
        boolean anew = last.kind().numbersAnew() && last.kind() != next.kind();
        if (next.isEnumerator()) {
            boolean there = last.number().endsWith(next.number());
            numbers.add(there ? last : last.with(last.kind(), last.number() + next.number()));
        } else if (!anew && last.number().equals(next.number())) {
            numbers.add(last);
        } else if (!anew && last.contains(next)) {
            boolean renamed = next.named() || last.kind() == ClauseKind.ARTICLE;
            numbers.add(last.with(renamed ? next.kind() : last.kind(), next.number()));
        } else if (anew || next.named() || last.named()) {
            numbers.add(last);
            numbers.add(next);
        } else {
            boolean whole = next.number().indexOf('.') > 0;
            numbers.add(whole ? next : next.with(next.kind(), last.number() + "." + next.number()));
        }
    }

    String label() {
        return outer + kind.map(ClauseKind::one).orElse("") + number;
    }
}
