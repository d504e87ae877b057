package dev.fairlead.feedback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry as a line of JSON. ASCII alone, other characters escaped: a line cut anywhere holds no half character, and what UTF-8 has no
 * form for survives.
 */
final class FeedbackLine {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private FeedbackLine() {}

    /** With its line break. */
    static byte[] write(Feedback feedback) {
        ObjectNode node = JSON.createObjectNode();
        switch (feedback) {
            case Feedback.Seen seen ->
                node.put("kind", "seen").put("intent", seen.intent()).put("certainty", seen.certainty());
            case Feedback.Correction correction ->
                node.put("kind", "correction").put("label", correction.label());
            case Feedback.Rating rating -> node.put("kind", "rating").put("rating", rating.rating());
        }
        return line(node.put("at", feedback.at().toString()).put("text", feedback.text()));
    }

    /** As the trainer of intents reads it. */
    static byte[] trainingRow(String text, String label) {
        return line(JSON.createObjectNode().put("text", text).put("label", label));
    }

    private static byte[] line(ObjectNode node) {
        try {
            return (JSON.writeValueAsString(node) + "\n").getBytes(StandardCharsets.US_ASCII);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers always have a JSON form", e);
        }
    }

    /** Empty if the line is torn or no entry. */
    static Optional<Feedback> read(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            Instant at = Instant.parse(node.path("at").asText());
            String text = node.path("text").asText();
            return switch (node.path("kind").asText()) {
                case "seen" ->
                    Optional.of(new Feedback.Seen(
                            at,
                            text,
                            node.path("intent").asText(),
                            node.path("certainty").asDouble(-1)));
                case "correction" ->
                    Optional.of(
                            new Feedback.Correction(at, text, node.path("label").asText()));
                case "rating" ->
                    Optional.of(
                            new Feedback.Rating(at, text, node.path("rating").asDouble(-1)));
                default -> Optional.empty();
            };
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
