package dev.fairlead.routing.transformer.network;

import java.util.List;

/** The tokens of several texts, one text behind the other, without padding. Immutable. */
public final class Batch {
    private final int[] ids;
    private final int[] positions;
    private final int[] starts;

    private Batch(int[] ids, int[] positions, int[] starts) {
        this.ids = ids;
        this.positions = positions;
        this.starts = starts;
    }

    /**
     * Packs texts.
     *
     * @param texts token ids of each, special tokens included, at least one
     * @return the batch
     */
    public static Batch of(List<int[]> texts) {
        int[] starts = new int[texts.size() + 1];
        for (int i = 0; i < texts.size(); i++) {
            starts[i + 1] = starts[i] + texts.get(i).length;
        }
        int[] ids = new int[starts[texts.size()]];
        int[] positions = new int[ids.length];
        for (int i = 0; i < texts.size(); i++) {
            System.arraycopy(texts.get(i), 0, ids, starts[i], texts.get(i).length);
            for (int token = starts[i]; token < starts[i + 1]; token++) {
                positions[token] = token - starts[i];
            }
        }
        return new Batch(ids, positions, starts);
    }

    /**
     * How many texts there are.
     *
     * @return at least 1
     */
    public int texts() {
        return starts.length - 1;
    }

    /**
     * How many tokens there are, of all texts.
     *
     * @return at least 1
     */
    public int tokens() {
        return ids.length;
    }

    /** The first token of a text. */
    int start(int text) {
        return starts[text];
    }

    /** How many tokens a text has. */
    int length(int text) {
        return starts[text + 1] - starts[text];
    }

    /** A token's id. */
    int id(int token) {
        return ids[token];
    }

    /** A token's place in its text, from 0. */
    int position(int token) {
        return positions[token];
    }
}
