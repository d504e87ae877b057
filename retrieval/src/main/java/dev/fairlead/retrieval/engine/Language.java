package dev.fairlead.retrieval.engine;

import java.util.Locale;

/**
 * The language whose words an index knows: stems and stop words as Lucene's analyzer of that language has them.
 *
 * <p>This is the search by words alone. The search by meaning is as good in a language as its encoder; the one that ships is
 * English. What reads questions and sentences stays English in every index: where sentences end, which words a question needs not
 * have answered, exclusions, names of documents (in German every noun looks like one; where doubt remains all documents are
 * searched), quoted answers without a chat model, and the confidence of evidence.
 */
public enum Language implements TextAnalysis {
    /** English: Porter's stems and Lucene's English stop words. */
    ENGLISH,
    /** German: light stems, umlauts folded. */
    GERMAN,
    /** French. */
    FRENCH,
    /** Spanish. */
    SPANISH,
    /** Italian. */
    ITALIAN,
    /** Dutch. */
    DUTCH,
    /** Portuguese. */
    PORTUGUESE,
    /** Danish. */
    DANISH,
    /** Swedish. */
    SWEDISH,
    /** Norwegian. */
    NORWEGIAN,
    /** Finnish. */
    FINNISH,
    /** Russian. */
    RUSSIAN,
    /** None: words as they stand, in lower case, for mixed collections and languages without a preset. */
    UNSTEMMED;

    private static final int VERSION = 1;

    @Override
    public String fingerprint() {
        return "lucene-" + name().toLowerCase(Locale.ROOT) + "/" + VERSION;
    }
}
