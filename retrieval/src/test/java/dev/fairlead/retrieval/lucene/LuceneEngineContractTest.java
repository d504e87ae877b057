package dev.fairlead.retrieval.lucene;

import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.engine.Language;
import dev.fairlead.retrieval.engine.PassageIndexContract;
import dev.fairlead.retrieval.engine.PassageStore;
import dev.fairlead.retrieval.engine.PassageStoreContract;
import dev.fairlead.retrieval.engine.WriteSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The Lucene engine keeps the contract on disk and in memory. */
final class LuceneEngineContractTest {
    private static final long MASK_BYTES = 1L << 20;

    private static PassageStore open(Optional<Path> path, TextEncoder encoder, boolean requireScope, long maskBytes) {
        LuceneEngine.Opening opening = new LuceneEngine.Opening(
                "the index",
                new LuceneEngine.Texts(Language.ENGLISH, encoder.fingerprint(), encoder.dimension()),
                requireScope,
                maskBytes,
                WriteSettings.standard());
        return LuceneEngine.open(path, opening, "contract");
    }

    @Nested
    final class ReadsOnDisk extends PassageIndexContract {
        @TempDir
        Path folder;

        private int opened;

        @Override
        protected PassageStore open(TextEncoder encoder, boolean requireScope) {
            Path path = folder.resolve("index-" + opened++);
            return LuceneEngineContractTest.open(Optional.of(path), encoder, requireScope, MASK_BYTES);
        }
    }

    @Nested
    final class ReadsInMemory extends PassageIndexContract {
        @Override
        protected PassageStore open(TextEncoder encoder, boolean requireScope) {
            return LuceneEngineContractTest.open(Optional.empty(), encoder, requireScope, 0);
        }
    }

    @Nested
    final class WritesOnDisk extends PassageStoreContract {
        @TempDir
        Path folder;

        private int opened;

        @Override
        protected PassageStore open(TextEncoder encoder, boolean requireScope) {
            Path path = folder.resolve("index-" + opened++);
            return LuceneEngineContractTest.open(Optional.of(path), encoder, requireScope, MASK_BYTES);
        }
    }

    @Nested
    final class WritesInMemory extends PassageStoreContract {
        @Override
        protected PassageStore open(TextEncoder encoder, boolean requireScope) {
            return LuceneEngineContractTest.open(Optional.empty(), encoder, requireScope, 0);
        }
    }
}
