package dev.fairlead.generation;

import dev.fairlead.Deadline;
import dev.fairlead.FairleadException;
import dev.fairlead.Inquiry;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A chat model under the question's deadline and one retry policy, whatever its own are: it is called on a virtual thread
 * that is interrupted when the time is up; what may pass (rate limits, server errors, lost connections) is tried again at
 * most twice after growing pauses, or after the one the provider asks for; what will not pass (a wrong key, an invalid
 * request) and what cannot be read is not. No pause goes beyond the deadline. Thread-safe if the model is.
 */
public final class BoundedChat {
    /** The longest text that is taken from a model, in characters. */
    public static final int MAX_CHARACTERS = 2_000_000;

    private final ChatModel model;

    private BoundedChat(ChatModel model) {
        this.model = Objects.requireNonNull(model, "model");
    }

    /**
     * Puts a chat model under the policy.
     *
     * @param model the model; switch its own retries off
     * @return the model, bounded
     */
    public static BoundedChat of(ChatModel model) {
        return new BoundedChat(model);
    }

    /**
     * Sends a request and waits for the reply. Records a step with the model's name, its tokens, the number of attempts and
     * how those before the last failed; records it also where the call fails.
     *
     * @param request the request
     * @param inquiry the question under way, whose deadline holds
     * @param step the name of the step, such as {@code "generate"}
     * @return what the model wrote
     * @throws dev.fairlead.GenerationException if the model failed to the last attempt, or what it returned holds no text
     * @throws dev.fairlead.GenerationRefusedException if the provider refuses the call and would do so again
     * @throws dev.fairlead.DeadlineExceededException if the deadline passed
     */
    public ChatReply send(ChatRequest request, Inquiry inquiry, String step) {
        return send(request, inquiry, step, inquiry.deadline());
    }

    /** With a deadline of the call's own, not after the question's. */
    ChatReply send(ChatRequest request, Inquiry inquiry, String step, Deadline deadline) {
        long start = System.nanoTime();
        ChatAttempts attempts = new ChatAttempts(model, Objects.requireNonNull(request, "request"), deadline);
        Map<String, Object> details = new HashMap<>();
        try {
            deadline.check(step);
            ChatReply reply = attempts.run();
            details.put("model", reply.model());
            details.put("inputTokens", reply.usage().inputTokens());
            details.put("outputTokens", reply.usage().outputTokens());
            details.put("characters", reply.text().length());
            details.put("cut", reply.cut());
            return reply;
        } catch (FairleadException e) {
            details.put("failed", String.valueOf(e.getMessage()));
            throw e;
        } finally {
            details.put("attempts", attempts.made());
            details.put("failures", attempts.failures());
            inquiry.record(step, start, details);
        }
    }
}
