package dev.fairlead.experiment;

import dev.fairlead.Deadline;
import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.Route;
import dev.fairlead.RouteDecision;
import dev.fairlead.text.ContentHash;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a shadow must know of a kind of step.
 *
 * @param apart the same question for the challenger, so that it shares nothing with the champion's that can wait or change
 * @param ready what the challenger is given when its turn has come
 * @param id identifies a question without quoting it
 * @param agree whether two results are one
 * @param summary a result in a line without user texts
 */
record Compared<Q, R>(
        UnaryOperator<Q> apart,
        UnaryOperator<Q> ready,
        Function<Q, String> id,
        BiPredicate<R, R> agree,
        Function<R, String> summary) {
    private static final int SHOWN = 5;

    static final Compared<Inquiry, RouteDecision> ROUTING = new Compared<>(
            inquiry -> inquiry.apart(Deadline.never()),
            Compared::timed,
            Compared::hash,
            (one, other) -> choice(one).equals(choice(other)),
            decision -> choice(decision) + " "
                    + String.format(
                            Locale.ROOT, "%.2f", decision.route().ground().probability()));

    static final Compared<Inquiry, Evidence> RETRIEVAL = new Compared<>(
            inquiry -> inquiry.apart(Deadline.never()),
            Compared::timed,
            Compared::hash,
            (one, other) -> passages(one).equals(passages(other)),
            evidence -> String.format(Locale.ROOT, "confidence %.2f, ", evidence.confidence())
                    + passages(evidence).stream().limit(SHOWN).toList());

    static final Compared<ChatRequest, ChatResponse> CHAT = new Compared<>(
            request -> request,
            request -> request,
            request -> ContentHash.of(request.messages().toString()),
            (one, other) -> Objects.equals(one.aiMessage(), other.aiMessage()),
            response -> "a message with hash "
                    + ContentHash.of(String.valueOf(response.aiMessage())).substring(0, 8));

    private static Inquiry timed(Inquiry inquiry) {
        return inquiry.apart(Deadline.after(Shadow.TIME_LIMIT));
    }

    private static String hash(Inquiry inquiry) {
        return ContentHash.of(inquiry.question().text());
    }

    private static String choice(RouteDecision decision) {
        Route route = decision.route();
        return route.path().name().toLowerCase(Locale.ROOT) + " ("
                + route.ground().intent() + ")";
    }

    private static List<String> passages(Evidence evidence) {
        return evidence.passages().stream().map(ranked -> ranked.passage().id()).toList();
    }
}
