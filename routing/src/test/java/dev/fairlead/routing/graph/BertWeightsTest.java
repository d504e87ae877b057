package dev.fairlead.routing.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl;
import dev.fairlead.EncodingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BertWeightsTest {
    private static final Path MINI = Path.of("target", "weights", "all-minilm-l6-v2.onnx");

    @TempDir
    private Path folder;

    private static OnnxMl.ModelProto mini() throws IOException {
        return OnnxMl.ModelProto.parseFrom(Files.readAllBytes(MINI));
    }

    private Path write(OnnxMl.GraphProto.Builder graph) throws IOException {
        byte[] model = OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .setGraph(graph)
                .build()
                .toByteArray();
        return Files.write(folder.resolve("changed.onnx"), model);
    }

    private Path without(Predicate<String> tensor) throws IOException {
        OnnxMl.GraphProto.Builder graph = mini().getGraph().toBuilder();
        List<OnnxMl.TensorProto> kept = graph.getInitializerList().stream()
                .filter(weight -> !tensor.test(weight.getName()))
                .toList();
        return write(graph.clearInitializer().addAllInitializer(kept));
    }

    private static String refusal(Path file) {
        return assertThrows(EncodingException.class, () -> BertWeights.read(file))
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "embeddings.word_embeddings.weight",
                "embeddings.position_embeddings.weight",
                "embeddings.token_type_embeddings.weight",
                "embeddings.LayerNorm.bias",
                "encoder.layer.0.attention.self.key.bias",
                "encoder.layer.3.attention.output.LayerNorm.weight",
                "encoder.layer.5.intermediate.dense.bias"
            })
    void a_weight_that_is_missing_is_named(String weight) throws IOException {
        String refusal = refusal(without(weight::equals));

        assertTrue(refusal.contains("changed.onnx") && refusal.contains(weight), refusal);
    }

    @Test
    void a_matrix_that_lost_its_name_and_is_not_there_is_told_of() throws IOException {
        String matrix = mini().getGraph().getInitializerList().stream()
                .map(OnnxMl.TensorProto::getName)
                .filter(name -> name.startsWith("onnx::MatMul"))
                .findFirst()
                .orElseThrow();

        String refusal = refusal(without(matrix::equals));

        assertTrue(refusal.contains(matrix), refusal);
    }

    @Test
    void names_may_have_a_prefix_and_matrices_their_own() throws IOException {
        OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();
        for (OnnxMl.TensorProto tensor : mini().getGraph().getInitializerList()) {
            graph.addInitializer(tensor.toBuilder().setName("bert." + tensor.getName()));
        }
        for (OnnxMl.NodeProto node : mini().getGraph().getNodeList()) {
            OnnxMl.NodeProto.Builder renamed = node.toBuilder();
            for (int i = 0; i < node.getInputCount(); i++) {
                boolean weight = !node.getInput(i).startsWith("/");
                renamed.setInput(i, weight ? "bert." + node.getInput(i) : node.getInput(i));
            }
            graph.addNode(renamed);
        }
        BertWeights plain = BertWeights.read(MINI);
        Matrix query = plain.layers().get(0).query().matrix();
        graph.addInitializer(OnnxMl.TensorProto.newBuilder()
                .setName("bert.encoder.layer.0.attention.self.query.weight")
                .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                .addDims(query.columns())
                .addDims(query.rows())
                .addAllFloatData(floats(query.transposed())));

        BertWeights renamed = BertWeights.read(write(graph));

        assertArrayEquals(FusedGraph.tokenVectors(plain), FusedGraph.tokenVectors(renamed));
    }

    private static List<Float> floats(Matrix matrix) {
        return IntStream.range(0, matrix.values().length)
                .mapToObj(i -> matrix.values()[i])
                .toList();
    }

    @Test
    void a_matrix_of_another_shape_is_named_with_both() throws IOException {
        OnnxMl.GraphProto.Builder graph = mini().getGraph().toBuilder();
        for (OnnxMl.TensorProto.Builder tensor : graph.getInitializerBuilderList()) {
            if (tensor.getName().equals("embeddings.LayerNorm.weight")) {
                tensor.clearDims().addDims(2).addDims(192);
            }
        }

        String refusal = refusal(write(graph));

        assertTrue(refusal.contains("embeddings.LayerNorm.weight of 2 x 192 values, not 1 x 384"), refusal);
    }

    @Test
    void weights_that_are_already_quantised_are_refused() throws IOException {
        OnnxMl.GraphProto.Builder graph = mini().getGraph().toBuilder();
        for (OnnxMl.TensorProto.Builder tensor : graph.getInitializerBuilderList()) {
            if (tensor.getName().equals("embeddings.word_embeddings.weight")) {
                tensor.setDataType(OnnxMl.TensorProto.DataType.UINT8.getNumber());
            }
        }

        String refusal = refusal(write(graph));

        assertTrue(refusal.contains("embeddings.word_embeddings.weight as type UINT8"), refusal);
    }

    @Test
    void another_activation_is_refused() throws IOException {
        OnnxMl.GraphProto.Builder graph = mini().getGraph().toBuilder();
        for (OnnxMl.NodeProto.Builder node : graph.getNodeBuilderList()) {
            if (node.getOpType().equals("Erf")) {
                node.setOpType("Tanh");
            }
        }

        assertTrue(refusal(write(graph)).contains("no BERT encoder with Gelu"));
    }

    @Test
    void a_model_that_is_no_encoder_is_refused() throws IOException {
        String refusal = refusal(write(OnnxMl.GraphProto.newBuilder().setName("nothing")));

        assertTrue(refusal.contains("holds no BERT encoder: it lacks embeddings.word_embeddings.weight"), refusal);
    }

    @Test
    void a_file_that_is_no_model_is_refused() throws IOException {
        String refusal = refusal(Files.writeString(folder.resolve("notes.onnx"), "not a model"));

        assertTrue(refusal.contains("notes.onnx is no ONNX model"), refusal);
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertTrue(refusal(folder.resolve("none.onnx")).contains("none.onnx cannot be read"));
    }

    @Test
    void codes_are_the_nearest_and_a_column_of_zeros_stays_zero() {
        Matrix matrix = new Matrix(2, 3, new float[] {1, 0, -254, -.5f, 0, 3});

        Int8Matrix columns = Int8Matrix.byColumn(matrix);
        assertArrayEquals(new byte[] {127, 0, -127, -64, 0, 2}, columns.codes());
        assertArrayEquals(new float[] {1 / 127f, 1, 2}, columns.scales());

        Int8Matrix rows = Int8Matrix.byRow(matrix);
        assertArrayEquals(new byte[] {0, 0, -127, -21, 0, 127}, rows.codes());
        assertEquals(2, rows.scales().length);
    }
}
