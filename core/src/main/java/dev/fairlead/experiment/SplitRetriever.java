package dev.fairlead.experiment;

import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.Retriever;
import dev.fairlead.TextEncoder;
import java.util.Objects;
import java.util.Optional;

/** Retrieves by the retriever of the unit's arm, and says in the trace which that was. */
record SplitRetriever(Split split, Retriever champion, Retriever challenger) implements Retriever {
    SplitRetriever {
        Objects.requireNonNull(champion, "champion");
        Objects.requireNonNull(challenger, "challenger");
    }

    @Override
    public Evidence retrieve(Inquiry inquiry) {
        Arm arm = split.arm(inquiry);
        SplitRouter.record(inquiry, split, arm, "retriever");
        return of(arm).retrieve(inquiry);
    }

    @Override
    public Evidence forReading(Inquiry inquiry, Evidence evidence) {
        return of(split.arm(inquiry)).forReading(inquiry, evidence);
    }

    @Override
    public Optional<TextEncoder> encoder() {
        return champion.encoder();
    }

    private Retriever of(Arm arm) {
        return arm == Arm.CHALLENGER ? challenger : champion;
    }
}
