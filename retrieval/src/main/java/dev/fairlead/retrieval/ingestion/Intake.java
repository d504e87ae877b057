package dev.fairlead.retrieval.ingestion;

import dev.fairlead.Document;
import dev.fairlead.retrieval.engine.PassageStore;
import dev.fairlead.retrieval.engine.Prepared;
import java.util.concurrent.Callable;

/**
 * Reads one document and does with it what can be done beside others: parses it, finds out whether it is new, and if so
 * cuts and encodes it. Nothing is written here, so the order of writing stays with the caller.
 */
final class Intake implements Callable<Intake.Outcome> {
    private final Loaded.Unread unread;
    private final PassageStore engine;
    private final Preparation.Workshop workshop;
    private volatile long weight;
    private volatile boolean keepsAccess;

    /** What is left to do. */
    sealed interface Outcome {
        /** Nothing: it cannot be added. */
        record Failed(String reason) implements Outcome {}

        /** Nothing: it is there already. */
        record Unchanged() implements Outcome {}

        /** Only its facts are other than in the index. */
        record NewFacts(Document document, String contentHash) implements Outcome {}

        /** It is to be written. */
        record Ready(Prepared prepared, int truncated) implements Outcome {}
    }

    Intake(Loaded.Unread unread, PassageStore engine, Preparation.Workshop workshop) {
        this.unread = unread;
        this.engine = engine;
        this.workshop = workshop;
        this.weight = unread.weight();
    }

    String id() {
        return unread.id();
    }

    /** About how many characters it holds in memory. */
    long weight() {
        return weight;
    }

    /** Whether nothing was said on who may see the document, so that what the index says at its writing holds. */
    boolean keepsAccess() {
        return keepsAccess;
    }

    @Override
    public Outcome call() throws InterruptedException {
        workshop.cancellation().check();
        return switch (unread.load()) {
            case Loaded.Failed failed -> new Outcome.Failed(failed.failure().reason());
            case Loaded.Read read -> take(read.document());
        };
    }

    /** Cuts and encodes, whatever is in the index. */
    Outcome prepare(Document document, String contentHash) throws InterruptedException {
        return new Preparation(document, contentHash, workshop).call();
    }

    private Outcome take(Document given) throws InterruptedException {
        weight = given.text().length();
        if (given.text().isBlank()) {
            return new Outcome.Failed("empty: holds no text");
        }
        if (!isUnicode(given.text()) || !isUnicode(given.title()) || !isUnicode(given.id())) {
            return new Outcome.Failed("not Unicode text: holds half a surrogate pair");
        }
        keepsAccess = given.access().isUndeclared();
        Document document = engine.keepingAccess(given);
        String hash = workshop.settings().contentHash(document);
        return switch (engine.standing(document, hash)) {
            case UNCHANGED -> new Outcome.Unchanged();
            case CHANGED_FACTS -> new Outcome.NewFacts(document, hash);
            case NEW -> prepare(document, hash);
        };
    }

    /** Half a surrogate pair has no UTF-8 form: stored, it would come back as another character. */
    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
