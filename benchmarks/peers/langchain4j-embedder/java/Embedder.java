import dev.fairlead.benchmarks.peers.work.Rounds;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import java.io.IOException;
import java.util.List;

/** langchain4j's embedder of the same model, in int8, on its default executor, which has a thread a processor. */
final class Embedder {
    private Embedder() {}

    public static void main(String[] arguments) throws IOException {
        BgeSmallEnV15QuantizedEmbeddingModel model = new BgeSmallEnV15QuantizedEmbeddingModel();
        Rounds.run(texts -> check(
                texts,
                model.embedAll(texts.stream().map(TextSegment::from).toList()).content()));
        System.exit(0); // its executor's threads would keep the process
    }

    private static void check(List<String> texts, List<?> vectors) {
        if (texts.size() != vectors.size()) {
            throw new IllegalStateException(texts.size() + " texts, " + vectors.size() + " vectors");
        }
    }
}
