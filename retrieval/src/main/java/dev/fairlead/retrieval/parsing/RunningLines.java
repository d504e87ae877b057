package dev.fairlead.retrieval.parsing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Headers and footers of pages. The first and last two lines of a page are looked at. A line that is but the page's number
 * is left out where at least three pages count alike. A line that returns, the page's number apart, on at least three
 * pages and most of them stands where it first occurs only. So nothing said is lost, and sentences run on from page to
 * page.
 */
final class RunningLines {
    private static final int EDGE = 2;

    /** Fewer pages show no habit. */
    private static final int MIN_PAGES = 3;

    private static final Pattern PAGE_NUMBER =
            Pattern.compile("(?i)[-–—\\s]*(?:page\\s*)?(\\d{1,5})(?:\\s*(?:of|/)\\s*\\d{1,5})?[-–—\\s]*");

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final int pages;

    private RunningLines(List<List<String>> pages) {
        this.pages = (int) pages.stream().filter(lines -> !lines.isEmpty()).count();
        for (int page = 1; page <= pages.size(); page++) {
            List<String> lines = pages.get(page - 1);
            Set<String> forms = new HashSet<>();
            for (int line : edges(lines)) {
                forms.add(form(lines.get(line), page));
            }
            forms.forEach(form -> counts.merge(form, 1, Integer::sum));
        }
    }

    /** The same pages without what runs along them. */
    static List<String> without(List<String> pages) {
        List<List<String>> lines = pages.stream()
                .map(page -> page.isBlank()
                        ? List.<String>of()
                        : page.strip().lines().toList())
                .toList();
        RunningLines running = new RunningLines(lines);
        List<String> bodies = new ArrayList<>();
        for (int page = 1; page <= lines.size(); page++) {
            bodies.add(running.body(lines.get(page - 1), page));
        }
        return bodies;
    }

    private String body(List<String> lines, int page) {
        Set<Integer> edges = edges(lines);
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!edges.contains(i) || !isRunning(lines.get(i), page)) {
                kept.add(lines.get(i));
            }
        }
        return String.join("\n", kept);
    }

    private boolean isRunning(String line, int page) {
        String form = form(line, page);
        int count = counts.getOrDefault(form, 0);
        return PAGE_NUMBER.matcher(line).matches()
                ? count >= MIN_PAGES
                : count >= MIN_PAGES && count * 2 > pages && !seen.add(form);
    }

    /** The first and last lines that are not blank. */
    private static Set<Integer> edges(List<String> lines) {
        Set<Integer> edges = new TreeSet<>();
        int found = 0;
        for (int i = 0; i < lines.size() && found < EDGE; i++) {
            found += lines.get(i).isBlank() || !edges.add(i) ? 0 : 1;
        }
        found = 0;
        for (int i = lines.size() - 1; i >= 0 && found < EDGE; i--) {
            if (!lines.get(i).isBlank()) {
                edges.add(i);
                found++;
            }
        }
        return edges;
    }

    /** Equal for lines that differ in the page's number only; a bare number is known by how far it is from the page's. */
    private static String form(String line, int page) {
        Matcher bare = PAGE_NUMBER.matcher(line);
        if (bare.matches()) {
            return "number " + (Integer.parseInt(bare.group(1)) - page);
        }
        String number = Integer.toString(page);
        return NUMBER.matcher(line.strip()).replaceAll(found -> found.group().equals(number) ? "#" : found.group());
    }
}
