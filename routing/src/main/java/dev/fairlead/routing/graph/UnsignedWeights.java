package dev.fairlead.routing.graph;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An ONNX model whose products of eight-bit numbers take their weights unsigned: {@code code + 128}, with 128 for zero. The
 * sums are the same numbers. On x86 processors without VNNI instructions ONNX Runtime adds two products of an unsigned and a
 * signed byte in 16 bits, which overflow; products of unsigned bytes it adds in 32.
 */
public final class UnsignedWeights {
    private static final int SIGNED = OnnxMl.TensorProto.DataType.INT8.getNumber();
    private static final int UNSIGNED = OnnxMl.TensorProto.DataType.UINT8.getNumber();
    private static final int ZERO = 128;
    private static final String ZERO_NAME = "fairlead.unsigned.zero";

    /** Where an operator has its weights and their zero point. */
    private record Place(int weight, int zero) {}

    private static final Map<String, Place> PLACES = Map.of(
            "MatMulInteger", new Place(1, 3),
            "DynamicQuantizeMatMul", new Place(1, 3),
            "MatMulIntegerToFloat", new Place(1, 5),
            "QAttention", new Place(1, 7),
            "QLinearMatMul", new Place(3, 5));

    private final OnnxMl.GraphProto.Builder graph;
    private final Set<String> signed = new HashSet<>();
    private final Set<String> converted = new HashSet<>();

    private UnsignedWeights(OnnxMl.GraphProto.Builder graph) {
        this.graph = graph;
        for (OnnxMl.TensorProto constant : graph.getInitializerList()) {
            if (constant.getDataType() == SIGNED) {
                signed.add(constant.getName());
            }
        }
        signed.removeAll(usedOtherwise());
    }

    /**
     * The same model with unsigned weights.
     *
     * @param model an ONNX file
     * @return the file, which gives what exact sums of the first would; the file as it was where nothing in it is a product
     *     with signed weights
     */
    public static byte[] of(byte[] model) {
        OnnxMl.ModelProto.Builder changed;
        try {
            // Tensors share the array of the file.
            CodedInputStream in = UnsafeByteOperations.unsafeWrap(model).newCodedInput();
            in.enableAliasing(true);
            changed = OnnxMl.ModelProto.parseFrom(in).toBuilder();
        } catch (IOException e) {
            // Whoever opens it says what is wrong with it.
            return model;
        }
        return new UnsignedWeights(changed.getGraphBuilder()).convert()
                ? changed.build().toByteArray()
                : model;
    }

    private boolean convert() {
        for (OnnxMl.NodeProto.Builder node : graph.getNodeBuilderList()) {
            Place place = PLACES.get(node.getOpType());
            if (place == null || place.weight() >= node.getInputCount()) {
                continue;
            }
            String weight = node.getInput(place.weight());
            String zero = place.zero() < node.getInputCount() ? node.getInput(place.zero()) : "";
            if (signed.contains(weight) && (zero.isEmpty() || signed.contains(zero))) {
                List<String> inputs = inputs(node.getInputList(), place, zero);
                node.clearInput().addAllInput(inputs);
            }
        }
        shift();
        return !converted.isEmpty();
    }

    /** Constants that are more than a weight or its zero point, such as a table that rows are taken from. */
    private Set<String> usedOtherwise() {
        Set<String> used = new HashSet<>();
        for (OnnxMl.NodeProto node : graph.getNodeList()) {
            Place place = PLACES.get(node.getOpType());
            for (int i = 0; i < node.getInputCount(); i++) {
                if (place == null || (i != place.weight() && i != place.zero())) {
                    used.add(node.getInput(i));
                }
            }
        }
        return used;
    }

    private List<String> inputs(List<String> before, Place place, String zero) {
        List<String> inputs = new ArrayList<>(before);
        converted.add(inputs.get(place.weight()));
        if (zero.isEmpty()) {
            while (inputs.size() <= place.zero()) {
                inputs.add("");
            }
            inputs.set(place.zero(), ZERO_NAME);
        } else {
            converted.add(zero);
        }
        return inputs;
    }

    private void shift() {
        if (converted.isEmpty()) {
            return;
        }
        for (OnnxMl.TensorProto.Builder constant : graph.getInitializerBuilderList()) {
            if (converted.contains(constant.getName())) {
                constant.setRawData(shifted(constant)).clearInt32Data().setDataType(UNSIGNED);
            }
        }
        graph.addInitializerBuilder()
                .setName(ZERO_NAME)
                .setDataType(UNSIGNED)
                .setRawData(ByteString.copyFrom(new byte[] {(byte) ZERO}));
        for (OnnxMl.ValueInfoProto.Builder value : graph.getInputBuilderList()) {
            declare(value);
        }
        for (OnnxMl.ValueInfoProto.Builder value : graph.getValueInfoBuilderList()) {
            declare(value);
        }
    }

    /** A file may hold single bytes in four each. */
    private static ByteString shifted(OnnxMl.TensorProtoOrBuilder tensor) {
        byte[] codes = tensor.getRawData().toByteArray();
        if (codes.length == 0) {
            codes = new byte[tensor.getInt32DataCount()];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = (byte) tensor.getInt32Data(i);
            }
        }
        for (int i = 0; i < codes.length; i++) {
            codes[i] += (byte) ZERO;
        }
        return UnsafeByteOperations.unsafeWrap(codes);
    }

    /** Older files declare the type of a constant a second time. */
    private void declare(OnnxMl.ValueInfoProto.Builder value) {
        if (converted.contains(value.getName())) {
            value.getTypeBuilder().getTensorTypeBuilder().setElemType(UNSIGNED);
        }
    }
}
