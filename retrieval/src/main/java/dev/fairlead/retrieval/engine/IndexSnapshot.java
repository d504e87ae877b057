package dev.fairlead.retrieval.engine;

import dev.fairlead.IndexException;
import dev.fairlead.Passage;
import dev.fairlead.ScopeRequiredException;
import dev.fairlead.Span;
import dev.fairlead.retrieval.exact.ExactParts;
import java.util.List;
import java.util.Optional;

/**
 * A consistent view of an index. Later changes do not show. Every read takes a {@link Within}, which the engine applies
 * before ranking, so that no passage outside it is ever seen or takes a place.
 *
 * <p>Thread-safe until closed. Every method but {@link #version()} and {@link #close()} throws
 * {@link ScopeRequiredException} where the index requires a scope and {@code within} has none, and
 * {@link IndexException} where the engine failed.
 */
public interface IndexSnapshot extends AutoCloseable {
    /** The most words or hits one call may ask for: a bound, far above any sensible depth. */
    int MAX_DEPTH = 10_000;

    /**
     * Ranks passages by the words they share with a query.
     *
     * @param query any text; nothing in it is syntax
     * @param within which passages may be found
     * @return the leg, whose scores are at least 0, and 0 where no word matches
     */
    Leg lexical(String query, Within within);

    /**
     * Ranks passages by how many parts of a question they hold to the letter: terms as {@link
     * dev.fairlead.retrieval.exact.ExactTerms} finds them in a passage's headings and text, and phrases as neighbouring words
     * of what {@link #lexical} searches, after the same analysis.
     *
     * @param parts terms and phrases
     * @param within which passages may be found
     * @return the leg; a passage's score is the number of terms and phrases it holds, and those that hold none are no hits
     */
    Leg exact(ExactParts parts, Within within);

    /**
     * Ranks passages by the dot product of their vector with a query vector.
     *
     * @param vector {@code float[dimension]} of unit length
     * @param within which passages may be found
     * @return the leg, whose scores are cosines in [-1, 1] up to rounding
     * @throws IllegalArgumentException if the dimension is not the index's
     */
    Leg nearest(float[] vector, Within within);

    /**
     * Finds documents by words of their names: title, id, and the parties a contract names at its beginning.
     *
     * @param words words of a question
     * @param within which passages may be seen; a document counts where its first one may
     * @param limit most documents to return, in [1, {@value #MAX_DEPTH}]
     * @return documents whose name holds at least one of the words that few names hold, by falling sum of weights, ties by id
     * @throws IllegalArgumentException if {@code limit} is out of range
     */
    List<NamedDocument> named(List<String> words, Within within, int limit);

    /**
     * Loads passages.
     *
     * @param hits hits of this snapshot
     * @return their passages, in the order of the hits
     */
    List<Passage> passages(List<Hit> hits);

    /**
     * The passages around one in its document, itself included, in the order of the text.
     *
     * @param passageId the passage in the middle
     * @param before how many before it, at least 0
     * @param after how many after it, at least 0
     * @param within which passages may be seen
     * @return up to {@code before + 1 + after} passages; none if the passage is unknown or outside {@code within}
     * @throws IllegalArgumentException if a number is negative or more than {@value #MAX_DEPTH}
     */
    List<Passage> neighbours(String passageId, int before, int after, Within within);

    /**
     * Characters of a document, also those between its passages. O(length of the document).
     *
     * @param documentId the document
     * @param span which characters
     * @param within which passages may be seen; a document may be where its first one may
     * @return the characters; empty where the document is unknown, shorter, or outside {@code within}
     */
    Optional<String> text(String documentId, Span span, Within within);

    /**
     * Lists passages by document id in code point order, inside a document in the order of the text.
     *
     * @param within which passages may be seen
     * @param afterPassageId where the page before ended; empty for the first page
     * @param limit most passages to return, in [1, {@value #MAX_DEPTH}]
     * @return the next passages, fewer than {@code limit} only at the end
     * @throws IllegalArgumentException if {@code limit} is out of range
     */
    List<Passage> listing(Within within, String afterPassageId, int limit);

    /**
     * Counts passages. O(passages / 64) once a filter is cached.
     *
     * @param within which passages to count
     * @return their number
     */
    long size(Within within);

    /**
     * Identifies what this snapshot shows, for cache keys: equal versions show equal content.
     *
     * @return a short text that changes with every visible change
     */
    String version();

    /** Lets go of the view. Closing twice does nothing. */
    @Override
    void close();
}
