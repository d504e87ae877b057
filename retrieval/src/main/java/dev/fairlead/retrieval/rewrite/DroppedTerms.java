package dev.fairlead.retrieval.rewrite;

import dev.fairlead.Passage;
import dev.fairlead.text.Terms;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The question without the words that nothing found holds: a name or a turn of phrase that the documents do not use pulls
 * the vector away from what they say.
 */
public final class DroppedTerms {
    private DroppedTerms() {}

    /**
     * Rewrites.
     *
     * @param question its text
     * @param found passages found for it
     * @return the question with fewer words; empty where all its words are held, or fewer than two would be left
     */
    public static Optional<Rewriting> of(String question, List<Passage> found) {
        Set<String> held = new HashSet<>();
        for (Passage passage : found) {
            held.addAll(Terms.of(passage.text()));
            held.addAll(Terms.of(passage.locator().section()));
            held.addAll(Terms.of(passage.locator().title()));
        }
        List<String> unheld = Terms.words(question)
                .filter(word -> Terms.of(word).stream().anyMatch(term -> !held.contains(term)))
                .toList();
        String rest = question;
        for (String word : unheld) {
            rest = rest.replaceFirst("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])", "");
        }
        String cleaned = rest.replaceAll("\\s+", " ").strip();
        boolean says = Terms.distinct(cleaned).size() >= 2;
        return !unheld.isEmpty() && says
                ? Optional.of(new Rewriting("dropped terms", List.of(cleaned)))
                : Optional.empty();
    }
}
