package dev.fairlead.retrieval.lucene;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.FairleadListener;
import dev.fairlead.retrieval.WordEncoder;
import dev.fairlead.retrieval.chunking.Chunker;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.Language;
import dev.fairlead.retrieval.engine.WriteSettings;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.retrieval.ingestion.IngestSettings;
import dev.fairlead.retrieval.ingestion.Ingestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** An endless history of writes, the same for each seed, with what an index must hold after each of its steps. */
final class WriteHistory {
    static final Access RESTRICTED = Access.of("harbour", "ann");
    private static final int IDS = 30;

    private final long seed;
    private final WordEncoder encoder = new WordEncoder();
    private final Chunking chunking = Chunking.sentences(16, 0);
    private final Chunker chunker = new Chunker(chunking, encoder);
    private final IngestSettings settings =
            new IngestSettings(encoder, chunker, Optional.empty(), new FairleadListener() {}, 2);

    /** One write. */
    sealed interface Step {
        record Add(List<Document> documents) implements Step {}

        record Delete(String id) implements Step {}

        record Restrict(String id) implements Step {}

        record Commit() implements Step {}

        record Compact() implements Step {}

        record Purge() implements Step {}

        /** Whether everything before it is durable once it has returned. */
        default boolean commits() {
            return this instanceof Commit || this instanceof Compact || this instanceof Purge;
        }
    }

    WriteHistory(long seed) {
        this.seed = seed;
    }

    LuceneEngine.Opening opening() {
        LuceneEngine.Texts texts = new LuceneEngine.Texts(Language.ENGLISH, encoder.fingerprint(), encoder.dimension());
        return new LuceneEngine.Opening("the index", texts, false, 1 << 20, WriteSettings.standard());
    }

    String chunking() {
        return chunking.fingerprint();
    }

    /** How many passages a document is cut into. */
    int passages(Document document) {
        return chunker.chunks(document).size();
    }

    /** A step of the history, from 1. */
    Step step(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        String id = "d" + random.nextInt(IDS);
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> new Step.Commit();
            case 5 -> new Step.Compact();
            case 6 -> new Step.Purge();
            case 7, 8, 9 -> new Step.Delete(id);
            case 10, 11 -> new Step.Restrict(id);
            default -> {
                List<Document> documents = new ArrayList<>();
                for (int i = random.nextInt(6); i >= 0; i--) {
                    documents.add(document("d" + random.nextInt(IDS), number, 1 + random.nextInt(40)));
                }
                yield new Step.Add(documents);
            }
        };
    }

    /** What a step is, for reports; 0 is the opening before the first. */
    String kind(int number) {
        return number == 0 ? "Opening" : step(number).getClass().getSimpleName();
    }

    private static Document document(String id, int version, int sentences) {
        String sentence = "Version " + version + " of " + id + " says that cargo is stored in the northern shed. ";
        return Document.of(id, sentence.repeat(sentences)).withTitle("");
    }

    void run(Step step, LuceneEngine engine) {
        switch (step) {
            case Step.Add add -> new Ingestion(engine, settings).run(Documents.of(add.documents()));
            case Step.Delete delete -> engine.delete(delete.id());
            case Step.Restrict restrict -> engine.setAccess(restrict.id(), RESTRICTED);
            case Step.Commit commit -> engine.commit();
            case Step.Compact compact -> engine.compact(1);
            case Step.Purge purge -> engine.purge();
        }
    }

    /** What an index holds after so many steps. */
    Map<String, Document> after(int steps) {
        Map<String, Document> documents = new TreeMap<>();
        for (int number = 1; number <= steps; number++) {
            switch (step(number)) {
                case Step.Add add -> {
                    for (Document document : add.documents()) {
                        Document earlier = documents.get(document.id());
                        documents.put(
                                document.id(), earlier == null ? document : document.withAccess(earlier.access()));
                    }
                }
                case Step.Delete delete -> documents.remove(delete.id());
                case Step.Restrict restrict ->
                    documents.computeIfPresent(restrict.id(), (id, found) -> found.withAccess(RESTRICTED));
                case Step.Commit commit -> {}
                case Step.Compact compact -> {}
                case Step.Purge purge -> {}
            }
        }
        return documents;
    }
}
