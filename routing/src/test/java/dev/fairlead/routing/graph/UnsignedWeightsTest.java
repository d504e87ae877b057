package dev.fairlead.routing.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import dev.fairlead.Deadline;
import dev.fairlead.TextEncoder;
import dev.fairlead.routing.OnnxTextEncoder;
import dev.fairlead.routing.Pooling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsignedWeightsTest {
    private static final Path WEIGHTS = Path.of("target", "weights");
    private static final String MINILM = "all-minilm-l6-v2";
    private static final int SIGNED = OnnxMl.TensorProto.DataType.INT8.getNumber();
    private static final int UNSIGNED = OnnxMl.TensorProto.DataType.UINT8.getNumber();

    @TempDir
    private Path folder;

    private static byte[] signed() {
        return FusedGraph.pooled(BertWeights.read(WEIGHTS.resolve(MINILM + ".onnx")), Pooling.MEAN);
    }

    private OnnxTextEncoder encoder(String name, byte[] model) throws IOException {
        return OnnxTextEncoder.builder(
                        Files.write(folder.resolve(name), model), WEIGHTS.resolve(MINILM + "-tokenizer.json"))
                .workers(1)
                .build();
    }

    private static Map<String, OnnxMl.TensorProto> constants(byte[] model) throws IOException {
        return OnnxMl.ModelProto.parseFrom(model).getGraph().getInitializerList().stream()
                .collect(Collectors.toMap(OnnxMl.TensorProto::getName, Function.identity()));
    }

    /** Where sums are exact the two files differ and their sums must not; where they overflow, the first is changed when opened. */
    @Test
    void vectors_are_the_same_whatever_the_processor_does_with_signed_weights() throws IOException {
        byte[] signed = signed();
        try (OnnxTextEncoder one = encoder("signed.onnx", signed);
                OnnxTextEncoder other = encoder("unsigned.onnx", UnsignedWeights.of(signed))) {
            for (String text :
                    new String[] {"", "sublicence", "The supplier shall deliver within thirty days. ".repeat(40)}) {
                assertEquals(
                        1,
                        one.encode(text, TextEncoder.Kind.PASSAGE, Deadline.never())
                                .cosine(other.encode(text, TextEncoder.Kind.PASSAGE, Deadline.never())),
                        1e-6);
            }
        }
    }

    @Test
    void a_code_keeps_its_distance_from_zero() throws IOException {
        byte[] signed = signed();
        Map<String, OnnxMl.TensorProto> before = constants(signed);
        Map<String, OnnxMl.TensorProto> after = constants(UnsignedWeights.of(signed));
        int changed = 0;
        for (String name : before.keySet()) {
            OnnxMl.TensorProto old = before.get(name);
            OnnxMl.TensorProto now = after.get(name);
            boolean weight = old.getDataType() == SIGNED && !name.equals("words");
            changed += weight ? 1 : 0;
            assertEquals(weight ? UNSIGNED : old.getDataType(), now.getDataType(), name);
            ByteString codes = old.getRawData();
            for (int i = 0; weight && i < codes.size(); i += 997) {
                assertEquals(
                        codes.byteAt(i) + 128,
                        Byte.toUnsignedInt(now.getRawData().byteAt(i)),
                        name);
            }
        }
        assertEquals(6 * 4, changed); // four products a layer
        assertEquals(before.size() + 1, after.size());
    }

    @Test
    void a_model_without_signed_weights_stays_as_it_is() throws IOException {
        byte[] unsigned = UnsignedWeights.of(signed());
        byte[] exact = Files.readAllBytes(WEIGHTS.resolve(MINILM + ".onnx"));

        assertSame(unsigned, UnsignedWeights.of(unsigned));
        assertSame(exact, UnsignedWeights.of(exact));
    }

    @Test
    void what_is_no_model_is_left_to_whoever_opens_it() {
        byte[] text = "no model".getBytes(StandardCharsets.UTF_8);

        assertSame(text, UnsignedWeights.of(text));
    }

    /** As exporters write them: a zero point of their own, one a column, and the weights' type declared a second time. */
    @Test
    void a_zero_point_of_its_own_is_moved_with_the_weights() throws IOException {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder();
        OnnxMl.GraphProto.Builder graph = model.getGraphBuilder();
        graph.addNodeBuilder()
                .setOpType("MatMulInteger")
                .addInput("a")
                .addInput("weights")
                .addInput("")
                .addInput("zero")
                .addOutput("product");
        graph.addInitializerBuilder()
                .setName("weights")
                .setDataType(SIGNED)
                .addDims(1)
                .addDims(3)
                .addInt32Data(-128)
                .addInt32Data(0)
                .addInt32Data(127);
        graph.addInitializerBuilder()
                .setName("zero")
                .setDataType(SIGNED)
                .addDims(3)
                .setRawData(ByteString.copyFrom(new byte[] {-1, 0, 5}));
        graph.addInputBuilder()
                .setName("weights")
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(SIGNED);

        byte[] changed = UnsignedWeights.of(model.build().toByteArray());

        Map<String, OnnxMl.TensorProto> constants = constants(changed);
        assertEquals(
                ByteString.copyFrom(new byte[] {0, (byte) 128, (byte) 255}),
                constants.get("weights").getRawData());
        assertEquals(
                ByteString.copyFrom(new byte[] {127, (byte) 128, (byte) 133}),
                constants.get("zero").getRawData());
        OnnxMl.GraphProto after = OnnxMl.ModelProto.parseFrom(changed).getGraph();
        assertEquals("zero", after.getNode(0).getInput(3));
        assertEquals(UNSIGNED, after.getInput(0).getType().getTensorType().getElemType());
    }

    @Test
    void weights_that_serve_as_a_table_as_well_stay_signed() throws IOException {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.parseFrom(signed()).toBuilder();
        String shared = "layer0.intermediate.weight";
        model.getGraphBuilder()
                .addNodeBuilder()
                .setOpType("Identity")
                .addInput(shared)
                .addOutput("copy");

        Map<String, OnnxMl.TensorProto> constants =
                constants(UnsignedWeights.of(model.build().toByteArray()));

        assertEquals(SIGNED, constants.get(shared).getDataType());
        assertNotEquals(SIGNED, constants.get("layer1.intermediate.weight").getDataType());
        assertTrue(constants.containsKey("words"));
    }
}
