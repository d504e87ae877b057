package dev.fairlead.retrieval.reading;

import dev.fairlead.Inquiry;
import dev.fairlead.Passage;
import dev.fairlead.RankedPassage;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns hits into passages for a reader. A hit that says the same as a better one is left out; each of the others is widened
 * by its neighbours in its section; hits that then touch or overlap become one. What is read is always exact characters of
 * one document, and never outside what the question may see. Stateless and thread-safe.
 *
 * @param tokens about how many tokens a passage is widened to, in [{@value #MIN_TOKENS}, {@value #MAX_TOKENS}]; none grows
 *     beyond twice as many, and a hit longer than that stays as it is
 */
public record Reading(int tokens) {
    /** Fewer would widen nothing. */
    public static final int MIN_TOKENS = 16;

    /** More is a document, not a passage. */
    public static final int MAX_TOKENS = 4_000;

    /** Characters of a token of English prose: lengths are estimated, since counting costs more than searching. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    /** Most neighbours looked at on each side. */
    private static final int MAX_NEIGHBOURS = 16;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if {@code tokens} is out of range
     */
    public Reading {
        if (tokens < MIN_TOKENS || tokens > MAX_TOKENS) {
            throw new IllegalArgumentException(
                    "tokens must be in [" + MIN_TOKENS + ", " + MAX_TOKENS + "], was " + tokens);
        }
    }

    /**
     * What is read. Records a step {@code "read"} with the ids of hits that were left out as duplicates and of those that went
     * into another's passage.
     *
     * @param hits what a search found, best first
     * @param inquiry the question under way
     * @param snapshot the index, which may have changed since
     * @param within what may be seen
     * @return passages in the order of the best hit of each, ranked from 1; each has that hit's score and standings
     */
    public List<RankedPassage> of(List<RankedPassage> hits, Inquiry inquiry, IndexSnapshot snapshot, Within within) {
        inquiry.deadline().check("read");
        long start = System.nanoTime();
        NearDuplicates duplicates = NearDuplicates.among(hits);
        List<String> joined = new ArrayList<>();
        List<Read> read = new ArrayList<>();
        for (RankedPassage hit : duplicates.kept()) {
            take(hit, read, joined, new Surroundings(snapshot, within));
        }
        List<RankedPassage> passages = new ArrayList<>();
        for (Read one : read) {
            passages.add(one.ranked(passages.size() + 1));
        }
        inquiry.record(
                "read",
                start,
                Map.of("passages", passages.size(), "duplicates", duplicates.dropped(), "joined", joined));
        return List.copyOf(passages);
    }

    /** A passage to be read and the best hit it is made of. */
    private record Read(RankedPassage best, Stretch stretch) {
        RankedPassage ranked(int rank) {
            return new RankedPassage(stretch.passage(), rank, best.score(), best.standings());
        }
    }

    /** Joins a hit to what is read already, or adds it with its neighbours. */
    private void take(RankedPassage hit, List<Read> read, List<String> joined, Surroundings around) {
        Stretch stretch = widened(hit.passage(), around);
        for (int i = 0; i < read.size(); i++) {
            Optional<Stretch> both = read.get(i).stretch().with(stretch, around);
            boolean holds = read.get(i).stretch().holds(hit.passage());
            if (holds || (both.isPresent() && both.get().length() <= limit())) {
                read.set(i, new Read(read.get(i).best(), holds ? read.get(i).stretch() : both.get()));
                joined.add(hit.passage().id());
                return;
            }
        }
        read.add(new Read(hit, stretch));
    }

    private int limit() {
        return 2 * tokens * CHARACTERS_PER_TOKEN;
    }

    /** The hit and, in turn, what follows and what precedes it in its section, until it is long enough. */
    private Stretch widened(Passage hit, Surroundings around) {
        int wanted = tokens * CHARACTERS_PER_TOKEN;
        Stretch stretch = Stretch.of(hit);
        if (stretch.length() >= wanted) {
            return stretch;
        }
        int reach = Math.min(MAX_NEIGHBOURS, 1 + (wanted - stretch.length()) / Math.max(1, stretch.length()));
        List<Passage> near = around.of(hit.id(), reach);
        // Not there where the document was replaced, deleted or withdrawn since the search.
        int at = near.indexOf(hit);
        int before = at - 1;
        int after = at + 1;
        while (at >= 0 && stretch.length() < wanted && (before >= 0 || after < near.size())) {
            boolean forwards = after < near.size() && (before < 0 || after - at <= at - before);
            Passage next = near.get(forwards ? after++ : before--);
            Optional<Stretch> longer =
                    Stretch.isOneSection(hit, next) ? stretch.with(Stretch.of(next), around) : Optional.empty();
            if (longer.isPresent() && longer.get().length() <= limit()) {
                stretch = longer.get();
            } else if (forwards) {
                after = near.size();
            } else {
                before = -1;
            }
        }
        return stretch;
    }
}
