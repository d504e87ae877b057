package dev.fairlead.routing.graph;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Set;

/** A {@link FusedGraph} that pools inside, made to give the vectors of all tokens: one file serves for both. */
public final class TokenGraph {
    /** What takes one token, or the mean of all, out of all of them. */
    private static final Set<String> POOLING = Set.of("first.attended", "first.state", "pooled");

    private TokenGraph() {}

    /**
     * The same encoder without its pooling.
     *
     * @param encoder an ONNX file
     * @return the file with the output {@code sentence_embedding float[1][tokens][dimension]}, each vector of length 1; the
     *     file as it was where it is no {@link FusedGraph#pooled}
     */
    public static byte[] of(byte[] encoder) {
        OnnxMl.ModelProto.Builder model;
        try {
            model = OnnxMl.ModelProto.parseFrom(encoder).toBuilder();
        } catch (InvalidProtocolBufferException e) {
            // Whoever opens it says what is wrong with it.
            return encoder;
        }
        OnnxMl.GraphProto.Builder graph = model.getGraphBuilder();
        boolean pools = false;
        for (OnnxMl.NodeProto.Builder node : graph.getNodeBuilderList()) {
            if (POOLING.contains(node.getName())) {
                String states = node.getInput(0);
                node.setOpType("Identity").clearInput().clearAttribute().addInput(states);
                pools = true;
            }
        }
        if (!pools || graph.getOutputCount() != 1) {
            return encoder;
        }
        OnnxMl.TensorShapeProto.Builder shape = graph.getOutputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder();
        shape.addDim(1, OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("tokens"));
        return model.build().toByteArray();
    }
}
