package dev.fairlead.retrieval.memory;

import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.engine.PassageIndexContract;
import dev.fairlead.retrieval.engine.PassageStore;
import dev.fairlead.retrieval.engine.PassageStoreContract;
import org.junit.jupiter.api.Nested;

/** The plain engine keeps the contract too, so that it may serve as an oracle. */
final class MemoryEngineContractTest {
    @Nested
    final class Reads extends PassageIndexContract {
        @Override
        protected PassageStore open(TextEncoder encoder, boolean requireScope) {
            return new MemoryEngine(encoder.dimension(), requireScope);
        }
    }

    @Nested
    final class Writes extends PassageStoreContract {
        @Override
        protected PassageStore open(TextEncoder encoder, boolean requireScope) {
            return new MemoryEngine(encoder.dimension(), requireScope);
        }
    }
}
