package dev.fairlead.retrieval.query;

import dev.fairlead.Passage;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.NamedDocument;
import dev.fairlead.retrieval.engine.PassageId;
import dev.fairlead.retrieval.engine.Within;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The documents a question is about as wholes, each name in it resolved by itself: two for "compare the Acme NDA and the Borealis
 * lease", where {@link NamedSearch} seeks the one document that fits all names best. Stricter than that: no document where any
 * doubt remains.
 *
 * @param documents their ids
 * @param words the words that name them, in lower case
 * @param question the question without those words
 */
public record NamedDocuments(Set<String> documents, Set<String> words, String question) {
    private static final int CANDIDATES = 64;
    private static final double ROUNDING = 1e-9;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    /** Checks and copies. */
    public NamedDocuments {
        documents = Set.copyOf(documents);
        words = Set.copyOf(words);
    }

    /** A name in the question: its words, and those after it and before it up to the next name. */
    private record Name(List<NameWords.Word> words, Set<String> after, Set<String> before) {}

    /**
     * Resolves the names in a question.
     *
     * @param question its text
     * @param snapshot where documents are looked for
     * @param within which documents may be seen
     * @param most how many documents may be meant, at least 1
     * @return the documents; empty where the question names none, too many, or one that could be several
     */
    public static Optional<NamedDocuments> of(String question, IndexSnapshot snapshot, Within within, int most) {
        List<Name> names = names(question);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        List<NamedDocument> known = snapshot.named(words(question), within, CANDIDATES);
        Set<String> documents = new TreeSet<>();
        List<NameWords.Word> named = new ArrayList<>();
        for (Name name : names) {
            Set<String> meant = meant(name, known);
            if (meant.size() > most) {
                return Optional.empty();
            }
            documents.addAll(meant);
            named.addAll(meant.isEmpty() ? List.of() : name.words());
        }
        if (documents.isEmpty() || documents.size() > most) {
            return Optional.empty();
        }
        Set<String> words = new HashSet<>();
        named.forEach(word -> words.add(word.word()));
        return Optional.of(new NamedDocuments(documents, words, NamedSearch.without(question, named)));
    }

    /**
     * The only document there is to be seen, for a question about "this document" that names none.
     *
     * @param question its text
     * @param snapshot where documents are looked for
     * @param within which documents may be seen
     * @return the document; empty where the question holds a name, or more than one document may be seen
     */
    public static Optional<NamedDocuments> only(String question, IndexSnapshot snapshot, Within within) {
        long size = snapshot.size(within);
        if (size == 0
                || size > IndexSnapshot.MAX_DEPTH
                || !NameWords.runs(question).isEmpty()) {
            return Optional.empty();
        }
        Passage first = snapshot.listing(within, "", 1).getFirst();
        String id = first.locator().documentId();
        boolean alone =
                snapshot.neighbours(PassageId.of(id, 1), 0, (int) size, within).size() == size;
        return alone ? Optional.of(new NamedDocuments(Set.of(id), Set.of(), question)) : Optional.empty();
    }

    private static List<Name> names(String question) {
        List<List<NameWords.Word>> runs = NameWords.runs(question);
        List<Name> names = new ArrayList<>();
        int before = 0;
        for (int i = 0; i < runs.size(); i++) {
            List<NameWords.Word> run = runs.get(i);
            int end = i + 1 < runs.size() ? runs.get(i + 1).getFirst().span().start() : question.length();
            names.add(new Name(
                    run,
                    Set.copyOf(words(question.substring(run.getLast().span().end(), end))),
                    Set.copyOf(words(
                            question.substring(before, run.getFirst().span().start())))));
            before = run.getLast().span().end();
        }
        return names;
    }

    /** Words in lower case, and neighbours joined, as file names write them. */
    private static List<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        Matcher found = WORD.matcher(text);
        String last = "";
        while (found.find()) {
            String word = found.group().toLowerCase(Locale.ROOT);
            words.add(word);
            words.add(last + word);
            last = word;
        }
        return List.copyOf(words);
    }

    /** Of the documents whose name holds most of this one, those that hold most of the words after it, then before it. */
    private static Set<String> meant(Name name, List<NamedDocument> known) {
        List<NamedDocument> best = new ArrayList<>();
        for (NamedDocument document : known) {
            if (holds(document, name.words())) {
                best.add(document);
            }
        }
        Set<String> own = new HashSet<>();
        String last = "";
        for (NameWords.Word word : name.words()) {
            own.add(word.word());
            own.add(last + word.word());
            last = word.word();
        }
        for (Set<String> words : List.of(own, name.after(), name.before())) {
            double most =
                    best.stream().mapToDouble(one -> weight(one, words)).max().orElse(0);
            best.removeIf(one -> weight(one, words) < most - ROUNDING);
        }
        Set<String> ids = new TreeSet<>();
        best.forEach(document -> ids.add(document.documentId()));
        return ids;
    }

    /** Whether a document's name holds more than half of the words a name needs, alone or joined to a neighbour. */
    private static boolean holds(NamedDocument document, List<NameWords.Word> run) {
        Set<Integer> held = new HashSet<>();
        for (int i = 0; i < run.size(); i++) {
            if (document.words().containsKey(run.get(i).word())) {
                held.add(i);
            }
            if (i > 0
                    && document.words()
                            .containsKey(run.get(i - 1).word() + run.get(i).word())) {
                held.add(i - 1);
                held.add(i);
            }
        }
        long needed = run.stream().filter(word -> !word.optional()).count();
        long has = held.stream().filter(i -> !run.get(i).optional()).count();
        return 2 * has > needed;
    }

    private static double weight(NamedDocument document, Collection<String> words) {
        return document.words().entrySet().stream()
                .filter(word -> words.contains(word.getKey()))
                .mapToDouble(word -> word.getValue())
                .sum();
    }
}
