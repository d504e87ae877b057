package dev.fairlead.generation;

import dev.fairlead.Evidence;
import dev.fairlead.Passage;
import dev.fairlead.RankedPassage;
import dev.fairlead.text.ContentHash;

/** Draws a line that no passage holds: a hash over all of them, so that the same evidence gives the same prompt. */
final class Fence {
    private static final int LENGTH = 16;

    private Fence() {}

    static String around(Evidence evidence) {
        ContentHash hash = new ContentHash();
        for (RankedPassage ranked : evidence.passages()) {
            Passage passage = ranked.passage();
            hash.add(passage.id())
                    .add(passage.locator().title())
                    .add(passage.locator().section())
                    .add(passage.text());
        }
        return of(hash);
    }

    /** A line no text can hold that was hashed. */
    static String of(ContentHash hash) {
        return "====" + hash.hex().substring(0, LENGTH);
    }
}
