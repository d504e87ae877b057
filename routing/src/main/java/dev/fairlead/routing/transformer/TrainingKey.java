package dev.fairlead.routing.transformer;

import dev.fairlead.routing.Pooling;
import dev.fairlead.routing.graph.BertWeights;
import dev.fairlead.text.ContentHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** SHA-256 of all that a training's result depends on: two trainings of one key may share a checkpoint. */
final class TrainingKey {
    private TrainingKey() {}

    static byte[] of(
            BertWeights weights,
            Pooling pooling,
            TransformerTrainer.Settings settings,
            List<Example> examples,
            List<Example> heldOut) {
        MessageDigest digest = ContentHash.sha256();
        String said = pooling + " " + settings.named() + " " + examples.size();
        digest.update(said.getBytes(StandardCharsets.UTF_8));
        weights.hash(digest);
        examples.forEach(example -> add(example, digest));
        heldOut.forEach(example -> add(example, digest));
        return digest.digest();
    }

    private static void add(Example example, MessageDigest digest) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (example.tokens().length + 2));
        bytes.putInt(example.label()).putInt(example.tokens().length);
        bytes.asIntBuffer().put(example.tokens());
        digest.update(bytes.array());
    }
}
