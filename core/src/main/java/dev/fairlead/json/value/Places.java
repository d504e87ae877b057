package dev.fairlead.json.value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Names of places that have laws of their own: the countries of ISO 3166 as the JDK names them, and parts of some. */
final class Places {
    private static final String PARTS =
            "Alabama;Alaska;Arizona;Arkansas;California;Colorado;Connecticut;Delaware;District of Columbia;Florida;Georgia;Hawaii"
                    + ";Idaho;Illinois;Indiana;Iowa;Kansas;Kentucky;Louisiana;Maine;Maryland;Massachusetts;Michigan;Minnesota"
                    + ";Mississippi;Missouri;Montana;Nebraska;Nevada;New Hampshire;New Jersey;New Mexico;New York;North Carolina"
                    + ";North Dakota;Ohio;Oklahoma;Oregon;Pennsylvania;Rhode Island;South Carolina;South Dakota;Tennessee;Texas"
                    + ";Utah;Vermont;Virginia;Washington;West Virginia;Wisconsin;Wyoming;Puerto Rico"
                    + ";England and Wales;England;Wales;Scotland;Northern Ireland"
                    + ";Ontario;Quebec;British Columbia;Alberta;Manitoba;Saskatchewan;Nova Scotia;New Brunswick;Newfoundland"
                    + ";New South Wales;Victoria;Queensland;Bavaria"
                    + ";Hong Kong;Macau;People's Republic of China;Republic of Korea;Korea;Taiwan;Russian Federation;Turkey"
                    + ";Cayman Islands;British Virgin Islands;Czech Republic;United States of America";

    private static final String NATIONS =
            "English=England;Scottish=Scotland;Welsh=Wales;Irish=Ireland;French=France;German=Germany"
                    + ";Italian=Italy;Spanish=Spain;Portuguese=Portugal;Dutch=Netherlands;Belgian=Belgium;Swiss=Switzerland;Austrian=Austria"
                    + ";Danish=Denmark;Swedish=Sweden;Norwegian=Norway;Finnish=Finland;Polish=Poland;Greek=Greece;Israeli=Israel"
                    + ";Japanese=Japan;Chinese=China;Indian=India;Korean=Korea;Canadian=Canada;Australian=Australia;Mexican=Mexico"
                    + ";Brazilian=Brazil;Russian=Russia";

    private static final Map<String, String> BY_KEY = byKey();
    static final Pattern ANY = pattern();

    private Places() {}

    private static Map<String, String> byKey() {
        Map<String, String> byKey = new TreeMap<>();
        for (String country : Locale.getISOCountries()) {
            String name = Locale.of("", country).getDisplayCountry(Locale.ENGLISH);
            byKey.put(key(name), name);
        }
        for (String part : List.of(PARTS.split(";"))) {
            byKey.put(key(part), part);
        }
        for (String nation : List.of(NATIONS.split(";"))) {
            int equals = nation.indexOf('=');
            byKey.put(key(nation.substring(0, equals) + " law"), nation.substring(equals + 1));
        }
        return byKey;
    }

    private static Pattern pattern() {
        List<String> names = new ArrayList<>(BY_KEY.keySet());
        // The longest first: West Virginia before Virginia.
        names.sort(Comparator.comparingInt((String name) -> -name.length()).thenComparing(Comparator.naturalOrder()));
        List<String> quoted = names.stream()
                .map(name -> Pattern.quote(name).replace("'", "\\E['’]\\Q").replace(" ", "\\E\\s+\\Q"))
                .toList();
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + String.join("|", quoted) + ")(?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE);
    }

    /** The usual spelling of a name that {@link #ANY} found. */
    static String usual(String found) {
        return BY_KEY.getOrDefault(key(found), found);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace('’', '\'').replaceAll("\\s+", " ");
    }
}
