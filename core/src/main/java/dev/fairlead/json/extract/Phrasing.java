package dev.fairlead.json.extract;

import dev.fairlead.json.value.ValueReader;
import dev.fairlead.text.Terms;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How contracts say what a field's name only names: a field called "governing law" is answered by a sentence that says
 * "construed in accordance with the laws of".
 *
 * @param named word stems, one list for each alternative, all of which the field's name must hold
 * @param query what to search for
 * @param said what stands near the value
 * @param beside what else the sentence says
 * @param around what stands right around the value
 * @param opening whether it is said where a document begins
 */
record Phrasing(
        List<Set<String>> named, String query, Pattern said, Pattern beside, Surroundings around, boolean opening) {
    private static final String DATED =
            "effective\\s+(?:date|as\\s+(?:of|from)|on|from|upon)\\W|\\bas\\s+of\\b|\\bdated\\b|entered\\s+into"
                    + "|\\bmade\\s+(?:and|on|this|the|as|effective)|\\bcommenc\\w+\\s+(?:on|date)|\\bthis\\s+(?=\\S{1,12}\\s+day\\s+of)";
    private static final String EXPIRES =
            "\\b(?:renew\\w*|extend\\w*|extension|non-?renewal|successive|expir\\w+|end\\s+of|anniversary)\\b";

    // Where a value stands is written ⟨⟩.
    private static final String FROM_EFFECTIVE =
            "effective\\s+(?:date|as\\s+of|on|from|upon)?[^.;]{0,60}⟨⟩|⟨⟩[^.;]{0,25}\\beffective\\s+date";
    private static final String FROM_DATE =
            "(?:as\\s+of|dated|entered\\s+into|made)\\b[^.;]{0,60}⟨⟩|⟨⟩[^.;]{0,25}\\beffective\\s+date";
    private static final String UNTIL = "(?:ending|ends?|expir\\w+|until|through|terminat\\w+)\\s+(?:on\\s+)?⟨⟩"
            + "|(?:amend\\w*|replac\\w*|supersed\\w*|pursuant|that\\s+certain|whereas|terminated)[^.;]{0,120}⟨⟩";
    private static final String AHEAD =
            "⟨⟩['’]?\\W*(?:(?!unless|if|provided|except|period|term|after)\\w+\\W+){0,5}(?:prior|before|notice|advance|written|preceding)\\b";
    private static final String NOTICE =
            AHEAD + "|\\bnoti\\w+[^.;]{0,120}\\b(?:least|less\\s+than|later\\s+than|minimum\\s+of)\\s+⟨⟩";
    private static final String NO_NOTICE = "⟨⟩\\W*(?:\\w+\\W+){0,4}(?:cure|default|breach|receipt|following|after)\\b"
            + "|\\b(?:cure\\w*|breach\\w*|remed\\w+)\\b[^.;]{0,60}⟨⟩";
    private static final String RENEWAL =
            "\\b(?:renew\\w*|exten(?!d\\w*\\s+(?:from|until|to\\b))\\w+|successive|additional|further"
                    + "|continue\\s+(?:thereafter|automatically|on\\b))(?:(?!agree)[^.;]){0,70}⟨⟩"
                    + "|⟨⟩['’]?\\W*(?:\\w+\\W+){0,2}(?:renewal|extension)s?\\b";
    private static final String NO_RENEWAL = AHEAD
            + "|\\b(?:least|less\\s+than|later\\s+than|within|notice)\\b[^.;]{0,25}⟨⟩"
            + "|\\binitial\\b(?:(?!renew|exten|successive|additional|further)[^.;]){0,60}⟨⟩|\\b(?:cure\\w*|breach\\w*)\\b[^.;]{0,60}⟨⟩";

    private static final List<Phrasing> ALL = List.of(
            of(
                    "govern law;applicabl law;choice law;govern jurisdiction;law",
                    "governed by and construed in accordance with the laws of the State of",
                    "\\blaws?\\b",
                    "\\b(?:govern(?:ed|s|ing)?|constru\\w+|interpret\\w*|enforc\\w+|appl\\w+|prevails?|subject\\s+to|under)\\b",
                    Surroundings.of("", ""),
                    false),
            of(
                    "party;signatory;counterparty;" + String.join(";", ValueReader.ROLES),
                    "this agreement is made and entered into by and between, a corporation with its principal place of business at",
                    "\\b(?:between|among|amongst)\\b|\\([^)]{0,60}[\"“][^)]{2,40}[\"”]\\s*\\)",
                    "",
                    Surroundings.of("", ""),
                    true),
            of(
                    "effectiv date;commencement date;start date;commenc date;effectiv",
                    "this agreement is made and entered into as of the effective date, dated, by and between",
                    DATED,
                    "",
                    Surroundings.of(FROM_EFFECTIVE, UNTIL),
                    true),
            of(
                    "agreement date;sign date;signature date;execution date;contract date;execut date;date",
                    "this agreement is made and entered into this day of, dated as of, by and between",
                    DATED,
                    "",
                    Surroundings.of(FROM_DATE, UNTIL),
                    true),
            of(
                    "notic renewal period;notic renew period;notic nonrenewal;notic renewal;notic renew;notic extension",
                    "automatically renew unless either party gives written notice at least days prior to the expiration of the then-current term",
                    "\\b(?:prior|before|advance|notic?e|notif\\w+)\\b",
                    EXPIRES,
                    Surroundings.strict(NOTICE, NO_NOTICE),
                    false),
            of(
                    "notic period;notic day;termination notic;notic",
                    "terminate this agreement upon days prior written notice to the other party",
                    "\\b(?:prior|before|advance|notic?e|notif\\w+)\\b",
                    "",
                    Surroundings.strict(NOTICE, NO_NOTICE),
                    false),
            of(
                    "renewal;renew;renewal term;renewal period;extension;extension term;renew term",
                    "agreement shall automatically renew for successive additional renewal terms of years",
                    "\\b(?:renew\\w*|extend(?:s|ed)?|extensions?|successive|(?:month|year)[- ]to[- ](?:month|year))\\b",
                    "",
                    Surroundings.strict(RENEWAL, NO_RENEWAL),
                    false),
            of(
                    "expiration date;expiry date;end date;expir date;expiration;termination date",
                    "agreement shall expire and continue in effect until, end of the initial term",
                    "\\b(?:expir\\w+|until|terminat\\w+|end(?:s|ing)?\\s+on|through)\\b",
                    "",
                    Surroundings.of("(?:expir\\w*|until|ends?|ending|through|terminat\\w*)[^.;]{0,60}⟨⟩", ""),
                    false),
            of(
                    "initial term;term;contract term;duration;agreement term",
                    "the initial term of this agreement shall commence and continue for a period of years",
                    "\\b(?:term|period)\\b|continue\\s+in\\s+(?:full\\s+)?(?:force|effect)",
                    "",
                    Surroundings.strict(
                            "(?:\\binitial|\\bterm\\b|continues?|lasts?|remains?)(?:(?!renew|exten|successive|afterwards)[^.;]){0,60}"
                                    + "\\b(?:of|for|is|be|lasts?)\\b(?:\\s+(?:a|an|the|period|term|initial|of|least|at)){0,5}\\s*⟨⟩",
                            "⟨⟩[^.;]{0,40}\\b(?:notice|prior|before|afterwards)"),
                    false),
            of(
                    "liability cap;liability limit;limit liability;limitation liability;liability",
                    "the total aggregate liability of each party is limited to and shall not exceed the amount of",
                    "\\b(?:exceed|limited\\s+to|greater\\s+than)\\b",
                    "\\bliab\\w+",
                    Surroundings.of("(?:exceed|limited\\s+to|greater\\s+than|cap\\w*)[^;]{0,120}⟨⟩", ""),
                    false),
            of(
                    "payment term;payment period;payment day;invoice",
                    "invoices are payable within days after receipt of invoice",
                    "\\b(?:invoice|payable|pay(?:s|ment)?)\\b",
                    "",
                    Surroundings.strict(
                            "\\b(?:payable|paid|pays?|due)\\b[^.;]{0,60}⟨⟩[^.;]{0,40}\\b(?:invoice|receipt|delivery)"
                                    + "|invoice\\w*[^.;]{0,40}\\b(?:due|payable|paid)\\b[^.;]{0,40}⟨⟩|⟨⟩[^.;]{0,40}\\binvoice",
                            ""),
                    false));

    private static Phrasing of(
            String named, String query, String said, String beside, Surroundings around, boolean opening) {
        List<Set<String>> alternatives = List.of(named.split(";")).stream()
                .map(words -> Set.copyOf(Terms.of(words)))
                .toList();
        return new Phrasing(alternatives, query, pattern(said), pattern(beside), around, opening);
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /**
     * The phrasing that shares most words with a field, of which one at least stands in its name; the first of several.
     *
     * @param name word stems of the field's name, which count twice
     * @param description those of its description
     */
    static Optional<Phrasing> of(Set<String> name, Set<String> description) {
        Phrasing best = null;
        int most = 0;
        for (Phrasing phrasing : ALL) {
            for (Set<String> words : phrasing.named()) {
                int shared = words.stream()
                        .mapToInt(word -> name.contains(word) ? 2 : description.contains(word) ? 1 : -100)
                        .sum();
                if (shared > most && words.stream().anyMatch(name::contains)) {
                    best = phrasing;
                    most = shared;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Whether such fields hold names of parties, which run over several sentences and lines. */
    boolean ofParties() {
        return named.contains(Set.of("party"));
    }

    /** Whether a text says what such fields hold. */
    boolean saidIn(String text) {
        return said.matcher(text).find() && beside.matcher(text).find();
    }
}
