package dev.fairlead.generation;

import dev.fairlead.Draft;
import dev.fairlead.GenerationException;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a chat model wrote.
 *
 * @param text its text without surrounding white space, possibly empty
 * @param model the model's name as it reported it, empty if it did not
 * @param usage tokens it counted
 * @param cut whether the text ends where the model's limit was, not where the model was done
 */
public record ChatReply(String text, String model, Draft.Usage usage, boolean cut) {
    /** Checks. */
    public ChatReply {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(usage, "usage");
    }

    /**
     * Takes over what a model returned, of which nothing can be relied on.
     *
     * @throws GenerationException if it holds no text, or more than {@value BoundedChat#MAX_CHARACTERS} characters
     */
    static ChatReply of(@Nullable ChatResponse response) {
        AiMessage message = response == null ? null : response.aiMessage();
        if (response == null || message == null || message.text() == null) {
            throw new GenerationException("the chat model returned no text" + (response == null ? "" : why(response)));
        }
        if (message.text().length() > BoundedChat.MAX_CHARACTERS) {
            throw new GenerationException(
                    "the chat model wrote " + message.text().length() + " characters, more than the "
                            + BoundedChat.MAX_CHARACTERS + " that are read");
        }
        return new ChatReply(
                message.text().strip(),
                Objects.requireNonNullElse(response.modelName(), ""),
                usage(response.tokenUsage()),
                response.finishReason() == FinishReason.LENGTH);
    }

    private static String why(ChatResponse response) {
        FinishReason reason = response.finishReason();
        return reason == null ? "" : "; it ended with " + reason;
    }

    private static Draft.Usage usage(@Nullable TokenUsage usage) {
        return usage == null
                ? new Draft.Usage(0, 0)
                : new Draft.Usage(orZero(usage.inputTokenCount()), orZero(usage.outputTokenCount()));
    }

    private static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
