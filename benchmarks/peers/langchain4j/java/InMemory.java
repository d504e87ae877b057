import dev.fairlead.benchmarks.peers.work.Found;
import dev.fairlead.benchmarks.peers.work.KnownText;
import dev.fairlead.benchmarks.peers.work.Peer;
import dev.fairlead.benchmarks.peers.work.Work;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.filter.comparison.IsEqualTo;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** langchain4j's store in memory, saved to a file as its documentation shows. */
final class InMemory implements Peer {
    static final String ID = "passage";
    static final String TENANT = "tenant";

    private final InMemoryEmbeddingStore<TextSegment> store;
    private final Path file;

    InMemory(Path folder) {
        this.file = folder.resolve("store.json");
        this.store = Files.exists(file) ? InMemoryEmbeddingStore.fromFile(file) : new InMemoryEmbeddingStore<>();
    }

    public static void main(String[] arguments) throws IOException {
        Work.run(arguments, InMemory::new);
    }

    @Override
    public void add(List<KnownText> passages) {
        store.addAll(
                passages.stream().map(KnownText::id).toList(),
                passages.stream().map(InMemory::embedding).toList(),
                passages.stream().map(InMemory::segment).toList());
    }

    static Embedding embedding(KnownText text) {
        return Embedding.from(text.vector());
    }

    static TextSegment segment(KnownText text) {
        return TextSegment.from(text.text(), Metadata.from(TENANT, text.tenant()).put(ID, text.id()));
    }

    static Found found(TextSegment segment) {
        return new Found(
                segment.metadata().getString(ID),
                segment.text(),
                segment.metadata().getString(TENANT));
    }

    @Override
    public List<Found> search(KnownText question, int k, Optional<String> tenant) {
        return store
                .search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(embedding(question))
                        .maxResults(k)
                        .filter(tenant.map(one -> new IsEqualTo(TENANT, one)).orElse(null))
                        .build())
                .matches()
                .stream()
                .map(match -> found(match.embedded()))
                .toList();
    }

    @Override
    public void delete(String tenant) {
        store.removeAll(new IsEqualTo(TENANT, tenant));
    }

    @Override
    public void save() {
        store.serializeToFile(file);
    }

    @Override
    public void close() {
        save();
    }
}
