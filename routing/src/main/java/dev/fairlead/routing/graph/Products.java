package dev.fairlead.routing.graph;

/** How a graph looks up and multiplies: what differs between a graph of eight bits and one of 32. */
interface Products {
    /** Rows of a table, {@code [1][tokens][columns]}. */
    String rows(Graph graph, String name, Matrix table, String ids);

    /** What heads make of states, their queries, keys and values side by side in one layer. */
    String attention(Graph graph, String name, String states, BertLayer.Linear projection, int heads);

    /** A linear layer. */
    String linear(Graph graph, String name, String states, BertLayer.Linear linear);

    /** Codes of one byte and their scales; states are quantised as they come. */
    final class Int8 implements Products {
        @Override
        public String rows(Graph graph, String name, Matrix table, String ids) {
            Int8Matrix words = Int8Matrix.byRow(table);
            String codes = graph.operator("Gather", name + ".codes", graph.codes(name, words), ids)
                    .name();
            String scales = graph.floats(name + ".scales", words.scales(), words.rows(), 1);
            String values =
                    graph.operator("Cast", name + ".cast", codes).with("to", 1).name();
            String scale =
                    graph.operator("Gather", name + ".scale", scales, ids).name();
            return graph.operator("Mul", name + ".scaled", values, scale).name();
        }

        @Override
        public String attention(Graph graph, String name, String states, BertLayer.Linear projection, int heads) {
            Int8Matrix codes = Int8Matrix.byColumn(projection.matrix());
            String quantised = graph.operator("DynamicQuantizeLinear", name + ".input", states)
                    .output(name + ".input.scale")
                    .output(name + ".input.zero")
                    .name();
            return graph.fused(
                            "QAttention",
                            name,
                            quantised,
                            graph.codes(name + ".weight", codes),
                            graph.vector(name + ".bias", projection.bias()),
                            quantised + ".scale",
                            graph.floats(name + ".weight.scale", codes.scales(), codes.columns()),
                            "",
                            quantised + ".zero")
                    .with("num_heads", heads)
                    .name();
        }

        @Override
        public String linear(Graph graph, String name, String states, BertLayer.Linear linear) {
            Int8Matrix codes = Int8Matrix.byColumn(linear.matrix());
            return graph.fused(
                            "DynamicQuantizeMatMul",
                            name,
                            states,
                            graph.codes(name + ".weight", codes),
                            graph.floats(name + ".scale", codes.scales(), codes.columns()),
                            "",
                            graph.vector(name + ".bias", linear.bias()))
                    .name();
        }
    }

    /** The weights as they are. */
    final class Float32 implements Products {
        @Override
        public String rows(Graph graph, String name, Matrix table, String ids) {
            return graph.operator("Gather", name + ".rows", graph.matrix(name, table), ids)
                    .name();
        }

        @Override
        public String attention(Graph graph, String name, String states, BertLayer.Linear projection, int heads) {
            return graph.fused(
                            "Attention",
                            name,
                            states,
                            graph.matrix(name + ".weight", projection.matrix()),
                            graph.vector(name + ".bias", projection.bias()))
                    .with("num_heads", heads)
                    .name();
        }

        @Override
        public String linear(Graph graph, String name, String states, BertLayer.Linear linear) {
            String product = graph.operator(
                            "MatMul", name + ".product", states, graph.matrix(name + ".weight", linear.matrix()))
                    .name();
            return graph.operator("Add", name, product, graph.vector(name + ".bias", linear.bias()))
                    .name();
        }
    }
}
