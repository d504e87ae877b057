package dev.fairlead.json.extract;

import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.Passage;
import dev.fairlead.RankedPassage;
import dev.fairlead.text.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the values of fields, all in one document: the one that holds the names in the question and, among those, answers
 * most. Deterministic. One inquiry long; not thread-safe.
 */
public final class Extraction {
    /** The most fields of one question: each costs one or two searches. */
    public static final int MAX_FIELDS = 100;

    /** The most fields a model's passages are searched for one by one. */
    public static final int MAX_SEARCHED = 20;

    /** The most passages shown to a model. */
    public static final int MAX_PASSAGES = 30;

    /** The most characters of passages shown to a model. */
    public static final int MAX_CHARACTERS = 80_000;

    private static final int MAX_VALUES = 20;
    private static final int MAX_OPENINGS = 50;
    /** A further value of a list must come this close to the best one. */
    private static final double FURTHER_VALUE_SHARE = 0.85;

    private static final Pattern NAME =
            Pattern.compile("(?<=[\\p{L}\\p{N},;:] )\\p{Lu}[\\p{L}\\p{N}&'’.-]*|[“\"][^”\"]{2,80}[”\"]");

    private final Inquiry inquiry;
    private final Function<String, Evidence> search;
    private final double abstainBelow;
    private final String names;
    private final Map<String, Set<String>> documents = new HashMap<>();
    private final Map<String, String> titles = new HashMap<>();
    private final List<Passage> openings = new ArrayList<>();
    private double openingConfidence;
    private final Map<String, List<Match>> matches = new LinkedHashMap<>();

    private Extraction(Inquiry inquiry, Function<String, Evidence> search, double abstainBelow) {
        this.inquiry = inquiry;
        this.search = search;
        this.abstainBelow = abstainBelow;
        this.names = names(inquiry.question().text());
    }

    /**
     * Finds values.
     *
     * @param inquiry the question under way
     * @param search evidence for a question, within the inquiry's scope, filter and deadline
     * @param abstainBelow smallest confidence of evidence that is read
     * @param fields what is sought, at most {@value #MAX_FIELDS}
     * @return values by the field's pointer, of a list in the order of the text; nothing for what was not found
     * @throws dev.fairlead.DeadlineExceededException if the deadline passed
     */
    public static Map<String, List<Found>> find(
            Inquiry inquiry, Function<String, Evidence> search, double abstainBelow, List<Sought> fields) {
        Extraction extraction = new Extraction(inquiry, search, abstainBelow);
        List<Searched> searched = fields.stream().map(extraction::search).toList();
        searched.forEach(extraction::match);
        extraction.searchAgain(searched);
        return extraction.chosen(fields);
    }

    /**
     * Gathers passages for a model to read: those for the question itself first, then those for its fields.
     *
     * @param inquiry the question under way
     * @param search evidence for a question, within the inquiry's scope, filter and deadline
     * @param fields what is sought; more than {@value #MAX_SEARCHED} are not searched for one by one
     * @return at most {@value #MAX_PASSAGES} passages of at most {@value #MAX_CHARACTERS} characters together
     * @throws dev.fairlead.DeadlineExceededException if the deadline passed
     */
    public static Gathering gather(Inquiry inquiry, Function<String, Evidence> search, List<Sought> fields) {
        Extraction extraction = new Extraction(inquiry, search, 0);
        List<Evidence> found = new ArrayList<>();
        found.add(search.apply(inquiry.question().text()));
        fields.stream()
                .limit(MAX_SEARCHED)
                .forEach(field -> found.addAll(extraction.search(field).found()));
        List<Passage> passages = new ArrayList<>();
        int characters = 0;
        for (Passage passage : Statements.ranked(found)) {
            characters += passage.text().length();
            if (passages.size() < MAX_PASSAGES && characters <= MAX_CHARACTERS) {
                passages.add(passage);
            }
        }
        double confidence =
                found.stream().mapToDouble(Evidence::confidence).max().orElse(0);
        return new Gathering(passages, confidence);
    }

    private static String names(String question) {
        StringBuilder names = new StringBuilder();
        Matcher found = NAME.matcher(question);
        while (found.find()) {
            names.append(' ').append(found.group());
        }
        return names.toString();
    }

    /** What was found for one field. */
    private record Searched(Sought field, FieldMatches reading, List<Evidence> found) {}

    private Searched search(Sought field) {
        inquiry.deadline().check("extract");
        FieldMatches reading = new FieldMatches(field);
        List<Evidence> found = new ArrayList<>();
        found.add(search.apply(field.question() + names));
        reading.phrasing().ifPresent(phrasing -> found.add(search.apply(phrasing.query() + names)));
        found.forEach(this::learn);
        if (reading.phrasing().filter(Phrasing::opening).isPresent()) {
            openingConfidence = found.stream().mapToDouble(Evidence::confidence).reduce(openingConfidence, Math::max);
        }
        return new Searched(field, reading, found);
    }

    private void match(Searched searched) {
        inquiry.deadline().check("extract");
        long start = System.nanoTime();
        FieldMatches reading = searched.reading();
        boolean opening = reading.phrasing().filter(Phrasing::opening).isPresent();
        double confidence = Math.max(
                searched.found().stream()
                        .mapToDouble(Evidence::confidence)
                        .max()
                        .orElse(0),
                opening ? openingConfidence : 0);
        // What is said where documents begin may have been found for another field.
        List<Passage> more = opening ? openings : List.of();
        List<Match> stated = confidence < abstainBelow ? List.of() : reading.in(Statements.of(searched.found(), more));
        matches.put(searched.field().pointer(), stated);
        inquiry.record(
                "extract",
                start,
                Map.of(
                        "field", searched.field().pointer(),
                        "confidence", confidence,
                        "values", stated.size(),
                        "refusedBySchema", reading.refused()));
    }

    /** Where searches wandered off to other documents, what the chosen one lacks is sought by its name. */
    private void searchAgain(List<Searched> searched) {
        String home = home();
        if (home.isEmpty() || documents.size() < 2) {
            return;
        }
        String name = " " + titles.getOrDefault(home, home);
        for (Searched one : searched) {
            List<Match> known = matches.getOrDefault(one.field().pointer(), List.of());
            if (known.stream().noneMatch(match -> match.statement().documentId().equals(home))) {
                List<Evidence> found = new ArrayList<>();
                found.add(search.apply(one.field().question() + name));
                one.reading().phrasing().ifPresent(phrasing -> found.add(search.apply(phrasing.query() + name)));
                found.forEach(this::learn);
                match(new Searched(one.field(), one.reading(), found));
            }
        }
    }

    private void learn(Evidence evidence) {
        for (RankedPassage ranked : evidence.passages()) {
            Passage passage = ranked.passage();
            String id = passage.locator().documentId();
            titles.putIfAbsent(
                    id,
                    passage.locator().title().isBlank() ? id : passage.locator().title());
            documents
                    .computeIfAbsent(
                            id,
                            key -> new HashSet<>(
                                    Terms.of(key + " " + passage.locator().title())))
                    .addAll(Terms.of(passage.text()));
            boolean known = openings.stream().anyMatch(one -> one.id().equals(passage.id()));
            if (passage.locator().span().start() < FieldMatches.OPENING && !known && openings.size() < MAX_OPENINGS) {
                openings.add(passage);
            }
        }
    }

    /** Fields of one document are never mixed with those of another. */
    private Map<String, List<Found>> chosen(List<Sought> fields) {
        String home = home();
        Map<String, List<Found>> chosen = new LinkedHashMap<>();
        for (Sought field : fields) {
            List<Match> here = matches.getOrDefault(field.pointer(), List.of()).stream()
                    .filter(match -> match.statement().documentId().equals(home))
                    .toList();
            if (!here.isEmpty()) {
                chosen.put(
                        field.pointer(),
                        field.many() ? several(here) : List.of(here.getFirst().found()));
            }
        }
        return chosen;
    }

    /** The document with the largest sum of best scores among those that hold most of the names; ties by id. */
    private String home() {
        Map<String, Double> sums = new TreeMap<>();
        for (List<Match> ofField : matches.values()) {
            Map<String, Double> best = new HashMap<>();
            ofField.forEach(match -> best.merge(match.statement().documentId(), match.score(), Math::max));
            best.forEach((document, score) -> sums.merge(document, score, Double::sum));
        }
        String home = "";
        double highest = -1;
        for (Map.Entry<String, Double> sum : sums.entrySet()) {
            // Names decide before sums: each share of them weighs more than all fields together.
            double score = held(sum.getKey()) * MAX_FIELDS * 10 + sum.getValue();
            if (score > highest) {
                home = sum.getKey();
                highest = score;
            }
        }
        return home;
    }

    private double held(String document) {
        Set<String> wanted = Terms.distinct(names);
        Set<String> held = documents.getOrDefault(document, Set.of());
        return wanted.isEmpty() ? 1 : wanted.stream().filter(held::contains).count() / (double) wanted.size();
    }

    /** The values of the best sentence; where it has only one, those of sentences that come close as well. */
    private static List<Found> several(List<Match> ranked) {
        Match best = ranked.getFirst();
        List<Match> together = ranked.stream()
                .filter(match -> match.statement().order() == best.statement().order())
                .toList();
        List<Match> near = ranked.stream()
                .filter(match -> together.size() > 1
                        ? together.contains(match)
                        : match.score() >= FURTHER_VALUE_SHARE * best.score())
                .sorted((a, b) -> {
                    int bySentence =
                            Integer.compare(a.statement().order(), b.statement().order());
                    return bySentence != 0
                            ? bySentence
                            : a.reading().span().compareTo(b.reading().span());
                })
                .toList();
        Map<Object, Found> values = new LinkedHashMap<>();
        for (Match match : near) {
            if (values.size() < MAX_VALUES) {
                values.putIfAbsent(match.reading().value(), match.found());
            }
        }
        return List.copyOf(values.values());
    }
}
