package dev.fairlead.json;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fairlead.AnswerContract;
import dev.fairlead.Citation;
import dev.fairlead.Draft;
import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.Passage;
import dev.fairlead.generation.BoundedChat;
import dev.fairlead.generation.ChatReply;
import dev.fairlead.json.extract.Extraction;
import dev.fairlead.json.extract.Gathering;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets a chat model fill a contract from the passages found for the question and its fields. The provider's own structured
 * output is used where the model has it; what it writes is repaired, coerced and checked here all the same, and asked for
 * once more with what is wrong. Thread-safe if the model is.
 */
public final class ChatFiller implements Filler {
    /** The most single values of one form that are cited: each is sought in its passages. */
    static final int MAX_VALUES = 2_000;

    private final ChatModel model;
    private final BoundedChat chat;
    private final double abstainBelow;

    private ChatFiller(ChatModel model, double abstainBelow) {
        this.model = model;
        this.chat = BoundedChat.of(model);
        this.abstainBelow = abstainBelow;
    }

    /**
     * A filler on a chat model.
     *
     * @param model the model; switch its own retries off, since the deadline governs
     * @param abstainBelow smallest confidence of evidence that is shown to the model, in [0, 1]
     * @return the filler
     */
    public static ChatFiller of(ChatModel model, double abstainBelow) {
        return new ChatFiller(model, abstainBelow);
    }

    @Override
    public Filled fill(Inquiry inquiry, AnswerContract.Json contract, Function<String, Evidence> search) {
        Validator validator = Validator.of(contract.schema());
        Field.Group root = Field.of(validator.root());
        Gathering gathered = Extraction.gather(inquiry, search, ExtractiveFiller.sought(root));
        if (gathered.confidence() < abstainBelow || gathered.passages().isEmpty()) {
            return new Filled.Nothing("nothing found that fills a field");
        }
        boolean structured = model.supportedCapabilities().contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
        ChatPrompt prompt =
                new ChatPrompt(inquiry.question().text(), validator.root(), gathered.passages(), structured);
        Reply first = ask(prompt.first(), inquiry, contract, validator, root, gathered.passages());
        return first.filled().orElseGet(() -> {
            ChatRequest again = prompt.again(first.raw(), first.violations());
            Reply second = ask(again, inquiry, contract, validator, root, gathered.passages());
            return second.filled()
                    .orElseGet(() -> new Filled.Broken(
                            second.violations().stream()
                                    .map(Violation::toString)
                                    .toList(),
                            second.raw()));
        });
    }

    /** What the model wrote, and either what is wrong with it or what came of it. */
    private record Reply(String raw, List<Violation> violations, Optional<Filled> filled) {}

    private Reply ask(
            ChatRequest request,
            Inquiry inquiry,
            AnswerContract.Json contract,
            Validator validator,
            Field.Group root,
            List<Passage> passages) {
        ChatReply reply = chat.send(request, inquiry, "generate");
        long start = System.nanoTime();
        Envelope envelope = Envelope.of(reply.text(), root);
        if (envelope.nothing()) {
            return new Reply(
                    reply.text(), List.of(), Optional.of(new Filled.Nothing("the passages found do not answer this")));
        }
        List<Violation> violations = new ArrayList<>(
                envelope.answer().isMissingNode()
                        ? List.of(new Violation(
                                "", reply.cut() ? "the reply was cut off" : "the reply holds no JSON object"))
                        : validator.check(envelope.answer()));
        List<Citation> citations =
                citations(envelope, root, passages, inquiry, contract.cited() ? violations : new ArrayList<>());
        inquiry.record(
                "validate",
                start,
                Map.of(
                        "repaired", envelope.repaired(),
                        "violations",
                                violations.stream().map(Violation::toString).toList()));
        if (contract.cited() && violations.isEmpty() && citations.isEmpty()) {
            return new Reply(reply.text(), List.of(), Optional.of(new Filled.Nothing("no field was filled")));
        }
        Optional<Filled> filled = violations.isEmpty()
                ? Optional.of(new Filled.Complete(envelope.answer().toString(), citations))
                : Optional.empty();
        return new Reply(reply.text(), violations, filled);
    }

    private static List<Citation> citations(
            Envelope envelope, Field.Group root, List<Passage> passages, Inquiry inquiry, List<Violation> violations) {
        List<Citation> citations = new ArrayList<>();
        List<String> leaves = envelope.leaves();
        if (leaves.size() > MAX_VALUES) {
            violations.add(new Violation("", "must have at most " + MAX_VALUES + " values, had " + leaves.size()));
            return citations;
        }
        for (String pointer : leaves) {
            inquiry.deadline().check("validate");
            if (root.isConstant(pointer)) {
                continue;
            }
            int before = citations.size();
            for (int number : envelope.sources(pointer)) {
                if (number >= 1 && number <= passages.size()) {
                    String value =
                            envelope.answer().at(JsonPointer.compile(pointer)).asText();
                    Draft.Source source = Quote.of(passages.get(number - 1), pointer, value, root);
                    citations.add(ExtractiveFiller.citation(citations.size() + 1, source, pointer));
                }
            }
            if (citations.size() == before) {
                violations.add(
                        new Violation(pointer, "needs the number of a passage that states it under \"sources\""));
            }
        }
        return citations;
    }
}
