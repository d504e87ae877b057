package dev.fairlead.generation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a provider said of a failure: the body of an error, of which one short line is safe to show.
 *
 * @param body the body as it came, at most its beginning
 */
record ProviderMessage(String body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_READ = 10_000;
    private static final int LONGEST_SHOWN = 200;
    /** Where OpenAI and those who speak like it, Ollama, vLLM and proxies put the sentence for people. */
    private static final List<String> PLACES =
            List.of("/error/message", "/error", "/message", "/detail", "/0/error/message");

    /** What looks like a key, or follows the word. */
    private static final Pattern SECRET = Pattern.compile("(?i)\\b(?:sk|pk|key|gsk|xai)[-_][\\w*-]{6,}|\\bbearer \\S+"
            + "|(?<=key)\"?(?: provided| is)?\\s?[:=]\\s?\\S+");

    private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Cntrl}]+");
    /** "Please try again in 1m12.5s", "try again in 120ms", "retry after 26 seconds". */
    private static final Pattern WAIT = Pattern.compile(
            "(?i)\\b(?:try again|retry) (?:in|after) (?:(\\d{1,4})m(?!s) ?)?(?:(\\d{1,6}(?:\\.\\d{1,9})?) ?(ms)?)?");

    static ProviderMessage of(@Nullable String body) {
        String text = body == null ? "" : body;
        return new ProviderMessage(text.length() > LONGEST_READ ? text.substring(0, LONGEST_READ) : text);
    }

    /** One line without what looks like a secret; empty where the body is a web page or nothing. */
    String excerpt() {
        String message = message().strip();
        if (message.startsWith("<")) {
            return "";
        }
        String line = SECRET.matcher(INVISIBLE.matcher(message).replaceAll(" ")).replaceAll(" ***");
        if (line.length() <= LONGEST_SHOWN) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST_SHOWN - 1)) ? LONGEST_SHOWN - 1 : LONGEST_SHOWN;
        return line.substring(0, end) + "...";
    }

    /** How long the provider asks to wait. langchain4j does not hand on the header that says it. */
    Optional<Duration> pause() {
        Matcher wait = WAIT.matcher(body);
        if (!wait.find() || (wait.group(1) == null && wait.group(2) == null)) {
            return Optional.empty();
        }
        Duration minutes = Duration.ofMinutes(wait.group(1) == null ? 0 : Long.parseLong(wait.group(1)));
        double rest = wait.group(2) == null ? 0 : Double.parseDouble(wait.group(2));
        return Optional.of(minutes.plusNanos((long) (rest * (wait.group(3) == null ? 1e9 : 1e6))));
    }

    private String message() {
        if (!body.startsWith("{") && !body.startsWith("[")) {
            return body;
        }
        try {
            JsonNode root = JSON.readTree(body);
            return PLACES.stream()
                    .map(root::at)
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue)
                    .findFirst()
                    .orElse(body);
        } catch (JacksonException e) {
            // Not JSON after all, or cut: shown as the text it is.
            return body;
        }
    }
}
