package dev.fairlead.examples.cli;

import dev.fairlead.Answer;
import dev.fairlead.Evidence;
import dev.fairlead.Fairlead;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Retriever;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.Explanation;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.HybridRetriever;
import dev.fairlead.routing.IntentRouter;
import dev.fairlead.routing.OnnxTextEncoder;
import dev.langchain4j.model.chat.ChatModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** An index with all that answers from it, opened once. Remembers the explanation of the last question. One thread. */
final class Assistant implements AutoCloseable {
    private final TextEncoder encoder;
    private final HybridIndex index;
    private final Fairlead fairlead;
    private final AtomicReference<Optional<Explanation>> explanation = new AtomicReference<>(Optional.empty());

    private Assistant(
            OnnxTextEncoder encoder, HybridIndex index, int k, Duration timeLimit, Optional<ChatModel> model) {
        this.encoder = encoder;
        this.index = index;
        Fairlead.Builder builder = Fairlead.builder(new Remembering(index.retriever(k), explanation))
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
        explanation.set(Optional.empty());
        return fairlead.ask(question);
    }

    /** Why the last question got the evidence it got, where it came to that; an answer holds no more than its citations. */
    Optional<Explanation> explanation() {
        return explanation.get();
    }

    @Override
    public void close() {
        try (encoder;
                index;
                fairlead) {
            explanation.set(Optional.empty());
        }
    }

    private record Remembering(HybridRetriever retriever, AtomicReference<Optional<Explanation>> last)
            implements Retriever {
        @Override
        public Evidence retrieve(Inquiry inquiry) {
            Explanation explanation = retriever.explain(inquiry);
            last.set(Optional.of(explanation));
            return explanation.evidence();
        }

        @Override
        public Optional<TextEncoder> encoder() {
            return retriever.encoder();
        }
    }
}
