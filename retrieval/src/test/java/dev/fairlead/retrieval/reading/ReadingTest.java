package dev.fairlead.retrieval.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.LegStanding;
import dev.fairlead.Locator;
import dev.fairlead.Passage;
import dev.fairlead.Question;
import dev.fairlead.RankedPassage;
import dev.fairlead.Scope;
import dev.fairlead.Span;
import dev.fairlead.Trace;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.HybridRetriever;
import dev.fairlead.retrieval.WordEncoder;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.text.Sentences;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReadingTest {
    private final HybridIndex index = HybridIndex.builder(new WordEncoder())
            .chunking(Chunking.sentences(32, 12).withHeader(Chunking.Header.NONE))
            .build();

    private final Inquiry inquiry = Inquiry.of(Question.of("anything"), Scope.none(), Deadline.never());

    @AfterEach
    void close() {
        index.close();
    }

    private static String clause(int number) {
        return IntStream.range(0, 12)
                .mapToObj(i -> "Sentence " + number + "." + i + " says something about the matter.")
                .collect(Collectors.joining(" "));
    }

    private static String contract(int sections) {
        return IntStream.rangeClosed(1, sections)
                .mapToObj(i -> i + ". Clause Number " + i + "\n\n" + clause(i))
                .collect(Collectors.joining("\n\n\n"));
    }

    private List<Passage> all() {
        try (IndexSnapshot snapshot = index.snapshot()) {
            return snapshot.listing(Within.everything(), "", 10_000);
        }
    }

    private static List<RankedPassage> hits(List<Passage> passages) {
        List<RankedPassage> hits = new ArrayList<>();
        for (Passage passage : passages) {
            int rank = hits.size() + 1;
            hits.add(new RankedPassage(
                    passage, rank, 1.0 / rank, List.of(new LegStanding("dense", OptionalInt.of(rank), rank))));
        }
        return hits;
    }

    private List<RankedPassage> read(int tokens, Passage... passages) {
        try (IndexSnapshot snapshot = index.snapshot()) {
            return new Reading(tokens).of(hits(List.of(passages)), inquiry, snapshot, Within.everything());
        }
    }

    private Trace.Step step() {
        return inquiry.steps().getLast();
    }

    @Test
    void a_small_hit_is_widened_to_its_section() {
        String text = contract(4);
        index.add(Document.of("d", text));
        Passage hit = all().stream()
                .filter(passage -> passage.text().contains("Sentence 2.6"))
                .findFirst()
                .orElseThrow();
        List<RankedPassage> read = read(500, hit);
        assertEquals(1, read.size());
        Passage whole = read.getFirst().passage();
        assertTrue(whole.text().startsWith("2. Clause Number 2"), whole.text());
        assertTrue(whole.text().contains("Sentence 2.9 "), whole.text());
        assertTrue(!whole.text().contains("Sentence 1.") && !whole.text().contains("Sentence 3."), whole.text());
        assertEquals(whole.locator().span().of(text), whole.text());
        assertEquals(List.of("2. Clause Number 2"), whole.locator().sectionPath());
        assertTrue(whole.id().matches("d#\\d{5}-\\d{5}"), whole.id());
    }

    @Test
    void hits_that_touch_become_one_at_the_rank_of_the_better() {
        index.add(Document.of("d", contract(3)));
        List<Passage> passages = all();
        List<RankedPassage> read = read(20, passages.get(3), passages.get(8), passages.get(2));
        assertEquals(2, read.size());
        assertEquals("d#00003-00004", read.getFirst().passage().id());
        assertEquals(1.0, read.getFirst().score());
        assertEquals(1, read.getFirst().standings().getFirst().rank().orElseThrow());
        assertEquals(passages.get(8), read.getLast().passage());
        assertEquals(2, read.getLast().rank());
        assertEquals(List.of("d#00003"), step().details().get("joined"));
    }

    @Test
    void no_passage_grows_beyond_twice_the_length() {
        index.add(Document.of("d", clause(1) + " " + clause(2) + " " + clause(3)));
        List<Passage> passages = all();
        List<RankedPassage> read = read(64, passages.toArray(Passage[]::new));
        assertTrue(read.size() > 1);
        for (RankedPassage one : read) {
            assertTrue(
                    one.passage().text().length() <= 2 * 64 * 4, one.passage().id());
        }
    }

    @Test
    void what_is_read_is_exactly_the_document_whatever_is_found() {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            String text = contract(1 + random.nextInt(5)).replace("\n\n\n", "\n".repeat(1 + random.nextInt(4)));
            index.add(Document.of("d", text));
            List<Passage> passages = new ArrayList<>(all());
            Collections.shuffle(passages, random);
            List<Passage> found = passages.subList(0, Math.min(passages.size(), 1 + random.nextInt(6)));
            List<RankedPassage> read = read(16 + random.nextInt(200), found.toArray(Passage[]::new));
            Set<String> ids = new HashSet<>();
            for (RankedPassage one : read) {
                Locator locator = one.passage().locator();
                assertEquals(locator.span().of(text), one.passage().text(), "seed " + seed);
                assertEquals(ids.size() + 1, one.rank(), "seed " + seed);
                assertTrue(ids.add(one.passage().id()), "seed " + seed);
            }
            for (Passage hit : found) {
                requireInside(hit, read, text, "seed " + seed);
            }
        }
    }

    /** Every sentence of a hit is read once or more, under the section and page it had. */
    private static void requireInside(Passage hit, List<RankedPassage> read, String text, String message) {
        int offset = hit.locator().span().start();
        Passage whole = read.stream()
                .map(RankedPassage::passage)
                .filter(passage -> passage.locator().span().start() <= offset
                        && passage.locator().span().end()
                                >= hit.locator().span().end())
                .findFirst()
                .orElseThrow(() -> new AssertionError(message + ": " + hit.id() + " is lost"));
        for (Span sentence : Sentences.spans(hit.text())) {
            Span span = new Span(offset + sentence.start(), offset + sentence.end());
            assertEquals(hit.at(span).section(), whole.at(span).section(), message + ": " + span.of(text));
        }
    }

    @Test
    void a_copy_goes_and_the_trace_says_so() {
        index.add(Document.of("a", clause(1).substring(0, 150)));
        index.add(Document.of("b", clause(1).substring(0, 150).replace(". ", ".\n")));
        List<Passage> passages = all();
        List<RankedPassage> read = read(16, passages.toArray(Passage[]::new));
        assertTrue(read.stream()
                .allMatch(one -> one.passage().locator().documentId().equals("a")));
        assertEquals(
                passages.stream()
                        .filter(passage -> passage.id().startsWith("b"))
                        .map(passage -> passage.id() + " = " + passage.id().replace('b', 'a'))
                        .toList(),
                step().details().get("duplicates"));
    }

    @Test
    void versions_that_differ_in_an_amount_a_party_or_a_not_are_all_read() {
        String text = clause(1) + " The carrier shall pay Acme 400 euros for each day of delay. " + clause(2);
        List<String> versions = List.of(
                text,
                text.replace("400", "500"),
                text.replace("Acme", "Bolt"),
                text.replace("shall pay", "shall not pay"),
                text.replace("delay", "waiting"));
        try (HybridIndex whole = HybridIndex.builder(new WordEncoder())
                        .chunking(Chunking.whole())
                        .build();
                IndexSnapshot snapshot = filled(whole, versions)) {
            new Reading(16)
                    .of(hits(snapshot.listing(Within.everything(), "", 9)), inquiry, snapshot, Within.everything());
        }
        assertEquals(List.of("v4#00001 = v0#00001"), step().details().get("duplicates"));
    }

    private static IndexSnapshot filled(HybridIndex index, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            index.add(Document.of("v" + i, texts.get(i)));
        }
        return index.snapshot();
    }

    @Test
    void a_document_replaced_or_withdrawn_since_the_search_is_read_as_it_was_found() {
        index.add(Document.of("d", contract(2)).withAccess(Access.tenant("t")));
        Inquiry mine = Inquiry.of(Question.of("Sentence 1.3"), Scope.of("t"), Deadline.never());
        HybridRetriever retriever = index.retriever(1);
        Evidence found = retriever.retrieve(mine);
        assertTrue(retriever
                        .forReading(mine, found)
                        .passages()
                        .getFirst()
                        .passage()
                        .text()
                        .length()
                > found.passages().getFirst().passage().text().length());
        index.setAccess("d", Access.tenant("other"));
        assertEquals(found, retriever.forReading(mine, found));
        index.add(Document.of("d", "Another text. " + contract(2)).withAccess(Access.tenant("t")));
        assertEquals(found, retriever.forReading(mine, found));
    }

    @Test
    void a_number_out_of_range_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Reading(15));
        assertThrows(IllegalArgumentException.class, () -> new Reading(4_001));
    }
}
