/**
 * Writes a text encoder that runs faster than the file its weights came in: the weights of a BERT encoder are read by name
 * out of any ONNX file, quantised to int8, and laid out in a new graph of ONNX Runtime's fused operators.
 *
 * <p>Start at {@link dev.fairlead.routing.graph.BertWeights#read} and {@link dev.fairlead.routing.graph.FusedGraph}. The
 * layers are those of Devlin et al., NAACL 2019, https://doi.org/10.18653/v1/N19-1423; the operators are described at
 * https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md.
 */
@NullMarked
package dev.fairlead.routing.graph;

import org.jspecify.annotations.NullMarked;
