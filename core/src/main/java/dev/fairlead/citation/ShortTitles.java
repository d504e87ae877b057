package dev.fairlead.citation;

import dev.fairlead.Citation;
import dev.fairlead.Locator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What each cited document is called: its title without the file's name in brackets, or the file's name where it has no
 * title. Documents of one answer that would be called the same keep the file's name, or else get their id.
 */
final class ShortTitles {
    private static final Pattern WITH_NAME = Pattern.compile("(.+) \\(([^()]+)\\)");
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private ShortTitles() {}

    /** By document id, in order of first citation. */
    static Map<String, String> of(List<Citation> citations) {
        Map<String, Locator> documents = new LinkedHashMap<>();
        citations.forEach(citation -> documents.putIfAbsent(citation.locator().documentId(), citation.locator()));
        Map<String, Integer> shortTitles = new LinkedHashMap<>();
        Map<String, Integer> fullTitles = new LinkedHashMap<>();
        for (Locator document : documents.values()) {
            shortTitles.merge(shortTitle(document), 1, Integer::sum);
            fullTitles.merge(fullTitle(document), 1, Integer::sum);
        }
        Map<String, String> chosen = new LinkedHashMap<>();
        documents.forEach((id, document) -> {
            String title = shortTitle(document);
            String full = fullTitle(document);
            boolean unique = shortTitles.getOrDefault(title, 0) == 1;
            boolean fullUnique = fullTitles.getOrDefault(full, 0) == 1;
            chosen.put(id, unique ? title : fullUnique ? full : full + " (" + Printable.line(id) + ")");
        });
        return chosen;
    }

    private static String shortTitle(Locator document) {
        String full = fullTitle(document);
        Matcher named = WITH_NAME.matcher(full);
        return named.matches() && isName(named.group(2), fileName(document)) ? named.group(1) : full;
    }

    private static String fullTitle(Locator document) {
        String title = Printable.line(document.title());
        return title.isEmpty() ? fileName(document) : title;
    }

    private static String fileName(Locator document) {
        String id = Printable.line(document.documentId());
        String name = id.substring(id.lastIndexOf('/') + 1);
        return name.isBlank() ? "untitled document" : name;
    }

    private static boolean isName(String words, String fileName) {
        int ending = fileName.lastIndexOf('.');
        String name = ending > 0 ? fileName.substring(0, ending) : fileName;
        return letters(words).equals(letters(name)) || letters(words).equals(letters(fileName));
    }

    private static String letters(String text) {
        return NOT_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
