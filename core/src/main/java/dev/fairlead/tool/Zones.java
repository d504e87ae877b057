package dev.fairlead.tool;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the time zone of a city named in a text, by the names of the time zone database. */
final class Zones {
    private static final Pattern PLACE =
            Pattern.compile("\\b(?:in|at|for)\\s+(?!the\\b)\\p{L}", Pattern.CASE_INSENSITIVE);

    /** Old names of regions, whose last part is a direction or a state and no city. */
    private static final Pattern LEGACY = Pattern.compile("(?:Etc|SystemV|US|Canada|Brazil|Mexico|Chile)/.*"
            + "|Australia/(?:ACT|NSW|North|South|West|Queensland|Tasmania|Victoria|Yancowinna|LHI)");

    private Zones() {}

    static boolean namesPlace(String text) {
        return PLACE.matcher(text).find() || in(text).isPresent();
    }

    /** The longest name wins, so that "Indiana/Knox" does not hide behind "Indiana"; ties by zone id. */
    static Optional<ZoneId> in(String text) {
        String padded = ' ' + text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", " ") + ' ';
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.contains("/") && !LEGACY.matcher(id).matches())
                .filter(id -> padded.contains(' ' + city(id) + ' '))
                .max(Comparator.comparingInt((String id) -> city(id).length()).thenComparing(Comparator.reverseOrder()))
                .map(ZoneId::of);
    }

    private static String city(String id) {
        return id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT).replaceAll("[_-]", " ");
    }
}
