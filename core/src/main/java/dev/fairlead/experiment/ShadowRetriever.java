package dev.fairlead.experiment;

import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.Retriever;
import dev.fairlead.TextEncoder;
import java.util.Objects;
import java.util.Optional;

/** Retrieves by the champion, shadowed. */
record ShadowRetriever(ShadowedStep<Inquiry, Evidence> step, Retriever champion, Retriever challenger)
        implements Retriever {
    ShadowRetriever {
        Objects.requireNonNull(champion, "champion");
        Objects.requireNonNull(challenger, "challenger");
    }

    @Override
    public Evidence retrieve(Inquiry inquiry) {
        return step.answer(inquiry, champion::retrieve, challenger::retrieve);
    }

    @Override
    public Evidence forReading(Inquiry inquiry, Evidence evidence) {
        return champion.forReading(inquiry, evidence);
    }

    @Override
    public Optional<TextEncoder> encoder() {
        return champion.encoder();
    }
}
