package dev.fairlead.json.value;

import dev.fairlead.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads names of places, plainest where they stand right behind "the laws of". A place nobody listed is read there too, if
 * it is written with capitals.
 */
final class PlaceReader implements ValueReader {
    private static final Pattern LAWS_OF = Pattern.compile(
            "\\blaws?\\b(?:\\s+(?:and|or|rules|statutes|regulations|in\\s+force|as\\s+applied)\\b){0,4}\\s+(?:of|in|from)\\s+(?:the\\s+)?"
                    + "(?:(?:internal|domestic|substantive)\\s+laws\\s+of\\s+(?:the\\s+)?)?"
                    + "(?:(?:states?|commonwealth|province|country|republic|federation|kingdom|emirate|canton)\\s+of\\s+(?:the\\s+)?)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CAPITALISED =
            Pattern.compile("\\G(?<p>\\p{Lu}\\p{Ll}+(?:\\s(?:of\\s|and\\s)?\\p{Lu}\\p{Ll}+){0,3})(?=[\\s,.;)])");
    private static final Pattern LAW_AFTER =
            Pattern.compile("^\\s+(?:state\\s+)?(?:law|statut|legislation)", Pattern.CASE_INSENSITIVE);
    private static final Pattern LAWS_THEREOF =
            Pattern.compile("\\blaws?\\s+(?:thereof|of\\s+(?:said|such|that)\\b)", Pattern.CASE_INSENSITIVE);
    /** What carries the laws but is no answer where something narrower stands beside it. */
    private static final List<String> WIDE =
            List.of("United States", "United States of America", "Canada", "United Kingdom");

    private static final int NEAR = 40;

    @Override
    public List<Reading> read(String text) {
        List<Reading> readings = new ArrayList<>();
        List<Integer> lawEnds = new ArrayList<>();
        Matcher laws = LAWS_OF.matcher(text);
        while (laws.find()) {
            lawEnds.add(laws.end());
            Matcher name = CAPITALISED.matcher(text).region(laws.end(), text.length());
            if (name.find() && !Places.ANY.matcher(name.group("p")).find()) {
                readings.add(new Reading(name.group("p"), new Span(name.start(), name.end()), 0.8));
            }
        }
        Matcher place = Places.ANY.matcher(text);
        while (place.find()) {
            String name = Places.usual(place.group());
            double clarity = clarity(text, place, lawEnds) - (WIDE.contains(name) ? 0.15 : 0);
            readings.add(new Reading(name, new Span(place.start(), place.end()), clarity));
        }
        return readings;
    }

    private static double clarity(String text, Matcher place, List<Integer> lawEnds) {
        for (int end : lawEnds) {
            int distance = place.start() - end;
            if (distance == 0) {
                return 1;
            }
            if (distance > 0 && distance <= NEAR) {
                return 0.9;
            }
        }
        if (place.group().toLowerCase(Locale.ROOT).endsWith("law")) {
            return 0.95;
        }
        String after = text.substring(place.end(), Math.min(text.length(), place.end() + NEAR));
        if (LAW_AFTER.matcher(after).find()) {
            return 0.95;
        }
        return LAWS_THEREOF.matcher(text).region(place.end(), text.length()).find() ? 0.8 : 0.4;
    }
}
