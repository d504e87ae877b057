package dev.fairlead.retrieval.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Evidence;
import dev.fairlead.Evidence.Kind;
import dev.fairlead.Inquiry;
import dev.fairlead.Passage;
import dev.fairlead.Question;
import dev.fairlead.RankedPassage;
import dev.fairlead.Scope;
import dev.fairlead.Trace;
import dev.fairlead.context.ContextBudget;
import dev.fairlead.context.Prices;
import dev.fairlead.context.Spending;
import dev.fairlead.context.TokenEstimate;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.HybridRetriever;
import dev.fairlead.retrieval.WordEncoder;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.ingestion.Documents;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Questions that want whole documents, and corpora small enough to be read whole. */
final class WholeReadingTest {
    private static final String CLAUSES = """

            1. Term
            This agreement runs for two years from its date and ends without notice.
            2. Fees
            The customer pays four thousand a month within thirty days of an invoice. Fees never rise.
            3. Confidentiality
            Each side keeps what it learns of the other secret for five years after the end.
            4. Liability
            Neither side is liable for more than what was paid in the twelve months before.
            """;

    private final WordEncoder encoder = new WordEncoder();
    private final HybridIndex index =
            HybridIndex.builder(encoder).chunking(Chunking.sentences(40, 20)).build();

    @AfterEach
    void close() {
        index.close();
    }

    private void addContracts() {
        for (String name : List.of("Acme", "Borealis", "Cedar")) {
            index.add(Document.of(name.toLowerCase(java.util.Locale.ROOT) + ".txt", name + " signs here." + CLAUSES)
                    .withTitle(name + " Supply Agreement"));
        }
        index.add(
                Document.of("acme-lease.txt", "Rent is due monthly." + CLAUSES).withTitle("Acme Lease"));
    }

    private HybridRetriever retriever(ContextBudget budget) {
        return HybridRetriever.builder(index, encoder).budget(budget).build();
    }

    private static Inquiry ask(String question) {
        return Inquiry.of(Question.of(question), Scope.none(), Deadline.never());
    }

    private Evidence evidence(String question) {
        return index.retriever().retrieve(ask(question));
    }

    private static Set<String> documents(Evidence evidence) {
        return evidence.passages().stream()
                .map(ranked -> ranked.passage().locator().documentId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<Trace.Step> plan(Inquiry inquiry) {
        return inquiry.steps().stream()
                .filter(step -> step.name().equals("plan"))
                .findFirst();
    }

    private void assertTiles(Evidence evidence) {
        int end = 0;
        String document = "";
        for (RankedPassage ranked : evidence.passages()) {
            Passage passage = ranked.passage();
            String text = index.document(passage.locator().documentId(), Scope.none())
                    .orElseThrow()
                    .text();
            if (!document.equals(passage.locator().documentId())) {
                document = passage.locator().documentId();
                end = 0;
            }
            int start = passage.locator().span().start();
            assertTrue(start >= end, "sent twice: " + passage.locator());
            assertTrue(text.substring(end, start).isBlank(), "left out: " + text.substring(end, start));
            assertEquals(passage.locator().span().of(text), passage.text());
            end = passage.locator().span().end();
            assertTrue(ranked.rank() >= 1);
        }
    }

    @Test
    void a_summary_gets_its_document_whole_each_character_once() {
        addContracts();
        Evidence evidence = evidence("Summarise the Borealis agreement.");
        assertEquals(Kind.WHOLE_DOCUMENTS, evidence.kind());
        assertEquals(Set.of("borealis.txt"), documents(evidence));
        assertEquals(1, evidence.confidence());
        assertTrue(evidence.passages().size() > 1);
        assertTiles(evidence);
        assertTrue(evidence.passages().getLast().passage().text().endsWith("twelve months before."));
    }

    @Test
    void a_summary_of_one_clause_is_searched_for() {
        addContracts();
        Inquiry inquiry = ask("Summarise the confidentiality clause of the Borealis agreement.");
        assertEquals(Kind.RETRIEVED, index.retriever().retrieve(inquiry).kind());
        assertTrue(plan(inquiry).isEmpty());
    }

    @Test
    void a_comparison_gets_both_documents_whole() {
        addContracts();
        Evidence evidence = evidence("Compare the Borealis agreement and the Cedar agreement.");
        assertEquals(Kind.WHOLE_DOCUMENTS, evidence.kind());
        assertEquals(Set.of("borealis.txt", "cedar.txt"), documents(evidence));
        assertTiles(evidence);
    }

    @Test
    void documents_of_one_name_are_told_apart_by_the_words_after_it() {
        addContracts();
        Evidence evidence = evidence("What are the differences between the Acme supply deal and the Acme lease?");
        assertEquals(Set.of("acme.txt", "acme-lease.txt"), documents(evidence));
        assertEquals(Kind.WHOLE_DOCUMENTS, evidence.kind());
    }

    @Test
    void a_comparison_of_something_says_how_good_the_documents_look_for_it() {
        addContracts();
        Evidence asked = evidence("Compare the fees of the Borealis agreement and the Cedar agreement.");
        Evidence foreign = evidence("Compare the penguins of the Borealis agreement and the Cedar agreement.");
        assertEquals(Kind.WHOLE_DOCUMENTS, asked.kind());
        assertTrue(asked.confidence() > foreign.confidence(), asked.confidence() + " > " + foreign.confidence());
        assertTrue(asked.confidence() < 1);
    }

    @Test
    void contradictions_are_sought_in_the_whole() {
        addContracts();
        assertEquals(
                Kind.WHOLE_DOCUMENTS,
                evidence("Are there contradictions in the Cedar agreement?").kind());
    }

    @Test
    void a_name_that_fits_several_documents_is_searched_for() {
        addContracts();
        for (String id : List.of("x1", "x2", "x3")) {
            index.add(Document.of(id, "Orion pays." + CLAUSES).withTitle("Orion Order"));
        }
        assertEquals(Kind.RETRIEVED, evidence("Summarise the Orion order.").kind());
        assertEquals(
                Kind.RETRIEVED,
                evidence("Compare the agreements of Acme, Borealis and Cedar.").kind());
        assertEquals(Kind.RETRIEVED, evidence("Summarise the Zephyr agreement.").kind());
    }

    @Test
    void this_document_is_the_only_one_that_may_be_seen() {
        index.add(Document.of("one", "Mine." + CLAUSES).withAccess(Access.tenant("mine")));
        index.add(Document.of("two", "Theirs." + CLAUSES).withAccess(Access.tenant("theirs")));
        index.add(Document.of("three", "Theirs too." + CLAUSES).withAccess(Access.tenant("theirs")));
        Question question = Question.of("Please summarise this document.");
        Evidence mine = index.retriever().retrieve(Inquiry.of(question, Scope.of("mine"), Deadline.never()));
        assertEquals(Kind.WHOLE_DOCUMENTS, mine.kind());
        assertEquals(Set.of("one"), documents(mine));
        Evidence theirs = index.retriever().retrieve(Inquiry.of(question, Scope.of("theirs"), Deadline.never()));
        assertEquals(Kind.RETRIEVED, theirs.kind());
    }

    @Test
    void what_a_router_knows_of_the_question_counts_without_any_cue() {
        addContracts();
        Inquiry inquiry = ask("List every deadline in the Cedar agreement.");
        assertEquals(Kind.RETRIEVED, index.retriever().retrieve(inquiry).kind());
        assertEquals(
                Kind.WHOLE_DOCUMENTS,
                index.retriever()
                        .retrieve(inquiry.needing(Inquiry.Need.DOCUMENTS))
                        .kind());
    }

    @Test
    void a_document_longer_than_the_budget_is_searched_and_the_evidence_says_so() {
        addContracts();
        long tokens = TokenEstimate.of(evidence("Summarise the Cedar agreement.").passages().stream()
                .map(RankedPassage::passage)
                .toList());
        Inquiry fits = ask("Summarise the Cedar agreement.");
        assertEquals(
                Kind.WHOLE_DOCUMENTS,
                retriever(ContextBudget.ofTokens((int) tokens).corpusCap(0))
                        .retrieve(fits)
                        .kind());
        Inquiry tooLong = ask("Summarise the Cedar agreement.");
        Evidence found =
                retriever(ContextBudget.ofTokens((int) tokens - 1).corpusCap(0)).retrieve(tooLong);
        assertEquals(Kind.RETRIEVED, found.kind());
        assertEquals(Set.of("cedar.txt"), documents(found));
        assertTrue(found.obtained().contains("searched instead"), found.obtained());
        assertEquals("RETRIEVED", plan(tooLong).orElseThrow().details().get("kind"));
        assertEquals(List.of("cedar.txt"), plan(tooLong).orElseThrow().details().get("documents"));
    }

    @Test
    void a_corpus_that_fits_is_sent_whole_in_one_order_whatever_is_asked() {
        addContracts();
        HybridRetriever retriever = retriever(ContextBudget.ofTokens(200_000));
        Evidence one = retriever.retrieve(ask("What are the fees?"));
        Evidence two = retriever.retrieve(ask("Who is liable for what?"));
        assertEquals(Kind.WHOLE_CORPUS, one.kind());
        assertEquals(one, two);
        assertTiles(one);
        assertEquals(Set.of("acme-lease.txt", "acme.txt", "borealis.txt", "cedar.txt"), documents(one));
    }

    @Test
    void a_whole_corpus_needs_no_encoding() {
        addContracts();
        int before = encoder.encoded();
        retriever(ContextBudget.ofTokens(200_000)).retrieve(ask("What are the fees?"));
        assertEquals(before, encoder.encoded());
    }

    @Test
    void a_corpus_grown_beyond_the_cap_is_searched_from_then_on() {
        addContracts();
        Evidence whole = retriever(ContextBudget.ofTokens(200_000)).retrieve(ask("fees"));
        long tokens = TokenEstimate.of(
                whole.passages().stream().map(RankedPassage::passage).toList());
        HybridRetriever retriever = retriever(ContextBudget.ofTokens(200_000).corpusCap((int) tokens));
        assertEquals(Kind.WHOLE_CORPUS, retriever.retrieve(ask("fees")).kind());
        index.add(Document.of("more", "One more."));
        Evidence grown = retriever.retrieve(ask("fees"));
        assertEquals(Kind.RETRIEVED, grown.kind());
        assertTrue(grown.obtained().contains("tokens it may have"), grown.obtained());
        index.delete("more");
        assertEquals(Kind.WHOLE_CORPUS, retriever.retrieve(ask("fees")).kind());
    }

    @Test
    void prices_and_rate_decide_and_the_trace_holds_the_arithmetic() {
        addContracts();
        Prices prices = new Prices(3, 0.3, 3.75);
        Inquiry rarely = ask("What are the fees?");
        // Some 600 tokens: less than five passages may have, so the corpus costs less even when no cache holds it.
        Evidence small = retriever(ContextBudget.ofTokens(200_000).spending(new Spending(prices, 0.01, 0)))
                .retrieve(rarely);
        assertEquals(Kind.WHOLE_CORPUS, small.kind());
        for (int i = 0; i < 20; i++) {
            index.add(Document.of("extra" + i, "Another." + CLAUSES));
        }
        Evidence large = retriever(ContextBudget.ofTokens(200_000).spending(new Spending(prices, 0.01, 0)))
                .retrieve(rarely);
        assertEquals(Kind.RETRIEVED, large.kind());
        Inquiry often = ask("What are the fees?");
        Evidence warm = retriever(ContextBudget.ofTokens(200_000).spending(new Spending(prices, 1_000, 0)))
                .retrieve(often);
        assertEquals(Kind.WHOLE_CORPUS, warm.kind());
        assertTrue(plan(often).orElseThrow().details().containsKey("whole_corpus.cost"));
    }

    @Test
    void forcing_decides_for_every_question() {
        addContracts();
        ContextBudget budget = ContextBudget.ofTokens(200_000);
        String summary = "Summarise the Cedar agreement.";
        assertEquals(
                Kind.WHOLE_CORPUS,
                retriever(budget.forcing(Kind.WHOLE_CORPUS))
                        .retrieve(ask(summary))
                        .kind());
        assertEquals(
                Kind.RETRIEVED,
                retriever(budget.forcing(Kind.RETRIEVED)).retrieve(ask(summary)).kind());
        HybridRetriever documents = retriever(budget.forcing(Kind.WHOLE_DOCUMENTS));
        assertEquals(
                Kind.WHOLE_DOCUMENTS,
                documents.retrieve(ask("What are the fees of Cedar?")).kind());
        Evidence unnamed = documents.retrieve(ask("What are the fees?"));
        assertEquals(Kind.RETRIEVED, unnamed.kind());
        assertTrue(unnamed.obtained().contains("names none"), unnamed.obtained());
    }

    @Test
    void the_fields_of_a_form_are_always_searched_for() {
        addContracts();
        Inquiry field = ask("Summarise the Cedar agreement.").needing(Inquiry.Need.PASSAGES);
        assertEquals(
                Kind.RETRIEVED,
                retriever(ContextBudget.ofTokens(200_000)).retrieve(field).kind());
    }

    @Test
    void a_scope_bounds_what_is_whole_and_its_size_is_never_taken_for_another() {
        for (String tenant : List.of("a", "b")) {
            for (int i = 0; i < 4; i++) {
                index.add(Document.of(tenant + i, tenant + " says." + CLAUSES)
                        .withTitle("Orion Lease " + tenant)
                        .withAccess(Access.tenant(tenant)));
            }
        }
        index.add(Document.of("a9", "Only a." + CLAUSES).withTitle("Vega Lease").withAccess(Access.tenant("a")));
        HybridRetriever retriever = retriever(ContextBudget.ofTokens(200_000));
        Inquiry a = Inquiry.of(Question.of("What are the fees?"), Scope.of("a"), Deadline.never());
        Inquiry b = Inquiry.of(Question.of("What are the fees?"), Scope.of("b"), Deadline.never());
        assertEquals(Set.of("a0", "a1", "a2", "a3", "a9"), documents(retriever.retrieve(a)));
        assertEquals(Set.of("b0", "b1", "b2", "b3"), documents(retriever.retrieve(b)));
        assertTrue(retriever.retrieve(ask("What are the fees?")).isEmpty());
        Question summary = Question.of("Summarise the Vega lease.");
        assertFalse(documents(index.retriever().retrieve(Inquiry.of(summary, Scope.of("b"), Deadline.never())))
                .contains("a9"));
        index.setAccess("a9", Access.tenant("b"));
        assertFalse(documents(retriever.retrieve(a)).contains("a9"));
    }

    @Test
    void an_empty_corpus_is_no_whole_corpus() {
        Evidence evidence = retriever(ContextBudget.ofTokens(200_000)).retrieve(ask("What are the fees?"));
        assertEquals(Kind.RETRIEVED, evidence.kind());
        assertTrue(evidence.isEmpty());
    }

    @Test
    void hostile_questions_break_nothing() {
        addContracts();
        for (String question : List.of(
                "Summarise " + "Acme ".repeat(2_000),
                "compare compare compare",
                "summary of",
                "how " + "is ".repeat(3_000) + "different",
                "Summarise \u0000 [Acme] \"(\" *:*")) {
            assertInstanceOf(Evidence.class, index.retriever().retrieve(ask(question)));
        }
    }

    @Test
    void long_documents_of_overlapping_passages_are_tiled() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 900; i++) {
            text.append(i % 9 == 0 ? "\n\n" + (i / 9 + 1) + ". Section\n" : " ")
                    .append("Sentence number ")
                    .append(i)
                    .append(" says something of its own.");
        }
        index.add(Documents.of(Document.of("long", text.toString()).withTitle("Vega Manual")));
        Evidence evidence = evidence("Give me a summary of the Vega manual.");
        assertEquals(Kind.WHOLE_DOCUMENTS, evidence.kind());
        assertTrue(evidence.passages().size() > 100);
        assertTiles(evidence);
        String sent = evidence.passages().stream()
                .map(ranked -> ranked.passage().text())
                .collect(Collectors.joining(" "));
        for (int i = 0; i < 900; i++) {
            String sentence = "Sentence number " + i + " says";
            assertEquals(sent.indexOf(sentence), sent.lastIndexOf(sentence), sentence);
            assertTrue(sent.contains(sentence), sentence);
        }
    }
}
