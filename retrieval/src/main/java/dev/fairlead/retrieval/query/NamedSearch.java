package dev.fairlead.retrieval.query;

import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.NamedDocument;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.text.Terms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A question that names its document, taken apart: which documents it names, and what it asks of them. Inside a contract
 * the parties' names say nothing, since they stand in every clause or only where it was signed.
 *
 * @param documents ids of the documents named
 * @param question the question without the words that named them
 */
public record NamedSearch(Set<String> documents, String question) {
    /** A name that fits more documents than this names none of them. */
    private static final int MAX_DOCUMENTS = 3;

    /** In a shorter document there is nothing to search. A constant, so that a larger k finds the same first passages. */
    private static final int MIN_PASSAGES = 6;

    private static final int CANDIDATES = 64;

    /** What a document's name has in common with the question. */
    private record Match(NamedDocument document, List<NameWords.Word> named, double weight) {}

    /**
     * Takes a question apart.
     *
     * @param question its text
     * @param snapshot where documents are looked for
     * @param within which documents may be seen
     * @return its parts; empty where it names no document, or too many, or one so short that there is nothing to search in
     */
    public static Optional<NamedSearch> of(String question, IndexSnapshot snapshot, Within within) {
        List<List<NameWords.Word>> runs = NameWords.runs(question);
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        List<Match> matches = snapshot.named(words(question, runs), within, CANDIDATES).stream()
                .map(document -> match(document, runs))
                .filter(match -> !match.named().isEmpty())
                .sorted(Comparator.comparingDouble(Match::weight).reversed())
                .toList();
        if (matches.isEmpty()) {
            return Optional.empty();
        }
        double most = matches.getFirst().weight();
        List<Match> best = alike(
                matches.stream().filter(match -> match.weight() >= most - 1e-9).toList());
        boolean worth = best.stream().allMatch(match -> match.document().passages() >= MIN_PASSAGES);
        if (best.size() > MAX_DOCUMENTS || !worth) {
            return Optional.empty();
        }
        Set<String> ids = best.stream()
                .map(match -> match.document().documentId())
                .collect(Collectors.toCollection(TreeSet::new));
        return Optional.of(
                new NamedSearch(ids, without(question, best.getFirst().named())));
    }

    /** All words: those that are no names tell documents of one name apart, as "lease" and "loan" do. */
    private static List<String> words(String question, List<List<NameWords.Word>> runs) {
        Set<String> words = new LinkedHashSet<>();
        for (List<NameWords.Word> run : runs) {
            for (int i = 0; i < run.size(); i++) {
                words.add(run.get(i).word());
                if (i > 0) {
                    words.add(run.get(i - 1).word() + run.get(i).word());
                }
            }
        }
        words.addAll(Terms.distinct(question));
        return List.copyOf(words);
    }

    /** A run counts where more than half of what it needs stands in the document's name. */
    private static Match match(NamedDocument document, List<List<NameWords.Word>> runs) {
        List<NameWords.Word> named = new ArrayList<>();
        double weight = 0;
        for (List<NameWords.Word> run : runs) {
            Set<NameWords.Word> held = new LinkedHashSet<>();
            double ofRun = 0;
            for (int i = 0; i < run.size(); i++) {
                Double alone = document.words().get(run.get(i).word());
                Double joined = i == 0
                        ? null
                        : document.words()
                                .get(run.get(i - 1).word() + run.get(i).word());
                if (alone != null) {
                    held.add(run.get(i));
                    ofRun += alone;
                }
                if (joined != null) {
                    held.add(run.get(i - 1));
                    held.add(run.get(i));
                    ofRun += joined;
                }
            }
            long needed = run.stream().filter(word -> !word.optional()).count();
            long has = held.stream().filter(word -> !word.optional()).count();
            if (2 * has > needed) {
                named.addAll(held);
                weight += ofRun;
            }
        }
        return new Match(document, named, weight);
    }

    /** Of documents that fit the names equally well, those that hold most of the question's other words. */
    private static List<Match> alike(List<Match> best) {
        double most = best.stream().mapToDouble(NamedSearch::rest).max().orElse(0);
        return best.stream().filter(match -> rest(match) >= most - 1e-9).toList();
    }

    private static double rest(Match match) {
        Set<String> named = new HashSet<>();
        match.named().forEach(word -> named.add(word.word()));
        return match.document().words().entrySet().stream()
                .filter(word -> !named.contains(word.getKey()))
                .mapToDouble(word -> word.getValue())
                .sum();
    }

    /** The question without the words that name, unless nothing would be left of it. */
    static String without(String question, List<NameWords.Word> named) {
        StringBuilder rest = new StringBuilder(question);
        named.stream()
                .filter(word -> !word.optional())
                .sorted(Comparator.comparing(NameWords.Word::span).reversed())
                .forEach(word -> rest.delete(word.span().start(), word.span().end()));
        String cleaned = rest.toString()
                .replaceAll("\\s+", " ")
                .replaceAll(" (?=[?.,;])", "")
                .strip();
        return Terms.of(cleaned).isEmpty() ? question : cleaned;
    }
}
