package dev.fairlead;

import dev.fairlead.generation.ChatResponder;
import java.util.Optional;

/** Answers direct questions: world knowledge by the chat model where there is one, everything else by a given reply. */
record Replier(Replies replies, Optional<ChatResponder> responder) {
    private static final String MODEL_INTENT = "general_knowledge";

    boolean available() {
        return responder.isPresent() || !replies.byIntent().isEmpty();
    }

    /** The host's words for an intent, whatever its path. */
    Optional<String> given(String intent) {
        return replies.reply(intent);
    }

    /** Empty where the host has neither a reply for this intent nor a model. */
    Optional<String> reply(Inquiry inquiry, String intent) {
        Optional<String> given = replies.reply(intent);
        boolean ask = responder.isPresent() && (given.isEmpty() || intent.equals(MODEL_INTENT));
        return ask ? responder.map(model -> model.respond(inquiry)).filter(text -> !text.isBlank()) : given;
    }
}
