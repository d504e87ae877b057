package dev.fairlead.benchmarks.peers;

import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Filter;
import dev.fairlead.Inquiry;
import dev.fairlead.Metadata;
import dev.fairlead.Passage;
import dev.fairlead.Question;
import dev.fairlead.Scope;
import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.peers.work.Found;
import dev.fairlead.benchmarks.peers.work.KnownText;
import dev.fairlead.benchmarks.peers.work.Peer;
import dev.fairlead.benchmarks.peers.work.Work;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.ingestion.IngestReport;
import dev.fairlead.routing.OnnxTextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Fairlead as the peers are run: an index on disk with its own defaults, one passage a document, without a title. */
final class FairleadPeer implements Peer {
    private static final String TENANT = "tenant";

    private final KnownEncoder encoder;
    private final HybridIndex index;

    private FairleadPeer(KnownEncoder encoder, HybridIndex index) {
        this.encoder = encoder;
        this.index = index;
    }

    /**
     * Main class of its process.
     *
     * @param arguments those of {@link Work}
     * @throws IOException if something cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        Work.run(arguments, folder -> open(folder, OnnxTextEncoder.bgeSmall()));
    }

    /** Texts whose vector is not known, such as the part of a question that excludes nothing, are encoded in earnest. */
    static Peer open(Path folder, TextEncoder unknown) {
        KnownEncoder encoder = new KnownEncoder(unknown);
        HybridIndex index = HybridIndex.builder(encoder)
                .path(folder)
                .chunking(Chunking.whole())
                .build();
        return new FairleadPeer(encoder, index);
    }

    @Override
    public void add(List<KnownText> passages) {
        passages.forEach(encoder::learn);
        IngestReport report = index.add(passages.stream().map(FairleadPeer::document));
        encoder.forget();
        if (!report.failed().isEmpty()) {
            throw new InputException("not indexed: " + report.failed());
        }
    }

    private static Document document(KnownText passage) {
        return Document.of(passage.id(), passage.text())
                .withTitle("")
                .withMetadata(Metadata.of(TENANT, passage.tenant()));
    }

    @Override
    public List<Found> search(KnownText question, int k, Optional<String> tenant) {
        encoder.learn(question);
        Question asked = Question.of(question.text())
                .withFilter(tenant.map(FairleadPeer::only).orElseGet(Filter::all));
        List<Found> found =
                index.retriever(k).retrieve(Inquiry.of(asked, Scope.none(), Deadline.never())).passages().stream()
                        .map(ranked -> found(ranked.passage()))
                        .toList();
        encoder.forget();
        return found;
    }

    private static Found found(Passage passage) {
        return new Found(
                passage.locator().documentId(),
                passage.text(),
                passage.metadata().value(TENANT).map(Object::toString).orElse(""));
    }

    private static Filter only(String tenant) {
        return Filter.equalTo(TENANT, tenant);
    }

    @Override
    public void delete(String tenant) {
        index.deleteIf(only(tenant), id -> true);
    }

    @Override
    public void save() {
        index.commit();
    }

    @Override
    public void close() {
        index.close();
        encoder.close();
    }
}
