package dev.fairlead.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.core.JsonParseException;
import dev.fairlead.Deadline;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.Draft;
import dev.fairlead.FairleadException;
import dev.fairlead.GenerationException;
import dev.fairlead.GenerationRefusedException;
import dev.fairlead.Inquiry;
import dev.fairlead.OverloadedException;
import dev.fairlead.Question;
import dev.fairlead.Scope;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class BoundedChatTest {
    private static final ChatRequest REQUEST =
            ChatRequest.builder().messages(UserMessage.from("How long?")).build();
    /** Has the pauses of a test as short as the provider's word makes them. */
    private static final String SOON = "Please try again in 1ms.";

    private final AtomicInteger calls = new AtomicInteger();

    static Stream<Arguments> passing() {
        return Stream.of(
                failing("a rate limit", () -> new RateLimitException(new HttpException(429, SOON))),
                failing("a server error", () -> new InternalServerException(new HttpException(500, SOON))),
                failing("a bad gateway", () -> new InternalServerException(new HttpException(502, SOON))),
                failing("a raw status 408", () -> new HttpException(408, SOON)),
                failing("a raw status 409", () -> new HttpException(409, SOON)),
                failing(
                        "a conflict read as a bad request",
                        () -> new InvalidRequestException(new HttpException(409, SOON))),
                failing("a timeout of the model's own", () -> new TimeoutException(SOON)),
                failing(
                        "a lost connection",
                        () -> new RuntimeException(new SocketException("Connection reset, " + SOON))),
                failing("a reply cut short", () -> new RuntimeException(new EOFException("EOF, " + SOON))),
                failing("nobody there", () -> new RuntimeException(new ConnectException("refused, " + SOON))),
                failing("an empty reply as langchain4j tells it", () -> new InternalServerException(SOON)));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void what_may_pass_is_tried_again_at_most_twice(Supplier<RuntimeException> failure) {
        Inquiry inquiry = inquiry(Duration.ofMinutes(1));
        assertEquals(
                "Two years.",
                chat(2, failure).send(REQUEST, inquiry, "generate").text());
        assertEquals(3, inquiry.steps().getFirst().details().get("attempts"));
        assertEquals(
                2,
                assertInstanceOf(
                                List.class, inquiry.steps().getFirst().details().get("failures"))
                        .size());

        calls.set(0);
        Inquiry vain = inquiry(Duration.ofMinutes(1));
        var error =
                assertThrows(GenerationException.class, () -> chat(9, failure).send(REQUEST, vain, "generate"));
        assertEquals(3, calls.get());
        assertTrue(error.getMessage().contains("attempt 3, after: "), error.getMessage());
        assertEquals(error.getMessage(), vain.steps().getFirst().details().get("failed"));
    }

    static Stream<Arguments> lasting() {
        return Stream.of(
                failing("a wrong key", () -> new AuthenticationException(new HttpException(401, "no"))),
                failing("a key without access", () -> new AuthenticationException(new HttpException(403, "no"))),
                failing("an unknown model", () -> new ModelNotFoundException(new HttpException(404, "no such model"))),
                failing("an invalid request", () -> new InvalidRequestException(new HttpException(400, "too long"))),
                failing("an invalid request without a status", () -> new InvalidRequestException("too long")),
                failing("a feature it does not have", () -> new UnsupportedFeatureException("no JSON here")),
                failing("an unknown server", () -> new UnresolvedModelServerException("who?")),
                failing("an unknown name", () -> new RuntimeException(new UnknownHostException("nowhere.invalid"))),
                failing("an untrusted server", () -> new RuntimeException(new SSLHandshakeException("expired"))),
                failing(
                        "an account used up",
                        () -> new RateLimitException(new HttpException(
                                429, "{\"error\":{\"message\":\"You ran out.\",\"code\":\"insufficient_quota\"}}"))));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void what_will_not_pass_is_refused_at_once(Supplier<RuntimeException> failure) {
        RuntimeException cause = failure.get();
        var error = assertThrows(GenerationRefusedException.class, () -> send(chat(9, () -> cause)));
        assertEquals(1, calls.get());
        assertSame(cause, error.getCause());
        assertFalse(error.retryable());
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                failing("no JSON", () -> new RuntimeException(new JsonParseException(null, "at 'the whole prompt'"))),
                failing("code that trips over nothing", NullPointerException::new),
                failing("code that expects another type", () -> new ClassCastException("String is no List")),
                failing("a list without a first", () -> new IndexOutOfBoundsException("Index 0 out of bounds")));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void what_cannot_be_read_is_a_failure_and_not_tried_again(Supplier<RuntimeException> failure) {
        var error = assertThrows(GenerationException.class, () -> send(chat(9, failure)));
        assertEquals(1, calls.get());
        assertFalse(error.getMessage().contains("the whole prompt"), error.getMessage());
    }

    @Test
    void a_reply_without_text_is_a_failure_and_an_empty_text_is_a_reply() {
        ChatModel nothing = model(() -> null);
        assertThrows(GenerationException.class, () -> send(BoundedChat.of(nothing)));
        ChatModel filtered = model(() -> ChatResponse.builder()
                .aiMessage(AiMessage.builder().build())
                .finishReason(FinishReason.CONTENT_FILTER)
                .build());
        var error = assertThrows(GenerationException.class, () -> send(BoundedChat.of(filtered)));
        assertTrue(error.getMessage().contains("CONTENT_FILTER"), error.getMessage());
        assertEquals(
                "", send(BoundedChat.of(ScriptedChatModel.answering(" \n"))).text());
    }

    @Test
    void a_reply_of_more_than_two_million_characters_is_a_failure() {
        String longest = "x".repeat(BoundedChat.MAX_CHARACTERS);
        assertEquals(
                longest.length(),
                send(BoundedChat.of(ScriptedChatModel.answering(longest)))
                        .text()
                        .length());
        assertThrows(GenerationException.class, () -> send(BoundedChat.of(ScriptedChatModel.answering(longest + "x"))));
    }

    @Test
    void a_reply_that_ends_at_the_models_limit_says_so() {
        ChatModel cut = model(() -> ChatResponse.builder()
                .aiMessage(AiMessage.from("Two"))
                .finishReason(FinishReason.LENGTH)
                .build());
        Inquiry inquiry = inquiry(Duration.ofMinutes(1));
        assertEquals(
                new ChatReply("Two", "", new Draft.Usage(0, 0), true),
                BoundedChat.of(cut).send(REQUEST, inquiry, "generate"));
        assertEquals(true, inquiry.steps().getFirst().details().get("cut"));
    }

    @Test
    void a_pause_beyond_the_deadline_ends_with_the_failure_at_once() {
        var error = assertThrows(
                GenerationException.class,
                () -> send(chat(
                        9,
                        () -> new RateLimitException(new HttpException(
                                429, "{\"error\":{\"message\":\"Rate limit. Try again in 1m30s.\"}}")))));
        assertEquals(1, calls.get());
        assertTrue(error.getMessage().contains("HTTP 429: Rate limit. Try again in 1m30s."), error.getMessage());
        assertTrue(error.getMessage().contains("would have passed the deadline"), error.getMessage());
    }

    @Test
    void a_model_that_hangs_on_a_second_attempt_ends_at_the_deadline_and_names_the_first() {
        CountDownLatch never = new CountDownLatch(1);
        ChatModel hanging = model(() -> {
            if (calls.get() == 1) {
                throw new HttpException(500, SOON);
            }
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("late");
        });
        var error = assertThrows(
                DeadlineExceededException.class,
                () -> BoundedChat.of(hanging).send(REQUEST, inquiry(Duration.ofMillis(300)), "generate"));
        assertTrue(error.getMessage().contains("attempt 2, after: HTTP 500"), error.getMessage());
    }

    @Test
    void an_expired_deadline_asks_nobody() {
        Inquiry late = inquiry(Duration.ZERO);
        assertThrows(DeadlineExceededException.class, () -> chat(0, null).send(REQUEST, late, "generate"));
        assertEquals(0, calls.get());
        assertEquals(0, late.steps().getFirst().details().get("attempts"));
    }

    @Test
    void an_interrupted_pause_keeps_the_interrupt() {
        ChatModel interrupting = model(() -> {
            throw new HttpException(503, "");
        });
        Thread.currentThread().interrupt();
        assertThrows(GenerationException.class, () -> send(BoundedChat.of(interrupting)));
        assertTrue(Thread.interrupted());
    }

    @Test
    void an_exception_of_ours_and_an_exhausted_jvm_pass_through() {
        OverloadedException ours = new OverloadedException("busy");
        assertSame(ours, assertThrows(FairleadException.class, () -> send(chat(9, () -> ours))));
        ChatModel exhausted = model(() -> {
            throw new OutOfMemoryError("planted");
        });
        assertThrows(OutOfMemoryError.class, () -> send(BoundedChat.of(exhausted)));
        ChatModel deep = model(() -> {
            throw new StackOverflowError();
        });
        assertThrows(GenerationException.class, () -> send(BoundedChat.of(deep)));
    }

    @Test
    void a_chain_of_causes_that_bites_its_tail_ends() {
        RuntimeException head = new IllegalStateException("head");
        RuntimeException tail = new IllegalStateException("tail", head);
        head.initCause(tail);
        assertThrows(GenerationException.class, () -> send(chat(9, () -> head)));
    }

    @Test
    void many_callers_at_once_each_get_their_own_reply() throws InterruptedException {
        BoundedChat chat = BoundedChat.of(ScriptedChatModel.of(
                request -> ((UserMessage) request.messages().getFirst()).singleText()));
        List<String> replies = new CopyOnWriteArrayList<>();
        List<Thread> threads = Stream.iterate(0, i -> i + 1)
                .limit(200)
                .map(i -> Thread.ofVirtual().start(() -> {
                    ChatRequest request = ChatRequest.builder()
                            .messages(UserMessage.from("question " + i))
                            .build();
                    String reply = chat.send(request, inquiry(Duration.ofMinutes(1)), "generate")
                            .text();
                    replies.add(reply.equals("question " + i) ? "own" : reply);
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(
                Map.of("own", 200L),
                replies.stream().collect(Collectors.groupingBy(reply -> reply, Collectors.counting())));
    }

    private static Arguments failing(String what, Supplier<RuntimeException> failure) {
        return argumentSet(what, failure);
    }

    private BoundedChat chat(int failing, Supplier<RuntimeException> failure) {
        return BoundedChat.of(model(() -> {
            if (calls.get() <= failing) {
                throw failure.get();
            }
            return ChatResponse.builder()
                    .aiMessage(AiMessage.from("Two years."))
                    .build();
        }));
    }

    private ChatModel model(Supplier<ChatResponse> replies) {
        return new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                calls.incrementAndGet();
                return replies.get();
            }
        };
    }

    private static ChatReply send(BoundedChat chat) {
        return chat.send(REQUEST, inquiry(Duration.ofMinutes(1)), "generate");
    }

    private static Inquiry inquiry(Duration budget) {
        return Inquiry.of(Question.of("How long?"), Scope.none(), Deadline.after(budget));
    }
}
