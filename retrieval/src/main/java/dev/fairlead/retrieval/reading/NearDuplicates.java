package dev.fairlead.retrieval.reading;

import dev.fairlead.RankedPassage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hits that say the same as a better one: at least nine in ten of the runs of four words in either stand in both (Broder's
 * resemblance of shingles, SEQUENCES 1997), and names, numbers and words that turn a statement round are the same in the
 * same order. Two versions of a clause that differ in an amount, a party or "not" are both kept.
 *
 * @param kept the others, best first
 * @param dropped which were left out and for which better one, as {@code "id = id"}
 */
record NearDuplicates(List<RankedPassage> kept, List<String> dropped) {
    private static final double SAME = 0.9;

    private static final int SHINGLE = 4;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private static final Set<String> TURNING = Set.of(
            ("not no never none nor neither cannot without except excluding unless only may shall must will should including"
                            + " before after more less least most either both all any each")
                    .split(" "));

    /** What tells a text from another one, in order, and its runs of words. */
    private record Words(List<String> telling, Set<Integer> shingles) {
        static Words of(String text) {
            List<String> telling = new ArrayList<>();
            Set<Integer> shingles = new HashSet<>();
            int[] last = new int[SHINGLE];
            int number = 0;
            Matcher words = WORD.matcher(text);
            while (words.find()) {
                String word = words.group();
                String folded = word.toLowerCase(Locale.ROOT);
                boolean capitalised = !word.equals(folded);
                if (capitalised || TURNING.contains(folded) || word.chars().anyMatch(Character::isDigit)) {
                    telling.add(folded);
                }
                last[number++ % SHINGLE] = folded.hashCode();
                int hash = 1;
                for (int i = 0; i < SHINGLE; i++) {
                    hash = 31 * hash + last[(number + i) % SHINGLE];
                }
                shingles.add(hash);
            }
            return new Words(telling, shingles);
        }

        boolean saysTheSameAs(Words other) {
            int smaller = Math.min(shingles.size(), other.shingles.size());
            int larger = Math.max(shingles.size(), other.shingles.size());
            if (smaller < SAME * larger || !telling.equals(other.telling)) {
                return false;
            }
            long shared = shingles.stream().filter(other.shingles::contains).count();
            return shared >= SAME * (smaller + larger - shared);
        }
    }

    static NearDuplicates among(List<RankedPassage> hits) {
        List<RankedPassage> kept = new ArrayList<>();
        List<Words> known = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        for (RankedPassage hit : hits) {
            Words words = Words.of(hit.passage().text());
            int same = 0;
            while (same < known.size() && !words.saysTheSameAs(known.get(same))) {
                same++;
            }
            if (same == known.size()) {
                kept.add(hit);
                known.add(words);
            } else {
                dropped.add(
                        hit.passage().id() + " = " + kept.get(same).passage().id());
            }
        }
        return new NearDuplicates(kept, dropped);
    }
}
