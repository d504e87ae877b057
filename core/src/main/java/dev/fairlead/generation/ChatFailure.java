package dev.fairlead.generation;

import com.fasterxml.jackson.core.JacksonException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/**
 * What a failed attempt means for the next one. An HTTP status says most; without one the exception's type does.
 *
 * @param kind whether another attempt may end otherwise
 * @param text one line for messages and traces
 * @param pauseAskedFor how long the provider asks to wait, where it says so
 */
record ChatFailure(Kind kind, String text, Optional<Duration> pauseAskedFor) {
    enum Kind {
        /** It may pass in a moment. */
        PASSING,
        /** The same request will fail again. */
        LASTING,
        /** What came back cannot be read, or the model's own code failed. */
        BROKEN
    }

    private static final int DEEPEST_CAUSE = 20;
    /** In OpenAI's 429 where the account is used up: waiting does not help. */
    private static final String USED_UP = "insufficient_quota";

    static ChatFailure of(Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        for (Throwable cause : causes) {
            if (cause instanceof HttpException http) {
                return of(http.statusCode(), ProviderMessage.of(http.getMessage()));
            }
        }
        ProviderMessage message = ProviderMessage.of(causes.getLast().getMessage());
        // From the innermost out: a connection that was refused because the name is unknown is reported as the latter.
        String text = causes.reversed().stream()
                .flatMap(cause -> named(cause).stream())
                .findFirst()
                .orElseGet(() -> causes.getLast().getClass().getSimpleName() + said(message));
        return new ChatFailure(kind(causes), text, message.pause());
    }

    private static ChatFailure of(int status, ProviderMessage message) {
        boolean passing = passes(status) && !message.body().contains(USED_UP);
        // Who rejects a key may quote it.
        boolean aboutKey = status == 401 || status == 403;
        String text =
                "HTTP " + status + (aboutKey ? " (the API key is missing, wrong or without access)" : said(message));
        return new ChatFailure(passing ? Kind.PASSING : Kind.LASTING, text, message.pause());
    }

    private static String said(ProviderMessage message) {
        String excerpt = message.excerpt();
        return excerpt.isEmpty() ? "" : ": " + excerpt;
    }

    /** What the messages of these would not tell a person; Jackson's would quote what it could not read. */
    private static Optional<String> named(Throwable cause) {
        return switch (cause) {
            case UnresolvedAddressException unknown -> Optional.of("the server's name is unknown");
            case UnknownHostException unknown -> Optional.of("the server's name is unknown");
            case ConnectException refused -> Optional.of("no connection to the server");
            case HttpTimeoutException late -> Optional.of("the model's own timeout passed");
            case SSLHandshakeException untrusted -> Optional.of("no trusted connection to the server");
            case JacksonException unreadable -> Optional.of("the reply is not the JSON it should be");
            default -> Optional.empty();
        };
    }

    private static boolean passes(int status) {
        return status == 408 || status == 409 || status == 429 || (status >= 500 && status <= 599);
    }

    /** The outermost exception whose type says something decides: it knows what the inner ones meant. */
    private static Kind kind(List<Throwable> causes) {
        return causes.stream()
                .flatMap(cause -> kind(cause).stream())
                .findFirst()
                .orElse(Kind.BROKEN);
    }

    private static Optional<Kind> kind(Throwable cause) {
        return switch (cause) {
            case RetriableException passing -> Optional.of(Kind.PASSING);
            case NonRetriableException lasting -> Optional.of(Kind.LASTING);
            case UnsupportedFeatureException lasting -> Optional.of(Kind.LASTING);
            case UnknownHostException lasting -> Optional.of(Kind.LASTING);
            case SSLHandshakeException lasting -> Optional.of(Kind.LASTING);
            case JacksonException broken -> Optional.of(Kind.BROKEN);
            case IOException passing -> Optional.of(Kind.PASSING);
            default -> Optional.empty();
        };
    }

    private static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable at = thrown; at != null && causes.size() < DEEPEST_CAUSE; at = at.getCause()) {
            causes.add(at);
        }
        return causes;
    }
}
