package dev.fairlead.routing;

import java.util.Arrays;
import java.util.List;

/**
 * Turns text into the token ids of a BERT-like model: normalise, split at white space and punctuation, cut each word into
 * pieces. Gives the ids of Hugging Face's tokenizer for the same {@code tokenizer.json}. O(length), and stops reading once
 * a limit of tokens is exceeded. Immutable and thread-safe.
 */
final class WordPieceTokenizer {
    private final WordPieceVocabulary vocabulary;
    private final BertNormalizer normalizer;
    private final int maxWordLength;
    private final Template template;
    private final List<AddedToken> added;

    WordPieceTokenizer(
            WordPieceVocabulary vocabulary,
            BertNormalizer normalizer,
            int maxWordLength,
            Template template,
            List<AddedToken> added) {
        this.vocabulary = vocabulary;
        this.normalizer = normalizer;
        this.maxWordLength = maxWordLength;
        this.template = template;
        this.added = List.copyOf(added);
    }

    /**
     * A text that is one token wherever it occurs, such as {@code [SEP]}.
     *
     * @param content the text, matched before normalisation
     * @param id its id
     */
    record AddedToken(String content, int id) {}

    /**
     * The special tokens around a text.
     *
     * @param before ids before the text
     * @param after ids after the text
     */
    record Template(List<Integer> before, List<Integer> after) {
        /** Copies. */
        Template {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        int size() {
            return before.size() + after.size();
        }
    }

    /** The ids of one text, and whether its end was cut off. */
    static final class Tokens {
        private final long[] ids;
        private final int firstOfSecond;
        private final boolean truncated;

        private Tokens(long[] ids, int firstOfSecond, boolean truncated) {
            this.ids = ids;
            this.firstOfSecond = firstOfSecond;
            this.truncated = truncated;
        }

        /** The ids, special tokens included; owned by the caller. */
        long[] ids() {
            return ids;
        }

        /** The type of each token: 1 in the second text of a pair and behind it, else 0. */
        long[] types() {
            long[] types = new long[ids.length];
            Arrays.fill(types, firstOfSecond, ids.length, 1);
            return types;
        }

        boolean truncated() {
            return truncated;
        }
    }

    /** How many special tokens stand before every text. */
    int tokensBefore() {
        return template.before().size();
    }

    /** How many special tokens stand around every text. */
    int specialTokens() {
        return template.size();
    }

    /** The largest token id plus one. */
    int vocabularySize() {
        return vocabulary.size();
    }

    /**
     * Tokenises with special tokens.
     *
     * @param text any text
     * @param maxTokens most ids to return, special tokens included; at least their number plus one
     */
    Tokens encode(String text, int maxTokens) {
        int room = maxTokens - template.size();
        Walk walk = new Walk(room + 1);
        walk.over(text);
        int kept = Math.min(room, walk.size);
        long[] ids = new long[kept + template.size()];
        int at = put(template.before(), ids, 0);
        at = put(walk, kept, ids, at);
        put(template.after(), ids, at);
        return new Tokens(ids, ids.length, walk.size > room);
    }

    /**
     * Tokenises a pair: special tokens before, the first text, those after it, the second text, those after it. The second
     * text is cut where both are too long; the first only beyond half of the room.
     *
     * @param maxTokens most ids to return, special tokens included; at least their number plus two
     */
    Tokens encodePair(String first, String second, int maxTokens) {
        int room = maxTokens - template.size() - template.after().size();
        Walk one = new Walk(room / 2 + 1);
        one.over(first);
        int ofFirst = Math.min(room / 2, one.size);
        Walk two = new Walk(room - ofFirst + 1);
        two.over(second);
        int ofSecond = Math.min(room - ofFirst, two.size);
        long[] ids = new long[maxTokens - room + ofFirst + ofSecond];
        int at = put(template.before(), ids, 0);
        at = put(one, ofFirst, ids, at);
        int firstOfSecond = put(template.after(), ids, at);
        at = put(two, ofSecond, ids, firstOfSecond);
        put(template.after(), ids, at);
        return new Tokens(ids, firstOfSecond, one.size > ofFirst || two.size > ofSecond);
    }

    private static int put(List<Integer> special, long[] ids, int from) {
        int at = from;
        for (int id : special) {
            ids[at++] = id;
        }
        return at;
    }

    private static int put(Walk walk, int kept, long[] ids, int from) {
        for (int i = 0; i < kept; i++) {
            ids[from + i] = walk.ids[i];
        }
        return from + kept;
    }

    /** Counts tokens without special ones; reads the whole text. */
    int count(String text) {
        Walk walk = new Walk(0);
        walk.over(text);
        return walk.size;
    }

    /** One pass over one text: keeps the first {@code limit} ids and stops there; keeps none and counts all if it is 0. */
    private final class Walk {
        private final int limit;
        private final StringBuilder word = new StringBuilder();
        private final int[] pieces = new int[2 * maxWordLength];
        private int[] ids = new int[32];
        private int wordLength;
        private int size;

        Walk(int limit) {
            this.limit = limit;
        }

        void over(String text) {
            int at = 0;
            while (at < text.length() && !full()) {
                AddedToken token = addedAt(text, at);
                if (token.id() >= 0) {
                    endWord();
                    emit(token.id());
                    at += token.content().length();
                } else {
                    int codePoint = text.codePointAt(at);
                    normalizer.accept(codePoint, this::take);
                    at += Character.charCount(codePoint);
                }
            }
            endWord();
        }

        private boolean full() {
            return limit > 0 && size >= limit;
        }

        private void take(int codePoint) {
            if (BertNormalizer.isWhitespace(codePoint)) {
                endWord();
            } else if (BertNormalizer.isPunctuation(codePoint)) {
                endWord();
                append(codePoint);
                endWord();
            } else {
                append(codePoint);
            }
        }

        private void append(int codePoint) {
            // A word beyond the limit becomes one unknown token whatever it holds, so the rest need not be kept.
            if (++wordLength <= maxWordLength) {
                word.appendCodePoint(codePoint);
            }
        }

        private void endWord() {
            if (wordLength > maxWordLength) {
                emit(vocabulary.unknown());
            } else if (wordLength > 0) {
                int count = vocabulary.cut(word.toString(), pieces);
                for (int i = 0; i < count; i++) {
                    emit(pieces[i]);
                }
            }
            word.setLength(0);
            wordLength = 0;
        }

        private void emit(int id) {
            if (limit > 0) {
                if (size >= limit) {
                    return;
                }
                if (size == ids.length) {
                    ids = Arrays.copyOf(ids, 2 * size);
                }
                ids[size] = id;
            }
            size++;
        }
    }

    private static final AddedToken NONE = new AddedToken("", -1);

    private AddedToken addedAt(String text, int at) {
        for (AddedToken token : added) {
            if (text.startsWith(token.content(), at)) {
                return token;
            }
        }
        return NONE;
    }
}
