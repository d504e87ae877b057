package dev.fairlead;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Given replies by intent: the answer to a direct question, the question back to an unclear one, the reason of a refusal.
 *
 * @param byIntent the reply for each intent
 */
public record Replies(Map<String, String> byIntent) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a reply is blank
     */
    public Replies {
        byIntent = Map.copyOf(byIntent);
        byIntent.forEach((intent, reply) -> {
            if (reply.isBlank()) {
                throw new IllegalArgumentException("the reply for intent '" + intent + "' must not be blank");
            }
        });
    }

    /**
     * The replies that ship, for the intents of the shipped classifier, and for a question that may be of several intents ({@code
     * ambiguous}) or asks several things that go different ways ({@code several_things}).
     *
     * @return the replies
     */
    public static Replies standard() {
        return new Replies(Map.of(
                "small_talk",
                "Hello! Ask me about your documents and I will answer with the clause that says so.",
                "about_conversation",
                "I answer questions from the documents I was given and quote where each answer stands. I do not go back"
                        + " over earlier answers; ask again with the words that matter to you.",
                "general_knowledge",
                "That is general knowledge, and no chat model is attached that could answer it. I can tell you what your"
                        + " documents say; ask for a term, a clause or a rule.",
                "unclear",
                "I am not sure what you mean. Could you say it in a full sentence?",
                "ambiguous",
                "That may mean several things. Which of these do you mean?",
                "several_things",
                "You ask several things that I answer in different ways. Please ask them one at a time:",
                "out_of_scope",
                "That is outside what I can help with. I answer questions about your documents."));
    }

    /**
     * These replies with one more, which replaces an earlier one.
     *
     * @param intent the intent's label
     * @param reply the reply, not blank
     * @return new replies
     * @throws IllegalArgumentException if {@code reply} is blank
     */
    public Replies with(String intent, String reply) {
        Map<String, String> more = new HashMap<>(byIntent);
        more.put(intent, reply);
        return new Replies(more);
    }

    /**
     * The reply for an intent.
     *
     * @param intent the intent's label
     * @return the reply, empty where there is none
     */
    public Optional<String> reply(String intent) {
        return Optional.ofNullable(byIntent.get(intent));
    }
}
