package dev.fairlead.retrieval.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.Document;
import dev.fairlead.FairleadListener;
import dev.fairlead.IngestProgress;
import dev.fairlead.retrieval.WordEncoder;
import dev.fairlead.retrieval.chunking.Chunker;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Language;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.engine.WriteSettings;
import dev.fairlead.retrieval.lucene.LuceneEngine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchedIngestionTest {
    private static final int MANY = 2_500;

    private final WordEncoder encoder = new WordEncoder();
    private final AtomicLong nanoTime = new AtomicLong();
    private final LuceneEngine engine = LuceneEngine.open(
            Optional.empty(),
            new LuceneEngine.Opening(
                    "the index",
                    new LuceneEngine.Texts(Language.ENGLISH, encoder.fingerprint(), encoder.dimension()),
                    false,
                    1 << 20,
                    WriteSettings.standard()),
            "whole");

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void readers_follow_a_long_call_by_time() {
        long[] seen = new long[5];
        add(5, progress -> {
            seen[progress.documents() - 1] = size();
            if (progress.documents() == 3) {
                nanoTime.addAndGet(Duration.ofSeconds(11).toNanos());
            }
        });
        assertEquals(0, seen[2]);
        assertEquals(4, seen[3]);
        assertEquals(4, seen[4]);
        assertEquals(5, size());
    }

    @Test
    void a_fast_call_of_many_documents_shows_them_all_when_it_returns_and_not_in_small_segments_before() {
        add(MANY, progress -> {
            if (progress.documents() == MANY) {
                assertEquals(0, size());
            }
        });
        assertEquals(MANY, size());
    }

    private interface Watching {
        void of(IngestProgress progress);
    }

    private void add(int documents, Watching watching) {
        FairleadListener listener = new FairleadListener() {
            @Override
            public void ingested(IngestProgress progress) {
                watching.of(progress);
            }
        };
        IngestSettings settings =
                new IngestSettings(encoder, new Chunker(Chunking.whole(), encoder), Optional.empty(), listener, 1);
        IngestReport report = new Ingestion(engine, settings, nanoTime::get)
                .run(Documents.of(
                        IntStream.range(0, documents).mapToObj(i -> Document.of("d" + i, "Clause " + i + " binds."))));
        assertEquals(documents, report.added());
    }

    private long size() {
        try (IndexSnapshot snapshot = engine.snapshot()) {
            return snapshot.size(Within.everything());
        }
    }
}
