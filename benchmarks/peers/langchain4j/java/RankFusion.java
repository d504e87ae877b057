import dev.fairlead.benchmarks.peers.work.Found;
import dev.fairlead.benchmarks.peers.work.KnownText;
import dev.fairlead.benchmarks.peers.work.Peer;
import dev.fairlead.benchmarks.peers.work.Work;
import dev.langchain4j.community.rag.content.retriever.lucene.LuceneContentRetriever;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.aggregator.DefaultContentAggregator;
import dev.langchain4j.rag.query.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a langchain4j application assembles today: two content retrievers, Lucene's by words and the store in memory by
 * vectors, and langchain4j's default aggregator, which fuses them by reciprocal ranks. Each retriever is asked for as
 * many passages as are wanted, since neither the retrievers nor the aggregator know another depth.
 */
final class RankFusion implements Peer {
    private final LuceneHybrid words;
    private final InMemory vectors;

    RankFusion(Path folder) throws IOException {
        this.words = new LuceneHybrid(Files.createDirectories(folder.resolve("words")));
        this.vectors = new InMemory(Files.createDirectories(folder.resolve("vectors")));
    }

    public static void main(String[] arguments) throws IOException {
        Work.run(arguments, RankFusion::new);
    }

    @Override
    public void add(List<KnownText> passages) {
        words.add(passages);
        vectors.add(passages);
    }

    @Override
    public List<Found> search(KnownText question, int k, Optional<String> tenant) {
        Query query = Query.from(question.text());
        List<Content> byWords = LuceneContentRetriever.builder()
                .directory(words.directory())
                .maxResults(k)
                .build()
                .retrieve(query);
        List<Content> byVector = vectors.search(question, k, tenant).stream()
                .map(found -> Content.from(segment(found)))
                .toList();
        return new DefaultContentAggregator()
                .aggregate(Map.of(query, List.of(byWords.stream().map(RankFusion::comparable).toList(), byVector)))
                .stream()
                .limit(k)
                .map(content -> InMemory.found(content.textSegment()))
                .toList();
    }

    /** The fuser knows a passage again by text and metadata, and Lucene's retriever adds metadata of its own. */
    private static Content comparable(Content content) {
        return Content.from(segment(InMemory.found(content.textSegment())));
    }

    private static TextSegment segment(Found found) {
        return InMemory.segment(new KnownText(found.id(), found.text(), found.tenant(), new float[0]));
    }

    @Override
    public void delete(String tenant) {
        vectors.delete(tenant);
        words.delete(tenant);
    }

    @Override
    public void save() {
        vectors.save();
    }

    @Override
    public void close() throws IOException {
        vectors.close();
        words.close();
    }
}
