package dev.fairlead.retrieval;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Filter;
import dev.fairlead.Metadata;
import dev.fairlead.Scope;
import dev.fairlead.retrieval.engine.Within;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Seeded random documents, scopes and filters over a few names, so that they meet often. */
public final class RandomCorpus {
    private static final List<String> KEYS = List.of("kind", "year", "signed", "open", "tags", "1:kind");
    private static final List<String> NAMES = List.of("a", "b", "1:a", "a1", "-", "true", "1.0");
    private static final List<String> WORDS = List.of(
            "payment",
            "notice",
            "term",
            "lease",
            "cargo",
            "harbour",
            "vessel",
            "royalty",
            "audit",
            "insurance",
            "breach");

    private final Random random;

    public RandomCorpus(long seed) {
        this.random = new Random(seed);
    }

    public List<Document> documents(int count) {
        return IntStream.range(0, count).mapToObj(this::document).toList();
    }

    /** Every document holds the word "agreement" once in each sentence. */
    private Document document(int number) {
        StringBuilder text = new StringBuilder();
        int sentences = 1 + random.nextInt(12);
        for (int i = 0; i < sentences; i++) {
            text.append("The agreement about ")
                    .append(pick(WORDS))
                    .append(" and ")
                    .append(pick(WORDS))
                    .append(" holds. ");
        }
        return Document.of("doc " + number % 7 + "/" + number, text.toString())
                .withMetadata(metadata())
                .withAccess(access());
    }

    private Metadata metadata() {
        Map<String, Object> facts = new TreeMap<>();
        for (String key : KEYS) {
            if (random.nextInt(3) > 0) {
                facts.put(key, value());
            }
        }
        return new Metadata(facts);
    }

    private Object value() {
        return switch (random.nextInt(6)) {
            case 0 -> (double) random.nextInt(4);
            case 1 -> random.nextBoolean();
            case 2 -> LocalDate.of(2020, 1, 1 + random.nextInt(4));
            case 3 ->
                IntStream.range(0, random.nextInt(3)).mapToObj(i -> pick(NAMES)).toList();
            case 4 -> random.nextBoolean() ? -0.0 : 0.0;
            default -> pick(NAMES);
        };
    }

    private Access access() {
        Optional<String> tenant = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(pick(NAMES));
        return switch (random.nextInt(3)) {
            case 0 -> Access.undeclared();
            case 1 -> new Access(tenant, names(), tenant.isPresent());
            default -> new Access(tenant, names(), false);
        };
    }

    public Scope scope() {
        Optional<String> tenant = random.nextInt(3) == 0 ? Optional.empty() : Optional.of(pick(NAMES));
        Scope scope = new Scope(tenant, names());
        return scope.isNone() ? Scope.of("a") : scope;
    }

    public Filter filter(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 4)) {
            case 0 ->
                Filter.range(pick(KEYS), random.nextInt(4) - 1.0, random.nextBoolean() ? -0.0 : random.nextInt(4));
            case 1 ->
                Filter.range(
                        pick(KEYS),
                        random.nextBoolean() ? LocalDate.MIN : LocalDate.of(2020, 1, 2),
                        LocalDate.of(2020, 1, 1 + random.nextInt(4)));
            case 2, 3 -> Filter.in(pick(KEYS), values());
            case 4 -> new Filter.And(parts(depth));
            case 5 -> new Filter.Or(parts(depth));
            default -> Filter.not(filter(depth - 1));
        };
    }

    private List<Filter> parts(int depth) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> filter(depth - 1))
                .toList();
    }

    private List<Object> values() {
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            Object value = value();
            if (!(value instanceof List<?>)) {
                values.add(value);
            }
        }
        return values;
    }

    private Set<String> names() {
        return IntStream.range(0, random.nextInt(3)).mapToObj(i -> pick(NAMES)).collect(Collectors.toSet());
    }

    private String pick(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    /** The definition of what is visible. */
    public static boolean visible(Document document, Within within, boolean requireScope) {
        boolean admitted = document.access().isUndeclared()
                ? !requireScope
                : document.access().admits(within.scope());
        return admitted && within.filter().matches(document.metadata());
    }
}
