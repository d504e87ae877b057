package dev.fairlead.examples;

import dev.fairlead.Answer;
import dev.fairlead.Fairlead;
import dev.fairlead.Replies;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.routing.IntentRouter;
import dev.fairlead.routing.IntentTrainer;
import dev.fairlead.routing.OnnxTextEncoder;
import dev.fairlead.routing.RouteTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A support desk with ticket categories of its own, trained when it starts from a dozen tickets each: {@code java -cp
 * examples/target/fairlead.jar dev.fairlead.examples.SupportBot examples/samples} prints
 *
 * <pre>{@code
 * ...
 * machine_help> Which brew temperature do you recommend?
 * | T1 Brew temperature | 86 to 97 °C | 93 °C | [1]
 * ...
 * }</pre>
 */
public final class SupportBot {
    private static final Map<String, RoutePath> PATHS = Map.of( // the other categories are asked of the documents
            "order_status", RoutePath.DIRECT, "talk_to_human", RoutePath.DIRECT, "off_topic", RoutePath.DECLINE);
    private static final Replies REPLIES = new Replies(Map.of(
            "order_status", "You can follow your order under My Account.",
            "talk_to_human", "A colleague will call you back today."));
    private static final List<String> TICKETS = List.of(
            "My tamper is unused, may I give it back after a month?",
            "Which brew temperature do you recommend?",
            "hey, where is my parcel",
            "Who is going to win the cup final?");

    public static void main(String[] arguments) {
        Path samples = Path.of(arguments[0]);
        try (var encoder = OnnxTextEncoder.bgeSmall();
                var index = HybridIndex.inMemory(encoder)) {
            index.add(Documents.file(samples.resolve("policies/returns-and-refunds.txt")));
            index.add(Documents.file(samples.resolve("manuals/espresso-machine.md")));
            var trained = IntentTrainer.builder(encoder).build().train(samples.resolve("support/tickets.jsonl"));
            var router = IntentRouter.of(trained.classifier(encoder), encoder, new RouteTable(PATHS, 0.3, 0.5));
            var desk = Fairlead.builder(index.retriever()).router(router).replies(REPLIES);
            try (var fairlead = desk.timeLimit(Duration.ofSeconds(10)).build()) {
                for (String ticket : TICKETS) {
                    Answer answer = fairlead.ask(ticket);
                    RouteDecision decision = answer.trace().decision().orElseThrow();
                    System.out.println(decision.route().ground().intent() + "> " + ticket + "\n" + answer);
                }
            }
        }
    }
}
