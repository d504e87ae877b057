package com.example.desk;

import dev.fairlead.Answer;
import dev.fairlead.AnswerContract;
import dev.fairlead.Fairlead;
import dev.fairlead.Filter;
import dev.fairlead.Question;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.routing.IntentRouter;
import dev.fairlead.routing.OnnxTextEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Answers questions about the contracts of a folder. */
public final class ContractDesk implements AutoCloseable {
    private final OnnxTextEncoder encoder = OnnxTextEncoder.bgeSmall();
    private final HybridIndex index;
    private final Fairlead fairlead;

    public ContractDesk(Path indexFolder, Path contracts) {
        index = HybridIndex.open(indexFolder, encoder);
        index.add(Documents.in(contracts));
        fairlead = Fairlead.builder(index.retriever())
                .router(IntentRouter.standard(encoder))
                .timeLimit(Duration.ofSeconds(30))
                .build();
    }

    public String answer(String question) {
        return switch (fairlead.ask(question)) {
            case Answer.Answered a -> a.text() + a.citations();
            case Answer.Abstained a -> "The contracts do not say: " + a.reason();
            case Answer.Rejected r -> "Rejected: " + r.violations();
            case Answer.Clarification c -> c.question();
            case Answer.Declined d -> d.reason();
        };
    }

    /** The host's own schema: what its register holds of a contract. */
    public record Register(String governingLaw, Optional<Integer> noticeDays) {}

    public Register register(String file) {
        Question question = Question.of("What are the terms of this contract?")
                .withFilter(Filter.equalTo("file", file))
                .withContract(AnswerContract.of(Register.class));
        if (fairlead.ask(question) instanceof Answer.Answered answered) {
            return answered.as(Register.class);
        }
        throw new IllegalArgumentException("not a contract to register: " + file);
    }

    @Override
    public void close() {
        fairlead.close();
        index.close();
        encoder.close();
    }
}
