import dev.fairlead.benchmarks.peers.work.Found;
import dev.fairlead.benchmarks.peers.work.KnownText;
import dev.fairlead.benchmarks.peers.work.Peer;
import dev.fairlead.benchmarks.peers.work.Work;
import dev.langchain4j.community.rag.content.retriever.lucene.LuceneContentRetriever;
import dev.langchain4j.community.rag.content.retriever.lucene.LuceneEmbeddingStore;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.filter.comparison.IsEqualTo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * langchain4j-community-lucene: words and vectors by its content retriever, which takes no filter; with a filter by its
 * embedding store, which does.
 */
final class LuceneHybrid implements Peer {
    private final Directory directory;
    private final LuceneEmbeddingStore store;

    LuceneHybrid(Path folder) throws IOException {
        this.directory = FSDirectory.open(folder);
        this.store = LuceneEmbeddingStore.builder().directory(directory).build();
    }

    public static void main(String[] arguments) throws IOException {
        Work.run(arguments, LuceneHybrid::new);
    }

    Directory directory() {
        return directory;
    }

    @Override
    public void add(List<KnownText> passages) {
        store.addAll(
                passages.stream().map(KnownText::id).toList(),
                passages.stream().map(InMemory::embedding).toList(),
                passages.stream().map(InMemory::segment).toList());
    }

    @Override
    public List<Found> search(KnownText question, int k, Optional<String> tenant) {
        if (tenant.isPresent()) {
            return store
                    .search(EmbeddingSearchRequest.builder()
                            .query(question.text())
                            .queryEmbedding(InMemory.embedding(question))
                            .maxResults(k)
                            .filter(new IsEqualTo(InMemory.TENANT, tenant.get()))
                            .build())
                    .matches()
                    .stream()
                    .map(match -> InMemory.found(match.embedded()))
                    .toList();
        }
        return LuceneContentRetriever.builder()
                .directory(directory)
                .embeddingModel(new KnownEmbedding(InMemory.embedding(question)))
                .maxResults(k)
                .build()
                .retrieve(Query.from(question.text()))
                .stream()
                .map(Content::textSegment)
                .map(InMemory::found)
                .toList();
    }

    @Override
    public void delete(String tenant) {
        try {
            store.removeAll(new IsEqualTo(InMemory.TENANT, tenant));
        } catch (UnsupportedFeatureException e) {
            throw new UnsupportedOperationException(e);
        }
    }

    /** Every call of add has committed already. */
    @Override
    public void save() {}

    @Override
    public void close() throws IOException {
        directory.close();
    }

    /** The question's vector. */
    private record KnownEmbedding(Embedding embedding) implements EmbeddingModel {
        @Override
        public Response<Embedding> embed(String text) {
            return Response.from(embedding);
        }

        @Override
        public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
            throw new UnsupportedOperationException("passages come with their vectors");
        }
    }
}
