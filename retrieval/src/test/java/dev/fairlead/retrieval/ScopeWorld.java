package dev.fairlead.retrieval;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Filter;
import dev.fairlead.Question;
import dev.fairlead.Scope;
import dev.fairlead.retrieval.engine.Within;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random documents of many tenants that give themselves away: the number of each stands in its id, and of every second also
 * in its title, text and facts, as {@code zq017}. The others are exact copies of a few texts, so that nothing but the scope
 * keeps them apart.
 */
final class ScopeWorld {
    private static final int DOCUMENTS = 60;
    private static final List<String> WORDS = List.of(
            "payment", "notice", "lease", "cargo", "harbour", "vessel", "royalty", "audit", "insurance", "breach");
    private static final List<String> QUESTIONS = List.of(
            "What about %s and %s?",
            "What does the %s say about %s?",
            "Summarise the %s.",
            "Compare the %s with the %s.",
            "Which %s is due, but not for %s?",
            "Is there a \"%s\" under section 2.1 of the %s?",
            "How much is the %s? And who pays the %s?",
            "%s",
            "the");

    private final Random random;
    private final RandomCorpus corpus;
    private final List<String> shared;
    private final List<Document> pool = new ArrayList<>();
    private final Map<String, Document> present = new TreeMap<>();

    ScopeWorld(long seed) {
        random = new Random(seed);
        corpus = new RandomCorpus(seed);
        shared = IntStream.range(0, 6).mapToObj(i -> text("")).toList();
        List<Document> drawn = corpus.documents(DOCUMENTS);
        for (int i = 0; i < DOCUMENTS; i++) {
            pool.add(document(i, drawn.get(i)));
        }
        pool.forEach(this::put);
    }

    private Document document(int number, Document drawn) {
        String id = String.format(Locale.ROOT, "doc%03d", number);
        if (number % 2 == 0) {
            int copy = random.nextInt(shared.size());
            return Document.of(id, shared.get(copy))
                    .withTitle("Charter " + "ABCDEF".charAt(copy))
                    .withMetadata(drawn.metadata())
                    .withAccess(drawn.access());
        }
        String mark = mark(number);
        return Document.of(id, text(mark))
                .withTitle("Charter of " + mark.toUpperCase(Locale.ROOT))
                .withMetadata(drawn.metadata().with("mark", mark))
                .withAccess(drawn.access());
    }

    private static String mark(int number) {
        return String.format(Locale.ROOT, "zq%03d", number);
    }

    private String text(String mark) {
        return IntStream.range(0, 3 + random.nextInt(12))
                .mapToObj(i -> "The agreement " + mark + " about " + pick(WORDS) + " and " + pick(WORDS)
                        + " holds for the time being. ")
                .collect(Collectors.joining());
    }

    <T> T pick(List<T> names) {
        return names.get(random.nextInt(names.size()));
    }

    Collection<Document> present() {
        return present.values();
    }

    boolean holds(String documentId) {
        return present.containsKey(documentId);
    }

    /** Any document, there or not, as it was at first. */
    Document any() {
        return pool.get(random.nextInt(pool.size()));
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    Access access() {
        return corpus.documents(1).getFirst().access();
    }

    void put(Document document) {
        present.put(document.id(), document);
    }

    void setAccess(String documentId, Access access) {
        present.computeIfPresent(documentId, (id, document) -> document.withAccess(access));
    }

    void remove(String documentId) {
        present.remove(documentId);
    }

    Scope scope() {
        return corpus.scope();
    }

    /** A question that may well name documents its scope cannot see. */
    Question question() {
        String form = pick(QUESTIONS);
        List<String> fillers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            fillers.add(
                    switch (random.nextInt(4)) {
                        case 0 ->
                            "Charter of " + mark(random.nextInt(DOCUMENTS)).toUpperCase(Locale.ROOT);
                        case 1 -> "Charter " + "ABCDEF".charAt(random.nextInt(6));
                        default -> pick(WORDS);
                    });
        }
        Filter filter = random.nextInt(3) > 0 ? Filter.all() : corpus.filter(2);
        return Question.of(String.format(Locale.ROOT, form, fillers.toArray())).withFilter(filter);
    }

    /** What a constraint shows by definition. */
    List<Document> visible(Within within, boolean requireScope) {
        return present.values().stream()
                .filter(document -> RandomCorpus.visible(document, within, requireScope))
                .toList();
    }
}
