package dev.fairlead.retrieval.chunking;

import dev.fairlead.Span;

/**
 * A sentence, or a part of one that is too long.
 *
 * @param span its characters
 * @param tokens how many tokens it has
 * @param section index of the section it lies in
 */
record Piece(Span span, int tokens, int section) {}
