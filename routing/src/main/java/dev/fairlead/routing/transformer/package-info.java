/**
 * Trains a small transformer on an application's own examples, on the CPU, in pure Java. Nothing here is loaded by what only
 * uses a model. Much faster in a JVM that was started with {@code --add-modules jdk.incubator.vector}.
 *
 * <p>Start at {@link dev.fairlead.routing.transformer.TransformerTrainer}. Full fine-tuning follows Devlin et al., NAACL 2019,
 * https://doi.org/10.18653/v1/N19-1423; low-rank adapters Hu et al., ICLR 2022, https://arxiv.org/abs/2106.09685; the head that is
 * fitted first Kumar et al., ICLR 2022, https://arxiv.org/abs/2202.10054.
 */
@NullMarked
package dev.fairlead.routing.transformer;

import org.jspecify.annotations.NullMarked;
