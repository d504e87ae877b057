package dev.fairlead.routing.graph;

import dev.fairlead.routing.Pooling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the encoder that ships, in this module's build. */
final class WriteEncoder {
    private WriteEncoder() {}

    /**
     * Writes the fused graph of an encoder.
     *
     * @param arguments the file with the weights, its pooling, and the file to write
     */
    public static void main(String[] arguments) throws IOException {
        BertWeights weights = BertWeights.read(Path.of(arguments[0]));
        Path out = Path.of(arguments[2]);
        Files.createDirectories(out.toAbsolutePath().getParent());
        Files.write(out, FusedGraph.pooled(weights, Pooling.valueOf(arguments[1])));
    }
}
