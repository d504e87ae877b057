package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Scope;
import dev.fairlead.Trace;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.ingestion.Documents;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Questions that say which document they mean. */
final class NamedDocumentsTest {
    private static final String CLAUSES = """

            1. Term
            This agreement runs for two years from its date and ends without notice.
            2. Fees
            The customer pays four thousand a month within thirty days of an invoice.
            3. Confidentiality
            Each side keeps what it learns of the other secret for five years after the end.
            4. Liability
            Neither side is liable for more than what was paid in the twelve months before.
            5. Insurance
            The supplier insures itself against claims of third parties for one million.
            6. Law
            The law of the place where the supplier has its seat governs all disputes.
            7. Assignment
            Nobody may assign this agreement unless the other side agrees in writing.
            """;

    private final HybridIndex index = HybridIndex.builder(new WordEncoder())
            .chunking(Chunking.sentences(24, 0))
            .build();

    @AfterEach
    void close() {
        index.close();
    }

    private static Document contract(String id, String title, String opening) {
        return Document.of(id, opening + CLAUSES).withTitle(title);
    }

    private void addContracts() {
        index.add(
                Documents.of(
                        contract("acme.txt", "Acme Supply Agreement", ""),
                        contract("borealis.txt", "Borealis Supply Agreement", ""),
                        contract("cedar.txt", "Cedar Supply Agreement", ""),
                        contract("delta.txt", "Delta Supply Agreement", ""),
                        contract(
                                "scan-17.txt",
                                "Exhibit",
                                "This Agreement is entered into by and between Zephyr Holdings Ltd. and Quillon Freight, Inc.")));
    }

    private Set<String> documents(String question) {
        return documents(index.retriever().retrieve(inquiry(question, Scope.none())));
    }

    private static Set<String> documents(Evidence evidence) {
        return evidence.passages().stream()
                .map(ranked -> ranked.passage().locator().documentId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Inquiry inquiry(String question, Scope scope) {
        return Inquiry.of(Question.of(question), scope, Deadline.never());
    }

    private static List<Trace.Step> named(Inquiry inquiry) {
        return inquiry.steps().stream()
                .filter(step -> step.name().equals("name"))
                .toList();
    }

    @Test
    void a_question_that_names_a_title_is_answered_from_that_document_alone() {
        addContracts();
        assertEquals(Set.of("borealis.txt"), documents("What does the Borealis agreement say about insurance?"));
        assertTrue(documents("Which insurance does the supplier have?").size() > 1);
    }

    @Test
    void the_parties_of_a_contract_name_it_whatever_its_title_is() {
        addContracts();
        assertEquals(Set.of("scan-17.txt"), documents("What law governs the contract with Quillon Freight?"));
        assertEquals(Set.of("scan-17.txt"), documents("May Zephyr Holdings assign it?"));
    }

    @Test
    void the_name_does_not_spoil_the_ranking_inside_the_document() {
        index.add(Documents.of(
                contract("acme.txt", "Supply", "Made between Acme and Bolt. Acme, Acme and Acme sign here for Acme."),
                contract("other.txt", "Supply", "Made between Corvo and Dune.")));
        String first = index.retriever()
                .retrieve(inquiry("What does Acme's contract say about insurance?", Scope.none()))
                .passages()
                .getFirst()
                .passage()
                .text();
        assertTrue(first.contains("insures"), first);
    }

    @Test
    void the_trace_says_which_documents_were_named() {
        addContracts();
        Inquiry asked = inquiry("What does the Cedar agreement say about fees?", Scope.none());
        index.retriever().retrieve(asked);
        assertEquals(List.of("cedar.txt"), named(asked).getFirst().details().get("documents"));
    }

    @Test
    void where_the_named_document_says_nothing_of_it_all_documents_answer_and_the_trace_says_so() {
        addContracts();
        index.add(Document.of(
                "gulls", "Do gulls, herons and penguins nest on the roof? Gulls and herons nest on the roof."));
        Inquiry asked = inquiry("Do gulls, herons and penguins nest on the Cedar roof?", Scope.none());
        Evidence evidence = index.retriever().retrieve(asked);
        assertEquals(false, named(asked).getFirst().details().get("kept"));
        assertEquals("gulls", evidence.passages().getFirst().passage().locator().documentId());
    }

    @Test
    void a_name_that_fits_many_documents_names_none() {
        for (int i = 0; i < 5; i++) {
            index.add(contract("orion-" + i + ".txt", "Orion Order " + i, ""));
        }
        Inquiry asked = inquiry("What does the Orion order say about fees?", Scope.none());
        assertTrue(documents(index.retriever().retrieve(asked)).size() > 1);
        assertTrue(named(asked).isEmpty());
    }

    @Test
    void other_words_tell_documents_of_one_name_apart() {
        index.add(Documents.of(
                contract("a.txt", "Orion Lease", ""),
                contract("b.txt", "Orion Loan", ""),
                contract("c.txt", "Orion Warranty", ""),
                contract("d.txt", "Orion Escrow", "")));
        assertEquals(Set.of("b.txt"), documents("What does the loan of Orion say about fees?"));
    }

    @Test
    void half_a_name_is_no_name() {
        addContracts();
        Inquiry asked = inquiry("What does the contract with Acme Rocket Motors say about fees?", Scope.none());
        index.retriever().retrieve(asked);
        assertTrue(named(asked).isEmpty());
    }

    @Test
    void documents_of_few_passages_are_not_searched_alone() {
        index.add(Documents.of(
                Document.of("one", "Borealis pays the fees.").withTitle("Borealis"),
                Document.of("two", "The fees are due in May.").withTitle("Other")));
        assertEquals(2, documents("What fees does Borealis pay?").size());
    }

    @Test
    void a_document_outside_the_scope_is_never_named() {
        index.add(Documents.of(
                contract("mine.txt", "Supply", "").withAccess(Access.tenant("mine")),
                contract("theirs.txt", "Borealis Supply", "").withAccess(Access.tenant("theirs"))));
        Inquiry asked = inquiry("What does the Borealis contract say about fees?", Scope.of("mine"));
        assertEquals(Set.of("mine.txt"), documents(index.retriever().retrieve(asked)));
        assertTrue(named(asked).isEmpty());
    }

    @Test
    void five_passages_are_the_first_five_of_ten_also_inside_a_named_document() {
        addContracts();
        String question = "What does the Delta agreement say about notice and fees?";
        var five = index.retriever(5).retrieve(inquiry(question, Scope.none())).passages();
        var ten = index.retriever(10).retrieve(inquiry(question, Scope.none())).passages();
        assertEquals(five, ten.subList(0, 5));
    }

    @Test
    void a_renamed_document_is_found_by_its_new_name_only() {
        addContracts();
        index.add(contract("acme.txt", "Vulcan Supply Agreement", ""));
        assertEquals(Set.of("acme.txt"), documents("What does the Vulcan agreement say about insurance?"));
        Inquiry old = inquiry("What does the Borealis agreement say?", Scope.none());
        index.delete("borealis.txt");
        assertFalse(documents(index.retriever().retrieve(old)).contains("borealis.txt"));
        assertTrue(named(old).isEmpty());
    }

    @Test
    void names_glued_together_in_a_file_name_are_found_apart() {
        index.add(Documents.of(
                contract("AIRSPANNETWORKSINC_04_11_2000.txt", "Exhibit", ""),
                contract("BorealisCorp_2001.txt", "Exhibit", "")));
        assertEquals(Set.of("AIRSPANNETWORKSINC_04_11_2000.txt"), documents("What are the fees of Airspan Networks?"));
        assertEquals(Set.of("BorealisCorp_2001.txt"), documents("What are the fees of Borealis Corp?"));
    }

    @Test
    void it_can_be_switched_off() {
        addContracts();
        HybridRetriever plain = HybridRetriever.builder(index, new WordEncoder())
                .namedDocuments(false)
                .build();
        Inquiry asked = inquiry("What does the Borealis agreement say about insurance?", Scope.none());
        assertTrue(documents(plain.retrieve(asked)).size() > 1);
        assertTrue(named(asked).isEmpty());
    }

    @Test
    void hostile_questions_name_nothing_and_break_nothing() {
        addContracts();
        for (String question : List.of(
                "A".repeat(5_000),
                "Acme ".repeat(3_000),
                "Ünïcödé Ñame's 𝔸cme?",
                "What (Acme] [Supply \"Agreement AND OR NOT *:*",
                "' ’s 's Acme's's")) {
            index.retriever().retrieve(inquiry(question, Scope.none()));
        }
    }
}
