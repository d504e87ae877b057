package dev.fairlead.routing;

import java.util.HashMap;
import java.util.Map;

/**
 * A WordPiece vocabulary, which cuts a word greedily into the longest pieces it knows. Schuster and Nakajima, ICASSP
 * 2012, https://doi.org/10.1109/ICASSP.2012.6289079. Immutable and thread-safe.
 */
final class WordPieceVocabulary {
    private final Map<String, Integer> initial;
    private final Map<String, Integer> continuing;
    private final int unknown;
    private final int longestPiece;
    private final int size;

    private WordPieceVocabulary(Map<String, Integer> initial, Map<String, Integer> continuing, int unknown) {
        this.initial = initial;
        this.continuing = continuing;
        this.unknown = unknown;
        this.longestPiece = Math.max(longest(initial), longest(continuing));
        this.size = initial.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    }

    /**
     * Creates a vocabulary.
     *
     * @param ids every piece with its id
     * @param unknown the id of a word that cannot be cut
     * @param continuingPrefix what marks a piece that does not begin a word
     */
    static WordPieceVocabulary of(Map<String, Integer> ids, int unknown, String continuingPrefix) {
        Map<String, Integer> continuing = new HashMap<>();
        ids.forEach((piece, id) -> {
            if (piece.startsWith(continuingPrefix)) {
                continuing.put(piece.substring(continuingPrefix.length()), id);
            }
        });
        return new WordPieceVocabulary(new HashMap<>(ids), continuing, unknown);
    }

    private static int longest(Map<String, Integer> pieces) {
        return pieces.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** The id of a word that cannot be cut. */
    int unknown() {
        return unknown;
    }

    /** The largest id plus one. */
    int size() {
        return size;
    }

    /**
     * Cuts one word. O(length x longest piece).
     *
     * @param word the word
     * @param ids takes the ids; at least as long as the word
     * @return how many ids were written; 1 and the unknown id where a rest of the word matches nothing
     */
    int cut(String word, int[] ids) {
        int pieces = 0;
        int start = 0;
        while (start < word.length()) {
            Map<String, Integer> known = start == 0 ? initial : continuing;
            int end = Math.min(word.length(), start + longestPiece);
            Integer id = known.get(word.substring(start, end));
            while (id == null && --end > start) {
                id = known.get(word.substring(start, end));
            }
            if (id == null) {
                ids[0] = unknown;
                return 1;
            }
            ids[pieces++] = id;
            start = end;
        }
        return pieces;
    }
}
