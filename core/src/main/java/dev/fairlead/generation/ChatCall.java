package dev.fairlead.generation;

import dev.fairlead.Deadline;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.Draft;
import dev.fairlead.GenerationException;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Calls a chat model within a deadline: on a virtual thread, interrupted when the time is up. */
final class ChatCall {
    private ChatCall() {}

    static ChatResponse run(ChatModel model, List<ChatMessage> messages, Deadline deadline) {
        deadline.check("generate");
        ChatRequest request = ChatRequest.builder().messages(messages).build();
        FutureTask<ChatResponse> call = new FutureTask<>(() -> model.chat(request));
        Thread.ofVirtual().name("fairlead-chat").start(call);
        try {
            return call.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new DeadlineExceededException("the deadline passed while the chat model was answering", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GenerationException("interrupted while the chat model was answering", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new GenerationException("the chat model failed: " + cause.getMessage(), cause);
        } finally {
            call.cancel(true);
        }
    }

    static Draft.Usage usage(ChatResponse response) {
        TokenUsage usage = response.tokenUsage();
        return usage == null
                ? new Draft.Usage(0, 0)
                : new Draft.Usage(orZero(usage.inputTokenCount()), orZero(usage.outputTokenCount()));
    }

    /** A model may answer with tool calls and no text; that is an empty draft, not an error. */
    static String text(ChatResponse response) {
        String text = response.aiMessage().text();
        return text == null ? "" : text.strip();
    }

    static String modelName(ChatResponse response) {
        String name = response.modelName();
        return name == null ? "" : name;
    }

    private static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
