package dev.fairlead.citation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Citation;
import dev.fairlead.Locator;
import dev.fairlead.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for any citations, over seeded random ones. */
final class CitationPropertyTest {
    private static final int ANSWERS = 2_000;
    private static final Pattern MARKER = Pattern.compile("\\[(\\d+)]");
    private static final List<String> HEADINGS = List.of(
            "1. Rent", "2. Term", "2.1 Notice", "ARTICLE IV", "Section 4.2", "Schedule 2", "Pets", "§ 7", "(b) Other");
    private static final List<String> QUOTES =
            List.of("Rent is due.", "(b) No pets.", "4.3 Notice is given.", "So be it.");

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static List<Citation> citations(Random random) {
        List<Citation> citations = new ArrayList<>();
        for (int number = 1 + random.nextInt(8); number > 0; number--) {
            String quote = any(random, QUOTES);
            String document = any(random, List.of("a/lease.md", "b/lease.md", "nda.md"));
            List<String> path = IntStream.range(0, random.nextInt(3))
                    .mapToObj(i -> any(random, HEADINGS))
                    .toList();
            OptionalInt page = random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(1 + random.nextInt(3));
            int start = random.nextInt(100);
            Locator locator = new Locator(
                    document, any(random, List.of("", "Lease")), path, new Span(start, start + quote.length()), page);
            citations.add(new Citation(citations.size() + 1, quote, locator, document + "#0"));
        }
        return citations;
    }

    /** Every citation is referred to, in any order, some more than once, some together. */
    private static String text(Random random, List<Citation> citations) {
        List<Integer> numbers = new ArrayList<>();
        for (Citation citation : citations) {
            numbers.addAll(Collections.nCopies(1 + random.nextInt(2), citation.number()));
        }
        Collections.shuffle(numbers, random);
        StringBuilder text = new StringBuilder("It says");
        numbers.forEach(number -> text.append(random.nextBoolean() ? " so" : "")
                .append(" [")
                .append(number)
                .append(']'));
        return text.append('.').toString();
    }

    private static List<CitedSource.Pinpoint> pinpoints(CitedText cited) {
        return cited.bibliography().stream()
                .flatMap(source -> source.pinpoints().stream())
                .toList();
    }

    @Test
    void the_numbers_in_the_text_are_those_of_the_bibliography() {
        for (long seed = 0; seed < ANSWERS; seed++) {
            Random random = new Random(seed);
            List<Citation> citations = citations(random);
            CitedText cited = CitedText.of(text(random, citations), citations);
            Set<Integer> shown = new TreeSet<>();
            Matcher marker = MARKER.matcher(cited.withoutSources().plainText());
            while (marker.find()) {
                shown.add(Integer.parseInt(marker.group(1)));
            }
            Set<Integer> listed = new TreeSet<>();
            pinpoints(cited).forEach(pinpoint -> listed.add(pinpoint.number()));
            assertEquals(listed, shown, "seed " + seed);
            assertEquals(pinpoints(cited).size(), listed.size(), "seed " + seed);
        }
    }

    @Test
    void each_document_and_each_citation_is_listed_once_under_its_own_name() {
        for (long seed = 0; seed < ANSWERS; seed++) {
            List<Citation> citations = citations(new Random(seed));
            CitedText cited = CitedText.of("x", citations);
            List<Citation> listed = new ArrayList<>();
            Set<String> documents = new TreeSet<>();
            Set<String> titles = new TreeSet<>();
            for (CitedSource source : cited.bibliography()) {
                assertTrue(documents.add(source.documentId()), "seed " + seed);
                assertTrue(titles.add(source.title()), "seed " + seed + ": twice " + source.title());
                source.pinpoints().forEach(pinpoint -> listed.addAll(pinpoint.citations()));
            }
            assertEquals(Set.copyOf(citations), Set.copyOf(listed), "seed " + seed);
            assertEquals(citations.size(), listed.size(), "seed " + seed);
        }
    }

    @Test
    void legal_references_name_what_the_list_names_and_leave_no_marker() {
        for (long seed = 0; seed < ANSWERS; seed++) {
            Random random = new Random(seed);
            List<Citation> citations = citations(random);
            CitedText cited = CitedText.of(text(random, citations), citations).style(CitationStyle.LEGAL_CLAUSE);
            String text = cited.withoutSources().plainText();
            assertTrue(!MARKER.matcher(text).find(), "seed " + seed + ": " + text);
            for (CitedSource source : cited.bibliography()) {
                assertTrue(text.contains(source.title()), "seed " + seed + ": " + text);
            }
        }
    }

    @Test
    void a_style_changes_neither_the_bibliography_nor_the_original() {
        for (long seed = 0; seed < ANSWERS; seed++) {
            Random random = new Random(seed);
            List<Citation> citations = citations(random);
            CitedText numeric = CitedText.of(text(random, citations), citations);
            String before = numeric.plainText();
            CitedText legal = numeric.style(CitationStyle.LEGAL_CLAUSE);
            assertEquals(numeric.bibliography(), legal.bibliography(), "seed " + seed);
            assertEquals(before, numeric.plainText(), "seed " + seed);
            assertEquals(before, legal.style(CitationStyle.NUMERIC).plainText(), "seed " + seed);
        }
    }

    @Test
    void many_threads_read_one_text_alike() throws InterruptedException, ExecutionException {
        Random random = new Random(1);
        List<Citation> citations = citations(random);
        CitedText cited = CitedText.of(text(random, citations), citations);
        String expected = cited.markdown();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<String>> shown = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(cited::markdown))
                    .toList();
            for (Future<String> one : shown) {
                assertEquals(expected, one.get());
            }
        }
    }
}
