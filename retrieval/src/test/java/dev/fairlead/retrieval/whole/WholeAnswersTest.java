package dev.fairlead.retrieval.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Answer;
import dev.fairlead.Citation;
import dev.fairlead.Document;
import dev.fairlead.Evidence;
import dev.fairlead.Fairlead;
import dev.fairlead.Filter;
import dev.fairlead.Question;
import dev.fairlead.Scope;
import dev.fairlead.Turn;
import dev.fairlead.context.ContextBudget;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.HybridRetriever;
import dev.fairlead.retrieval.WordEncoder;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole texts from the question to the cited answer. */
final class WholeAnswersTest {
    private static final String CLAUSES = """

            1. Term
            It runs for two years from its date.
            2. Fees
            The customer pays four thousand a month.
            3. Notice
            Either side may end it with three months notice in writing.
            """;

    private final WordEncoder encoder = new WordEncoder();
    private final HybridIndex index =
            HybridIndex.builder(encoder).chunking(Chunking.sentences(40, 10)).build();
    private final List<ChatRequest> requests = new ArrayList<>();

    @BeforeEach
    void fill() {
        index.add(Document.of("acme.txt", "Acme signs." + CLAUSES).withTitle("Acme Agreement"));
        index.add(Document.of("cedar.txt", "Cedar signs." + CLAUSES).withTitle("Cedar Agreement"));
    }

    @AfterEach
    void close() {
        index.close();
    }

    private ChatModel model(String reply) {
        return new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                requests.add(request);
                return ChatResponse.builder().aiMessage(AiMessage.from(reply)).build();
            }
        };
    }

    private Fairlead reading(String reply) {
        HybridRetriever retriever = HybridRetriever.builder(index, encoder)
                .budget(ContextBudget.ofTokens(200_000))
                .build();
        return Fairlead.builder(retriever).chatModel(model(reply)).build();
    }

    private static String text(ChatMessage message) {
        return message instanceof SystemMessage system ? system.text() : ((UserMessage) message).singleText();
    }

    /** What a provider's cache sees: everything up to the end of the last passage. */
    private String prefix(int request) {
        List<ChatMessage> messages = requests.get(request).messages();
        String passages = text(messages.get(1));
        String fence = passages.substring(0, passages.indexOf(' '));
        return text(messages.get(0)) + "\n" + passages.substring(0, passages.lastIndexOf(fence + " end"));
    }

    @Test
    void the_prompt_begins_with_the_same_bytes_whatever_is_asked_and_was_said_before() {
        try (Fairlead fairlead = reading("Four thousand a month [2].")) {
            fairlead.ask("What are the fees?");
            fairlead.ask("Who signs?");
            Question later = new Question(
                    "What notice does the Cedar agreement need?",
                    List.of(new Turn("What are the fees of Acme?", "Four thousand.")),
                    Filter.all());
            fairlead.ask(later);
        }
        // The model that answers also rewrites a follow-up, in a prompt of its own.
        List<ChatRequest> answering = requests.stream()
                .filter(request -> text(request.messages().getFirst()).contains("numbered passages"))
                .toList();
        requests.clear();
        requests.addAll(answering);
        assertEquals(3, requests.size());
        assertTrue(prefix(0).length() > 500);
        assertEquals(prefix(0), prefix(1));
        assertEquals(prefix(0), prefix(2));
        assertTrue(text(requests.get(2).messages().get(1)).endsWith("What are the fees of Acme?"));
        assertTrue(text(requests.get(2).messages().getLast()).startsWith("Question: "));
    }

    @Test
    void a_citation_from_a_whole_corpus_resolves_to_its_exact_characters() {
        try (Fairlead fairlead = reading("Four thousand a month [2].")) {
            Answer.Answered answered = assertInstanceOf(Answer.Answered.class, fairlead.ask("What are the fees?"));
            Citation citation = answered.citations().getFirst();
            String text = index.document(citation.locator().documentId(), Scope.none())
                    .orElseThrow()
                    .text();
            assertEquals(citation.locator().span().of(text), citation.quote());
        }
    }

    @Test
    void a_summary_without_a_chat_model_says_what_it_lacks() {
        try (Fairlead fairlead = Fairlead.builder(index.retriever()).build()) {
            Answer.Abstained abstained =
                    assertInstanceOf(Answer.Abstained.class, fairlead.ask("Summarise the Cedar agreement."));
            assertTrue(abstained.reason().contains("needs a chat model"), abstained.reason());
            assertEquals(Evidence.Kind.WHOLE_DOCUMENTS, abstained.evidence().kind());
        }
    }

    @Test
    void a_comparison_of_something_is_quoted_without_a_chat_model() {
        try (Fairlead fairlead =
                Fairlead.builder(index.retriever()).abstainBelow(0).build()) {
            Answer.Answered answered = assertInstanceOf(
                    Answer.Answered.class,
                    fairlead.ask("Compare the notice in writing of the Cedar agreement and the Acme agreement."));
            assertTrue(answered.text().contains("three months notice"), answered.text());
        }
    }

    @Test
    void a_difference_between_two_things_is_no_comparison_of_documents() {
        index.add(Document.of("terms", "An NDA keeps secrets, whereas a lease differs: it lets a flat.")
                .withTitle("Glossary"));
        try (Fairlead fairlead =
                Fairlead.builder(index.retriever()).abstainBelow(0).build()) {
            Answer.Answered answered = assertInstanceOf(
                    Answer.Answered.class, fairlead.ask("What is the difference between an NDA and a lease?"));
            assertTrue(answered.text().contains("keeps secrets"), answered.text());
        }
    }
}
