package dev.fairlead.generation;

import dev.fairlead.Deadline;
import dev.fairlead.Evidence;
import dev.fairlead.FairleadException;
import dev.fairlead.Inquiry;
import dev.fairlead.Rewriter;
import dev.fairlead.text.Terms;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Lets a chat model put a question in the words a document that answers it would use (Ma et al., EMNLP 2023,
 * https://doi.org/10.18653/v1/2023.emnlp-main.322). It sees the question and no document. It may take a quarter of the time
 * left; where it fails there is no rewriting, and the trace says why. Thread-safe if the model is.
 */
public final class ChatRewriter implements Rewriter {
    private static final String RULES = """
            You prepare questions for a search in documents. A search for the question you are given found nothing that \
            answers it.
            Write at most three other searches, one a line and nothing else: the question in the words that a document which \
            answers it would use, with other terms for the same things. Keep names, numbers and dates as they are. Answer \
            nothing.""";

    private static final int MOST = 3;
    private static final int LONGEST = 600;
    private static final int SHARE_OF_TIME = 4;

    private final BoundedChat chat;

    private ChatRewriter(BoundedChat chat) {
        this.chat = chat;
    }

    /**
     * A rewriter on a chat model.
     *
     * @param model the model; switch its own retries off, since the deadline governs
     * @return the rewriter
     */
    public static ChatRewriter of(ChatModel model) {
        return new ChatRewriter(BoundedChat.of(model));
    }

    @Override
    public List<String> rewrite(Inquiry inquiry, Evidence poor) {
        String asked = inquiry.question().text();
        if (asked.length() > LONGEST) {
            return List.of();
        }
        long start = System.nanoTime();
        Duration share = inquiry.deadline().remaining().dividedBy(SHARE_OF_TIME);
        ChatRequest request = ChatRequest.builder()
                .messages(SystemMessage.from(RULES), UserMessage.from(asked))
                .build();
        try {
            return searches(
                    chat.send(request, inquiry, "rewrite", Deadline.after(share))
                            .text(),
                    asked);
        } catch (FairleadException e) {
            if (inquiry.deadline().expired() || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            String reason = String.valueOf(e.getMessage());
            inquiry.record("fallback", start, Map.of("from", "chat model", "to", "no rewriting", "reason", reason));
            return List.of();
        }
    }

    /** Without the numbers and quotation marks that models put before lines although told not to. */
    private static List<String> searches(String written, String asked) {
        return written.lines()
                .map(line -> line.replaceFirst("^\\s*(?:[-*•]|\\d{1,2}[.)])\\s+", "")
                        .replaceAll("^[\"'“`]+|[\"'”`]+$", "")
                        .strip())
                .filter(line -> line.length() <= LONGEST && !Terms.of(line).isEmpty() && !line.equals(asked))
                .distinct()
                .limit(MOST)
                .toList();
    }
}
