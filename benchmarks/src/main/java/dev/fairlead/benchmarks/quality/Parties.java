package dev.fairlead.benchmarks.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parties of contracts, from gold spans, and questions that name them. */
final class Parties {
    private static final String CATEGORY = "Parties";
    private static final int SHORTEST = 5;
    private static final int LONGEST = 60;

    private Parties() {}

    /** Two names by document; documents with fewer are left out, and so are roles such as "Licensor". */
    static Map<String, List<String>> of(List<GoldQuestion> questions, Map<String, String> texts) {
        Map<String, List<String>> parties = new HashMap<>();
        for (GoldQuestion question : questions) {
            if (question.query().category().filter(CATEGORY::equals).isPresent()) {
                String doc = question.answer().doc();
                Set<String> names = new LinkedHashSet<>();
                question.answer().spans().stream()
                        .map(span -> span.of(texts.getOrDefault(doc, ""))
                                .replaceAll("\\s+", " ")
                                .strip())
                        .filter(Parties::isName)
                        .forEach(names::add);
                if (names.size() >= 2) {
                    parties.put(doc, new ArrayList<>(names).subList(0, 2));
                }
            }
        }
        return parties;
    }

    private static boolean isName(String text) {
        return text.length() >= SHORTEST
                && text.length() <= LONGEST
                && text.indexOf(' ') > 0
                && Character.isUpperCase(text.charAt(0))
                && text.indexOf('(') < 0
                && text.indexOf('"') < 0;
    }

    /** The category's own question, which follows a colon in CUAD, asked of the agreement between the two. */
    static String ask(GoldQuestion question, List<String> parties) {
        String text = question.query().text();
        String plain = text.substring(text.indexOf(':') + 1).strip();
        return "In the agreement between " + parties.getFirst() + " and " + parties.getLast() + ": " + plain;
    }
}
