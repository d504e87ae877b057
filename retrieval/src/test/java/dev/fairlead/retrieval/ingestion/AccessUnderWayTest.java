package dev.fairlead.retrieval.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Encoding;
import dev.fairlead.ForwardingTextEncoder;
import dev.fairlead.Metadata;
import dev.fairlead.Scope;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.WordEncoder;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Who may see a document is changed by one caller while another is adding it without a word on that. */
final class AccessUnderWayTest {
    private static final Document PLAN = Document.of("plan", "The merger is planned for spring.");
    private static final Document NEW_PLAN = Document.of("plan", "The merger is slow and planned for autumn.");
    private static final Document SLOW = Document.of("slow", "This one is slow.");
    private static final Document MARK = Document.of("mark", "This is a mark.");
    private static final Access BOARD = Access.of("acme", "board");

    private final Gate gate = new Gate(new WordEncoder());

    /** Holds up what encodes a text with the word slow until it is opened. */
    private static final class Gate extends ForwardingTextEncoder {
        private final CountDownLatch slow = new CountDownLatch(1);
        private final CountDownLatch mark = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        Gate(TextEncoder encoder) {
            super(encoder);
        }

        @Override
        public Encoding encode(String text, Kind kind, Deadline deadline) {
            if (text.contains("slow")) {
                slow.countDown();
                await(open);
            }
            if (text.contains("mark")) {
                mark.countDown();
            }
            return super.encode(text, kind, deadline);
        }

        static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {}
    }

    private HybridIndex index() {
        return HybridIndex.builder(gate).ingestThreads(2).build();
    }

    private static Optional<String> seen(HybridIndex index, Scope scope) {
        return index.document("plan", scope).map(Document::text);
    }

    /** Adds the documents, and does the change once the latch tells that they are read. */
    private IngestReport add(HybridIndex index, CountDownLatch read, Runnable change, Document... documents) {
        var report = CompletableFuture.supplyAsync(() -> index.add(Documents.of(documents)));
        Gate.await(read);
        change.run();
        gate.open.countDown();
        return report.join();
    }

    @Test
    void what_is_restricted_while_a_new_version_is_encoded_stays_restricted() {
        try (HybridIndex index = index()) {
            index.add(PLAN);
            IngestReport report = add(index, gate.slow, () -> index.setAccess("plan", BOARD), NEW_PLAN);
            assertEquals(1, report.added());
            assertEquals(Optional.empty(), seen(index, Scope.none()));
            assertEquals(Optional.of(NEW_PLAN.text()), seen(index, Scope.of("acme", "board")));
        }
    }

    @Test
    void what_is_restricted_while_its_facts_change_stays_restricted() {
        try (HybridIndex index = index()) {
            index.add(PLAN);
            // The slow one holds up the writing; the mark is encoded once the plan was looked at.
            IngestReport report = add(
                    index,
                    gate.mark,
                    () -> index.setAccess("plan", BOARD),
                    SLOW,
                    PLAN.withMetadata(Metadata.of("year", 2026)),
                    MARK);
            assertEquals(1, report.updated());
            assertEquals(Optional.empty(), seen(index, Scope.none()));
            assertTrue(seen(index, Scope.of("acme", "board")).isPresent());
        }
    }

    @Test
    void a_restricted_one_added_meanwhile_by_another_is_not_opened() {
        try (HybridIndex index = index()) {
            add(index, gate.slow, () -> index.add(PLAN.withAccess(BOARD)), NEW_PLAN);
            assertEquals(Optional.empty(), seen(index, Scope.none()));
            assertEquals(Optional.of(NEW_PLAN.text()), seen(index, Scope.of("acme", "board")));
        }
    }

    @Test
    void what_was_restricted_and_is_deleted_meanwhile_does_not_come_back_open() {
        try (HybridIndex index = index()) {
            index.add(PLAN.withAccess(BOARD));
            add(index, gate.slow, () -> index.delete("plan"), NEW_PLAN);
            assertEquals(Optional.empty(), seen(index, Scope.none()));
            assertEquals(Optional.of(NEW_PLAN.text()), seen(index, Scope.of("acme", "board")));
        }
    }

    @Test
    void declared_access_wins_over_a_change_made_meanwhile() {
        try (HybridIndex index = index()) {
            index.add(PLAN);
            Document declared = NEW_PLAN.withAccess(Access.tenant("beta"));
            add(index, gate.slow, () -> index.setAccess("plan", BOARD), declared);
            assertEquals(Optional.empty(), seen(index, Scope.of("acme", "board")));
            assertEquals(Optional.of(NEW_PLAN.text()), seen(index, Scope.of("beta")));
        }
    }
}
