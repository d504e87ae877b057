package dev.fairlead.retrieval;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.PassageIndex;
import dev.fairlead.retrieval.engine.PassageIndexContract;
import dev.fairlead.retrieval.ingestion.Documents;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The Lucene engine keeps the contract on disk and in memory. */
final class HybridIndexContractTest {
    @Nested
    final class OnDisk extends PassageIndexContract {
        @TempDir
        Path folder;

        private int opened;

        @Override
        protected Engine open(TextEncoder encoder, boolean requireScope) {
            Path path = folder.resolve("index-" + opened++);
            return engine(HybridIndex.builder(encoder).path(path), requireScope);
        }
    }

    @Nested
    final class InMemory extends PassageIndexContract {
        @Override
        protected Engine open(TextEncoder encoder, boolean requireScope) {
            return engine(HybridIndex.builder(encoder).filterCacheBytes(0), requireScope);
        }
    }

    private static PassageIndexContract.Engine engine(HybridIndex.Builder builder, boolean requireScope) {
        HybridIndex index = builder.chunking(Chunking.sentences(32, 8))
                .requireScope(requireScope)
                .ingestThreads(2)
                .build();
        return new PassageIndexContract.Engine() {
            @Override
            public PassageIndex index() {
                return index;
            }

            @Override
            public void add(List<Document> documents) {
                Assertions.assertEquals(
                        List.of(), index.add(Documents.of(documents)).failed());
            }

            @Override
            public boolean delete(String documentId) {
                return index.delete(documentId);
            }

            @Override
            public boolean setAccess(String documentId, Access access) {
                return index.setAccess(documentId, access);
            }

            @Override
            public void close() {
                index.close();
            }
        };
    }
}
