package dev.fairlead.generation;

import dev.fairlead.Inquiry;
import dev.fairlead.Turn;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The earlier turns a chat model is shown: the last ones, whole, as far as they fit. */
final class Conversation {
    /** About 4,000 tokens: room for evidence and answer in the smallest contexts that models have today. */
    private static final int MOST_CHARACTERS = 16_000;

    private Conversation() {}

    /** The last turns that fit, oldest first; records a step where some are left out. */
    static List<Turn> lastTurns(Inquiry inquiry) {
        long start = System.nanoTime();
        List<Turn> said = inquiry.question().turns().stream()
                .filter(turn -> !turn.question().isBlank() && !turn.answer().isBlank())
                .toList();
        int from = said.size();
        for (int room = MOST_CHARACTERS; from > 0; from--) {
            Turn turn = said.get(from - 1);
            room -= turn.question().length() + turn.answer().length();
            if (room < 0) {
                break;
            }
        }
        if (from > 0) {
            inquiry.record("turns", start, Map.of("earlier", said.size(), "leftOut", from));
        }
        return said.subList(from, said.size());
    }

    /** The same as messages. */
    static List<ChatMessage> messages(Inquiry inquiry) {
        List<ChatMessage> messages = new ArrayList<>();
        for (Turn turn : lastTurns(inquiry)) {
            messages.add(UserMessage.from(turn.question()));
            messages.add(AiMessage.from(turn.answer()));
        }
        return messages;
    }
}
