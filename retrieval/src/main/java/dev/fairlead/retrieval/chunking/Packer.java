package dev.fairlead.retrieval.chunking;

import dev.fairlead.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs consecutive pieces into chunks. A chunk stays inside its top section unless it is tiny; it prefers to end where a
 * section ends; where it ends inside a section the next one repeats its last sentences. O(pieces).
 */
final class Packer {
    /** Tokens below which a section is no chunk of its own. */
    private static final int TINY = 48;

    private final List<Section> sections;
    private final List<Piece> pieces;
    private final int limit;
    private final int overlap;
    /** {@code int[pieces]}: what a chunk that starts at the first piece costs up to each piece. */
    private final int[] costTo;
    /** {@code int[sections]}: number of the top section each section lies in. */
    private final int[] top;
    /** {@code int[top sections]}. */
    private final int[] topTokens;

    private final int[] sectionTokens;

    /**
     * Packs.
     *
     * @param limit most tokens of a chunk
     * @param overlap about how many tokens are repeated
     */
    Packer(List<Section> sections, List<Piece> pieces, int limit, int overlap) {
        this.sections = sections;
        this.pieces = pieces;
        this.limit = limit;
        this.overlap = overlap;
        this.costTo = new int[pieces.size()];
        this.top = tops(sections);
        this.topTokens = new int[sections.size()];
        this.sectionTokens = new int[sections.size()];
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            costTo[i] = i == 0 ? piece.tokens() : costTo[i - 1] + step(i);
            sectionTokens[piece.section()] += piece.tokens();
            topTokens[top[piece.section()]] += piece.tokens();
        }
    }

    List<Section> pack() {
        List<Section> chunks = new ArrayList<>();
        int start = 0;
        int fresh = 0;
        while (fresh < pieces.size()) {
            while (start < fresh && !fits(start, fresh + 1)) {
                start++;
            }
            int end = fresh + 1;
            while (end < pieces.size() && fits(start, end + 1) && !breaksBefore(start, end)) {
                end++;
            }
            int first = pieces.get(start).span().start();
            chunks.add(new Section(
                    path(start, end), new Span(first, pieces.get(end - 1).span().end()), false));
            fresh = end;
            start = overlapStart(start, end);
        }
        return chunks;
    }

    /** What a piece adds to a chunk that does not start with it: its tokens, or more where white space lies before it. */
    private int step(int i) {
        int length = pieces.get(i).span().end() - pieces.get(i - 1).span().end();
        return Math.max(pieces.get(i).tokens(), length / Pieces.MAX_CHARACTERS_PER_TOKEN);
    }

    private int cost(int start, int end) {
        return pieces.get(start).tokens() + costTo[end - 1] - costTo[start];
    }

    private boolean fits(int start, int end) {
        return cost(start, end) <= limit;
    }

    private boolean breaksBefore(int start, int next) {
        int here = pieces.get(next - 1).section();
        int there = pieces.get(next).section();
        if (here == there) {
            return false;
        }
        int cost = cost(start, next);
        if (top[here] != top[there]) {
            boolean bothTiny = topTokens[top[here]] < TINY && topTokens[top[there]] < TINY && cost < limit / 2;
            return cost >= TINY && !bothTiny;
        }
        return cost >= limit / 2 && cost + sectionTokens[there] > limit;
    }

    private int overlapStart(int chunkStart, int end) {
        int start = end;
        while (end < pieces.size()
                && start - 1 > chunkStart
                && pieces.get(start - 1).section() == pieces.get(end).section()
                && cost(start - 1, end) <= overlap) {
            start--;
        }
        return start;
    }

    /** What all sections have in common; one that is but the heading of those after it does not count. */
    private List<String> path(int start, int end) {
        int first = pieces.get(start).section();
        int last = pieces.get(end - 1).section();
        while (first < last && sections.get(first).bare() && isAbove(first, first + 1)) {
            first++;
        }
        List<String> common = sections.get(first).path();
        for (int i = first + 1; i <= last; i++) {
            if (!(sections.get(i).bare() && i < last && isAbove(i, i + 1))) {
                common = common.subList(0, commonLength(common, sections.get(i).path()));
            }
        }
        return common;
    }

    private boolean isAbove(int parent, int child) {
        List<String> path = sections.get(parent).path();
        return commonLength(path, sections.get(child).path()) == path.size();
    }

    /** Numbers the top sections: those of the first level at which the document branches. */
    private static int[] tops(List<Section> sections) {
        List<List<String>> paths = sections.stream()
                .map(Section::path)
                .filter(path -> !path.isEmpty())
                .toList();
        int depth = paths.isEmpty() ? 0 : paths.getFirst().size();
        for (List<String> path : paths) {
            depth = Math.min(depth, commonLength(paths.getFirst(), path));
        }
        int[] tops = new int[sections.size()];
        for (int i = 1; i < tops.length; i++) {
            List<String> before = beginning(sections.get(i - 1).path(), depth + 1);
            tops[i] = before.equals(beginning(sections.get(i).path(), depth + 1)) ? tops[i - 1] : tops[i - 1] + 1;
        }
        return tops;
    }

    private static List<String> beginning(List<String> path, int length) {
        return path.subList(0, Math.min(length, path.size()));
    }

    private static int commonLength(List<String> a, List<String> b) {
        int length = 0;
        while (length < a.size() && length < b.size() && a.get(length).equals(b.get(length))) {
            length++;
        }
        return length;
    }
}
