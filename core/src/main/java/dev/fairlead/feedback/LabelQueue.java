package dev.fairlead.feedback;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.TextEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Chooses which questions to label next: in turn the least certain, and the one farthest from everything labelled or chosen, which
 * keeps the choice spread out. Nothing close to what is labelled or chosen is chosen again. O((candidates + labelled) * chosen)
 * similarities. Not thread-safe.
 */
final class LabelQueue {
    /** The latest so many distinct questions are looked at, and the latest so many labels: each costs an encoding. */
    static final int MOST = 1_000;

    /** From this cosine on two questions say the same. */
    private static final double SAME = 0.95;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\p{Punct}]+");

    private final List<Candidate> candidates = new ArrayList<>();
    private final Optional<TextEncoder> encoder;
    private final Deadline deadline;

    /** A question with its largest cosine to what is labelled or chosen. */
    private static final class Candidate {
        private final Feedback.Seen seen;
        private final Optional<Encoding> encoding;
        private double nearest;

        Candidate(Feedback.Seen seen, Optional<Encoding> encoding) {
            this.seen = seen;
            this.encoding = encoding;
        }

        void compare(Optional<Encoding> other) {
            if (encoding.isPresent() && other.isPresent()) {
                nearest = Math.max(nearest, encoding.get().cosine(other.get()));
            }
        }
    }

    LabelQueue(List<Feedback> entries, Optional<TextEncoder> encoder, Deadline deadline) {
        this.encoder = encoder;
        this.deadline = deadline;
        LinkedHashMap<String, String> labelled = new LinkedHashMap<>();
        LinkedHashMap<String, Feedback.Seen> seen = new LinkedHashMap<>();
        for (Feedback entry : entries) {
            if (entry instanceof Feedback.Correction correction) {
                labelled.putLast(key(correction.text()), correction.text());
            } else if (entry instanceof Feedback.Seen question) {
                seen.putLast(key(question.text()), question);
            }
        }
        seen.keySet().removeAll(labelled.keySet());
        latest(seen.values()).forEach(question -> candidates.add(new Candidate(question, encode(question.text()))));
        for (String text : latest(labelled.values())) {
            compareAll(encode(text));
        }
    }

    List<Suggestion> next(int count) {
        List<Suggestion> chosen = new ArrayList<>();
        while (chosen.size() < count) {
            candidates.removeIf(candidate -> candidate.nearest >= SAME);
            if (candidates.isEmpty()) {
                break;
            }
            boolean novel = encoder.isPresent() && chosen.size() % 2 == 1;
            Candidate best = novel ? mostNovel() : leastCertain();
            candidates.remove(best);
            compareAll(best.encoding);
            chosen.add(new Suggestion(
                    best.seen.text(),
                    best.seen.intent(),
                    novel ? Suggestion.Reason.MOST_NOVEL : Suggestion.Reason.LEAST_CERTAIN,
                    1 - (novel ? best.nearest : best.seen.certainty())));
        }
        return chosen;
    }

    private Candidate mostNovel() {
        return best(Comparator.comparingDouble((Candidate candidate) -> candidate.nearest));
    }

    private Candidate leastCertain() {
        return best(Comparator.comparingDouble((Candidate candidate) -> candidate.seen.certainty()));
    }

    /** Ties by text. */
    private Candidate best(Comparator<Candidate> order) {
        return candidates.stream()
                .min(order.thenComparing(candidate -> candidate.seen.text()))
                .orElseThrow();
    }

    private void compareAll(Optional<Encoding> other) {
        candidates.forEach(candidate -> candidate.compare(other));
    }

    private Optional<Encoding> encode(String text) {
        return encoder.map(model -> model.encode(text, TextEncoder.Kind.QUERY, deadline));
    }

    private static <T> List<T> latest(Collection<T> all) {
        return all.stream().skip(Math.max(0, all.size() - MOST)).toList();
    }

    /** Equal for texts that differ in case, spaces and punctuation alone. */
    static String key(String text) {
        return BETWEEN_WORDS
                .matcher(text.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
    }
}
