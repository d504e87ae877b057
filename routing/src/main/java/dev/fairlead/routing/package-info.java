/**
 * Everything that runs or trains a small model: a sentence encoder on ONNX Runtime, an intent classifier on its vectors,
 * the trainer of that classifier, and the router built on both.
 *
 * <p>Start at {@link dev.fairlead.routing.OnnxTextEncoder#bgeSmall()} and {@link
 * dev.fairlead.routing.IntentRouter#standard}. The encoder is bge-small-en-v1.5 (Xiao et al., SIGIR 2024,
 * https://doi.org/10.1145/3626772.3657878); the classifier is multinomial logistic regression with one temperature (Guo
 * et al., ICML 2017, https://proceedings.mlr.press/v70/guo17a.html).
 */
@NullMarked
package dev.fairlead.routing;

import org.jspecify.annotations.NullMarked;
