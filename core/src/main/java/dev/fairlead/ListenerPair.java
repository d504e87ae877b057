package dev.fairlead;

import java.util.Objects;

/** Tells two listeners. The second is told even where the first throws, whose exception then goes on. */
record ListenerPair(FairleadListener first, FairleadListener second) implements FairleadListener {
    ListenerPair {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
    }

    @Override
    public void answered(Answer answer) {
        try {
            first.answered(answer);
        } finally {
            second.answered(answer);
        }
    }

    @Override
    public void answered(Inquiry inquiry, Answer answer) {
        try {
            first.answered(inquiry, answer);
        } finally {
            second.answered(inquiry, answer);
        }
    }

    @Override
    public void ingested(IngestProgress progress) {
        try {
            first.ingested(progress);
        } finally {
            second.ingested(progress);
        }
    }
}
