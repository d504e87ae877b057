import dev.fairlead.benchmarks.peers.work.Found;
import dev.fairlead.benchmarks.peers.work.KnownText;
import dev.fairlead.benchmarks.peers.work.Peer;
import dev.fairlead.benchmarks.peers.work.Work;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.filter.Filter;
import org.springframework.ai.vectorstore.filter.FilterExpressionBuilder;

/** Spring AI's store in memory, saved to a file as its documentation shows. */
final class Simple implements Peer {
    private static final String TENANT = "tenant";

    private final KnownEmbeddings embeddings = new KnownEmbeddings(new HashMap<>());
    private final SimpleVectorStore store = SimpleVectorStore.builder(embeddings).build();
    private final File file;

    Simple(Path folder) {
        this.file = folder.resolve("store.json").toFile();
        if (file.exists()) {
            store.load(file);
        }
    }

    public static void main(String[] arguments) throws IOException {
        Logger.getLogger("").setLevel(Level.WARNING); // the store logs a line for each passage
        Work.run(arguments, Simple::new);
    }

    @Override
    public void add(List<KnownText> passages) {
        passages.forEach(passage -> embeddings.known().put(passage.text(), passage.vector()));
        store.add(passages.stream()
                .map(passage -> new Document(passage.id(), passage.text(), Map.of(TENANT, passage.tenant())))
                .toList());
        embeddings.known().clear();
    }

    @Override
    public List<Found> search(KnownText question, int k, Optional<String> tenant) {
        embeddings.known().put(question.text(), question.vector());
        SearchRequest.Builder request =
                SearchRequest.builder().query(question.text()).topK(k).similarityThresholdAll();
        tenant.ifPresent(one -> request.filterExpression(only(one)));
        List<Document> found = store.similaritySearch(request.build());
        embeddings.known().clear();
        return found.stream()
                .map(one -> new Found(
                        one.getId(), one.getText(), one.getMetadata().get(TENANT).toString()))
                .toList();
    }

    private static Filter.Expression only(String tenant) {
        return new FilterExpressionBuilder().eq(TENANT, tenant).build();
    }

    @Override
    public void delete(String tenant) {
        store.delete(only(tenant));
    }

    @Override
    public void save() {
        store.save(file);
    }

    @Override
    public void close() {
        save();
    }

    /** Vectors by text. */
    private record KnownEmbeddings(Map<String, float[]> known) implements EmbeddingModel {
        @Override
        public float[] embed(String text) {
            return known.get(text);
        }

        @Override
        public float[] embed(Document document) {
            return known.get(document.getText());
        }

        @Override
        public EmbeddingResponse call(EmbeddingRequest request) {
            throw new UnsupportedOperationException("texts come one by one");
        }

        @Override
        public int dimensions() {
            return 384;
        }
    }
}
