package dev.fairlead.examples.cli;

import dev.fairlead.Answer;
import dev.fairlead.Evidence;
import dev.fairlead.Fairlead;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Retriever;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.routing.IntentRouter;
import dev.fairlead.routing.OnnxTextEncoder;
import dev.langchain4j.model.chat.ChatModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** An index with all that answers from it, opened once. Remembers the evidence of the last question. One thread. */
final class Assistant implements AutoCloseable {
    private final TextEncoder encoder;
    private final HybridIndex index;
    private final Fairlead fairlead;
    private final AtomicReference<Optional<Evidence>> evidence = new AtomicReference<>(Optional.empty());

    private Assistant(
            OnnxTextEncoder encoder, HybridIndex index, int k, Duration timeLimit, Optional<ChatModel> model) {
        this.encoder = encoder;
        this.index = index;
        Fairlead.Builder builder = Fairlead.builder(new Remembering(index.retriever(k), evidence))
                .router(IntentRouter.standard(encoder))
                .timeLimit(timeLimit);
        model.ifPresent(builder::chatModel);
        this.fairlead = builder.build();
    }

    static Assistant open(Path folder, int k, Duration timeLimit, Optional<ChatModel> model) {
        OnnxTextEncoder encoder = OnnxTextEncoder.bgeSmall();
        try {
            return new Assistant(encoder, HybridIndex.openReadOnly(folder, encoder), k, timeLimit, model);
        } catch (RuntimeException e) {
            encoder.close();
            throw e;
        }
    }

    /** Answers from what is in the index now, whoever put it there meanwhile. */
    Answer ask(Question question) {
        index.refresh();
        evidence.set(Optional.empty());
        return fairlead.ask(question);
    }

    /** Of which an answer holds no more than its citations. */
    Optional<Evidence> evidence() {
        return evidence.get();
    }

    @Override
    public void close() {
        try (encoder;
                index;
                fairlead) {
            evidence.set(Optional.empty());
        }
    }

    private record Remembering(Retriever retriever, AtomicReference<Optional<Evidence>> last) implements Retriever {
        @Override
        public Evidence retrieve(Inquiry inquiry) {
            Evidence evidence = retriever.retrieve(inquiry);
            last.set(Optional.of(evidence));
            return evidence;
        }

        @Override
        public Optional<TextEncoder> encoder() {
            return retriever.encoder();
        }
    }
}
