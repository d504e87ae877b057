package dev.fairlead.retrieval.whole;

import dev.fairlead.Landmark;
import dev.fairlead.Locator;
import dev.fairlead.Passage;
import dev.fairlead.Span;
import dev.fairlead.context.TokenEstimate;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.PassageId;
import dev.fairlead.retrieval.engine.Within;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Passages that hold each character of their documents once, in a stable order: a passage that repeats the end of the one before
 * begins after it, and one that repeats all of it is left out. Ids stay those of the index; spans, sections and pages stay
 * exact. Not thread-safe.
 */
final class Tiles {
    private static final int PAGE = 1_000;

    private final long limit;
    private final List<Passage> passages = new ArrayList<>();
    private String document = "";
    private int covered;
    private long tokens;

    private Tiles(long limit) {
        this.limit = limit;
    }

    /** Everything in view by document id in code point order, or as much as shows that it has more tokens than the limit. */
    static Tiles ofCorpus(IndexSnapshot snapshot, Within within, long limit) {
        Tiles tiles = new Tiles(limit);
        List<Passage> page = snapshot.listing(within, "", PAGE);
        while (!page.isEmpty() && tiles.add(page)) {
            page = page.size() == PAGE ? snapshot.listing(within, page.getLast().id(), PAGE) : List.of();
        }
        return tiles;
    }

    /** The same of some documents, without walking through others. */
    static Tiles ofDocuments(Collection<String> ids, IndexSnapshot snapshot, Within within, long limit) {
        Tiles tiles = new Tiles(limit);
        for (String id : new TreeSet<>(ids)) {
            int next = 1;
            List<Passage> page = page(id, next, snapshot, within);
            while (!page.isEmpty() && tiles.add(page)) {
                next += page.size();
                page = page.size() == PAGE ? page(id, next, snapshot, within) : List.of();
            }
        }
        return tiles;
    }

    List<Passage> passages() {
        return List.copyOf(passages);
    }

    /** An estimate; more than the limit where reading stopped there. */
    long tokens() {
        return tokens;
    }

    private static List<Passage> page(String documentId, int from, IndexSnapshot snapshot, Within within) {
        return snapshot.neighbours(PassageId.of(documentId, from), 0, PAGE - 1, within);
    }

    /** False once there are more tokens than the limit. */
    private boolean add(List<Passage> page) {
        for (Passage passage : page) {
            if (tokens > limit) {
                break;
            }
            add(passage);
        }
        return tokens <= limit;
    }

    private void add(Passage passage) {
        Span span = passage.locator().span();
        if (!passage.locator().documentId().equals(document)) {
            document = passage.locator().documentId();
            covered = 0;
        }
        int start = span.start();
        while (start < span.end()
                && (start < covered || Character.isWhitespace(passage.text().charAt(start - span.start())))) {
            start++;
        }
        if (start < span.end()) {
            Passage tile = start > span.start() ? from(passage, start) : passage;
            passages.add(tile);
            tokens += TokenEstimate.of(tile);
        }
        covered = Math.max(covered, span.end());
    }

    private static Passage from(Passage passage, int start) {
        Locator whole = passage.locator();
        Locator at = passage.at(new Span(start, whole.span().end()));
        List<Landmark> landmarks = passage.landmarks().stream()
                .filter(landmark -> landmark.start() >= start)
                .toList();
        String text = passage.text().substring(start - whole.span().start());
        return new Passage(passage.id(), at, text, passage.metadata(), landmarks);
    }
}
