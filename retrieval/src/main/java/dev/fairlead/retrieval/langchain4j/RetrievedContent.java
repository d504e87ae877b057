package dev.fairlead.retrieval.langchain4j;

import dev.fairlead.Deadline;
import dev.fairlead.Inquiry;
import dev.fairlead.Locator;
import dev.fairlead.Passage;
import dev.fairlead.Question;
import dev.fairlead.RankedPassage;
import dev.fairlead.Retriever;
import dev.fairlead.Scope;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A retriever as langchain4j's {@link ContentRetriever}. A content's segment holds the passage's text; its metadata the
 * document's facts, and over them {@value #DOCUMENT_ID}, {@value #TITLE}, {@value #SECTION}, {@value #START},
 * {@value #END}, and {@value #PAGE} where there are pages. {@link ContentMetadata#SCORE} is the passage's final score,
 * comparable within one call only, and {@link ContentMetadata#EMBEDDING_ID} its id. Thread-safe.
 */
public final class RetrievedContent implements ContentRetriever {
    /** Key of the document's id. */
    public static final String DOCUMENT_ID = "document_id";

    /** Key of the document's title. */
    public static final String TITLE = "title";

    /** Key of the headings above the passage, outermost first; not there where there are none. */
    public static final String SECTION = "section";

    /** Key of the index of the passage's first character in its document's text, in UTF-16. */
    public static final String START = "start";

    /** Key of the index behind its last character. */
    public static final String END = "end";

    /** Key of the page its first character stands on. */
    public static final String PAGE = "page";

    private final Retriever retriever;
    private final Function<Query, Scope> scope;
    private final Duration timeLimit;

    /**
     * Makes the content retriever.
     *
     * @param retriever what retrieves
     * @param scope tells from a query's metadata on whose behalf it is asked; {@link Scope#none()} where an index needs none
     * @param timeLimit most time of one call, positive
     */
    public RetrievedContent(Retriever retriever, Function<Query, Scope> scope, Duration timeLimit) {
        this.retriever = Objects.requireNonNull(retriever, "retriever");
        this.scope = Objects.requireNonNull(scope, "scope");
        this.timeLimit = Objects.requireNonNull(timeLimit, "timeLimit");
    }

    /**
     * Retrieves.
     *
     * @param query its text is the question; its metadata goes to the scope's function
     * @return contents in final order
     * @throws dev.fairlead.FairleadException as {@link Retriever#retrieve}
     * @throws NullPointerException if the host's function gives no scope
     */
    @Override
    public List<Content> retrieve(Query query) {
        Scope caller = Objects.requireNonNull(scope.apply(query), "scope of the query");
        Inquiry inquiry = Inquiry.of(Question.of(query.text()), caller, Deadline.after(timeLimit));
        return retriever.retrieve(inquiry).passages().stream()
                .filter(ranked -> !ranked.passage().text().isBlank())
                .map(RetrievedContent::content)
                .toList();
    }

    private static Content content(RankedPassage ranked) {
        Passage passage = ranked.passage();
        Locator locator = passage.locator();
        Metadata metadata = SegmentMetadata.ofFacts(passage.metadata())
                .put(DOCUMENT_ID, locator.documentId())
                .put(START, locator.span().start())
                .put(END, locator.span().end());
        if (!locator.title().isEmpty()) {
            metadata.put(TITLE, locator.title());
        }
        if (!locator.sectionPath().isEmpty()) {
            metadata.put(SECTION, locator.section());
        }
        locator.page().ifPresent(page -> metadata.put(PAGE, page));
        return Content.from(
                TextSegment.from(passage.text(), metadata),
                Map.of(ContentMetadata.SCORE, ranked.score(), ContentMetadata.EMBEDDING_ID, passage.id()));
    }
}
