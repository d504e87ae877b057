package dev.fairlead.json.extract;

import dev.fairlead.Span;
import dev.fairlead.json.value.Reading;
import dev.fairlead.json.value.ValueReader;
import dev.fairlead.json.value.Wanted;
import dev.fairlead.text.Terms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Weighs what sentences state against what a field wants: the share of the field's words a sentence and its headings hold,
 * weighted by rarity; whether it is phrased as such fields are; how plainly it states a value, and how near those words.
 */
final class FieldMatches {
    // Found by hand on 50 contracts of CUAD and held against 50 others; the whole is measured by `quality extract`.
    private static final double COVERAGE_WEIGHT = 1;
    private static final double SAID_WEIGHT = 0.6;
    private static final double NEARNESS_WEIGHT = 0.5;
    private static final double SURROUNDINGS_WEIGHT = 0.8;
    private static final double CLARITY_WEIGHT = 0.4;
    private static final double PASSAGE_WEIGHT = 0.3;
    private static final double OPENING_WEIGHT = 0.8;
    private static final double DESCRIPTION_SHARE = 0.4;
    private static final double HEADING_SHARE = 0.5;
    /** A sentence that holds less of the field's words, and is not phrased as such fields are, speaks of something else. */
    private static final double LEAST_COVERAGE = 0.5;
    /** A whole sentence answers only if it holds this much. */
    private static final double LEAST_COVERAGE_OF_SENTENCE = 0.5;
    /** Characters at which nearness is one half. */
    private static final double NEAR = 60;

    static final int OPENING = 3_000;
    /** A list is announced within so many characters. */
    private static final int LEAD = 300;

    /** Names what follows and states nothing. */
    private static final Pattern HEADING = Pattern.compile("#.*|[^.;:]{0,90}|[\\d.()]+\\s[^.;:]{0,90}", Pattern.DOTALL);

    /** How parties are introduced where a table of contents pushes them away from the beginning. */
    private static final Pattern ENTERED = Pattern.compile(
            "\\bby\\s+and\\s+(?:between|among)\\b|\\b(?:agreement|lease|contract|made)\\b[^.;]{0,100}\\b(?:between|among)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> EMPTY_WORDS = Set.of(
            "contract",
            "agreement",
            "document",
            "valu",
            "nam",
            "text",
            "iso",
            "format",
            "numb",
            "string",
            "yes",
            "state",
            "field");

    private final Sought sought;
    private final ValueReader reader;
    private final Optional<Phrasing> phrasing;
    private final Map<String, Double> words = new LinkedHashMap<>();
    private final Map<String, Double> inName = new LinkedHashMap<>();
    /** Whether values are read beyond the end of a sentence. */
    private final boolean onwards;

    private final boolean openEnded;
    /** Words a value stands near: those of the name; of the description where the name says nothing. */
    private final Set<String> nearWords;

    private int refused;

    FieldMatches(Sought sought) {
        this.sought = sought;
        Wanted wanted = sought.wanted();
        this.reader = ValueReader.of(wanted);
        this.phrasing = phrasing(sought);
        this.onwards = sought.many() || phrasing.filter(Phrasing::ofParties).isPresent();
        this.openEnded = wanted.type() == Wanted.Type.TEXT && wanted.options().isEmpty();
        for (String term : Terms.of(wanted.description())) {
            words.merge(term, DESCRIPTION_SHARE, Math::max);
        }
        for (String term : Terms.of(sought.fullName())) {
            words.put(term, 1.0);
        }
        Set<String> named = new HashSet<>(words.keySet());
        named.removeAll(EMPTY_WORDS);
        if (!named.isEmpty()) {
            words.keySet().retainAll(named);
        }
        inName.putAll(words);
        inName.keySet().retainAll(Terms.distinct(wanted.name()));
        nearWords = inName.isEmpty() ? words.keySet() : inName.keySet();
    }

    private static Optional<Phrasing> phrasing(Sought sought) {
        return Phrasing.of(
                Terms.distinct(sought.fullName()),
                Terms.distinct(sought.wanted().description()));
    }

    Optional<Phrasing> phrasing() {
        return phrasing;
    }

    /** Values that a sentence states, but the field's constraints refuse. */
    int refused() {
        return refused;
    }

    /** What the statements state for the field, the best first. */
    List<Match> in(Statements statements) {
        List<Match> matches = new ArrayList<>();
        for (Statement statement : statements.all()) {
            double coverage = coverage(words, statement, statements);
            boolean said =
                    phrasing.isPresent() && phrasing.get().saidIn(onwards ? statement.onwards(LEAD) : statement.text());
            boolean stray = phrasing.filter(Phrasing::ofParties).isPresent()
                    && opening(statement) == 0
                    && !ENTERED.matcher(statement.text()).find();
            boolean about = coverage >= LEAST_COVERAGE || coverage(inName, statement, statements) >= LEAST_COVERAGE;
            // Where it is known how such fields are phrased, their words alone are not enough.
            if (!stray && (phrasing.isPresent() ? said : about)) {
                add(statement, coverage, said, matches);
            }
        }
        matches.sort(Match.ORDER);
        return matches;
    }

    private void add(Statement statement, double coverage, boolean said, List<Match> matches) {
        String text = onwards ? statement.onwards(ValueReader.MAX_LENGTH) : statement.text();
        double sentence = COVERAGE_WEIGHT * coverage
                + SAID_WEIGHT * (said ? 1 : 0)
                + PASSAGE_WEIGHT * statement.passageScore()
                + OPENING_WEIGHT * opening(statement);
        for (Reading reading : reader.read(text)) {
            boolean whole = reading.span().length() == text.length();
            boolean heading = whole && HEADING.matcher(text).matches();
            if (heading || (whole && openEnded && coverage < LEAST_COVERAGE_OF_SENTENCE)) {
                continue;
            }
            if (!sought.fits().test(reading.value())) {
                refused++;
                continue;
            }
            int judged = phrasing.isPresent() ? phrasing.get().around().judge(text, reading.span()) : 1;
            // What nothing speaks for is taken at the beginning of a document only, where it needs no more words.
            boolean elsewhere =
                    judged == 0 && phrasing.isPresent() && phrasing.get().opening() && opening(statement) == 0;
            if (judged < 0 || elsewhere) {
                continue;
            }
            double score = sentence
                    + SURROUNDINGS_WEIGHT * judged
                    + CLARITY_WEIGHT * reading.clarity()
                    + NEARNESS_WEIGHT * nearness(text, reading.span());
            matches.add(new Match(statement, reading, score));
        }
    }

    private static double coverage(Map<String, Double> words, Statement statement, Statements statements) {
        double total = 0;
        double held = 0;
        for (Map.Entry<String, Double> word : words.entrySet()) {
            double weight = word.getValue() * statements.rarity(word.getKey());
            total += weight;
            if (Statements.holds(statement.terms(), word.getKey())) {
                held += weight;
            } else if (Statements.holds(statement.heading(), word.getKey())) {
                held += HEADING_SHARE * weight;
            }
        }
        return total == 0 ? 0 : held / total;
    }

    private double opening(Statement statement) {
        int start =
                statement.passage().locator().span().start() + statement.span().start();
        return phrasing.isPresent() && phrasing.get().opening() && start < OPENING ? 1 : 0;
    }

    /** How near a value stands to the field's words or phrasing, in [0, 1]. */
    private double nearness(String text, Span value) {
        int nearest = Integer.MAX_VALUE;
        String lower = text.toLowerCase(Locale.ROOT);
        for (String word : nearWords) {
            for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
                nearest = Math.min(nearest, distance(at, at + word.length(), value));
            }
        }
        if (phrasing.isPresent()) {
            Matcher said = phrasing.get().said().matcher(text);
            while (said.find()) {
                nearest = Math.min(nearest, distance(said.start(), said.end(), value));
            }
        }
        return nearest == Integer.MAX_VALUE ? 0 : NEAR / (NEAR + nearest);
    }

    private static int distance(int start, int end, Span value) {
        if (end <= value.start()) {
            return value.start() - end;
        }
        return start >= value.end() ? start - value.end() : 0;
    }
}
