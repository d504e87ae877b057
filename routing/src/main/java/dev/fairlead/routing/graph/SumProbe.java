package dev.fairlead.routing.graph;

import java.util.Arrays;

/**
 * A graph whose result tells whether ONNX Runtime adds products of unsigned and signed bytes exactly on this processor:
 * {@code codes int32[1][64]} in, {@code sums float[1][32]} out, sums of 64 products.
 */
public final class SumProbe {
    /** How many codes it takes. */
    public static final int CODES = 64;

    /** The largest code, whose products with the largest weight overflow 16 bits in pairs. */
    public static final int LARGEST = 255;

    /** What every sum is for the largest codes where sums are exact. */
    public static final float EXACT = (float) CODES * LARGEST * 127;

    private static final int COLUMNS = 32;
    private static final int TO_FLOAT = 1;
    private static final int TO_UNSIGNED_BYTE = 2;

    private SumProbe() {}

    /**
     * The graph.
     *
     * @return an ONNX file
     */
    public static byte[] graph() {
        Graph graph = new Graph();
        float[] ones = new float[CODES * COLUMNS];
        Arrays.fill(ones, 1);
        Int8Matrix weights = Int8Matrix.byColumn(new Matrix(CODES, COLUMNS, ones));
        String codes = graph.operator("Cast", "bytes", graph.tokenIds("codes"))
                .with("to", TO_UNSIGNED_BYTE)
                .name();
        String products = graph.operator("MatMulInteger", "products", codes, graph.codes("weights", weights))
                .name();
        graph.operator("Cast", "sums", products).with("to", TO_FLOAT);
        graph.output("sums", COLUMNS);
        return graph.bytes("probe");
    }
}
