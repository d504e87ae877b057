/**
 * A BERT encoder that can be trained: forward and backward pass over the packed tokens of several texts, without padding, after
 * Devlin et al., NAACL 2019, https://doi.org/10.18653/v1/N19-1423.
 *
 * <p>Start at {@link dev.fairlead.routing.transformer.network.Encoder}.
 */
@NullMarked
package dev.fairlead.routing.transformer.network;

import org.jspecify.annotations.NullMarked;
