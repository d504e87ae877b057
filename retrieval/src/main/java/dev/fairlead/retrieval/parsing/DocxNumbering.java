package dev.fairlead.retrieval.parsing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Counts numbered paragraphs as Word does, such as {@code 4.2} or {@code (b)}. ECMA-376 part 1, section 17.9. */
final class DocxNumbering {
    private static final int LEVELS = 9;
    private static final Pattern PLACE = Pattern.compile("%([1-9])");

    private final Map<String, Scheme> schemes = new HashMap<>();
    private final Map<String, Instance> instances = new HashMap<>();
    private Map<String, String> instanceOfStyle = Map.of();

    /** How one level is counted and written. */
    private static final class Level {
        private int start = 1;
        private Numerals.Form form = Numerals.Form.DECIMAL;
        private String text = "";
        private boolean legal;
        private String styleId = "";
    }

    /** An abstract numbering: levels, and how far each has been counted. */
    private static final class Scheme {
        private final Map<Integer, Level> levels = new TreeMap<>();
        private final @Nullable Integer[] counts = new Integer[LEVELS];
        private String styleLink = "";
    }

    /** A numbering that paragraphs refer to: a scheme, and where it starts otherwise. */
    private static final class Instance {
        private String scheme = "";
        private final Map<Integer, Integer> starts = new HashMap<>();
        private final Set<Integer> started = new HashSet<>();
    }

    void read(XMLStreamReader xml) throws XMLStreamException {
        Scheme scheme = new Scheme();
        Instance instance = new Instance();
        Level level = new Level();
        int at = 0;
        boolean inInstance = false;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String value = DocxBody.attribute(xml, "val");
            switch (xml.getLocalName()) {
                case "abstractNum" -> {
                    scheme = new Scheme();
                    schemes.put(DocxBody.attribute(xml, "abstractNumId"), scheme);
                }
                case "num" -> {
                    instance = new Instance();
                    inInstance = true;
                    instances.put(DocxBody.attribute(xml, "numId"), instance);
                }
                case "abstractNumId" -> instance.scheme = value;
                case "lvl" -> {
                    level = new Level();
                    at = DocxBody.number(DocxBody.attribute(xml, "ilvl"), 0);
                    if (!inInstance && at < LEVELS) {
                        scheme.levels.put(at, level);
                    }
                }
                case "lvlOverride" -> at = DocxBody.number(DocxBody.attribute(xml, "ilvl"), 0);
                case "startOverride" -> instance.starts.put(at, DocxBody.number(value, 1));
                case "numStyleLink" -> scheme.styleLink = value;
                default -> readLevel(level, xml.getLocalName(), value);
            }
        }
    }

    private static void readLevel(Level level, String name, String value) {
        switch (name) {
            case "start" -> level.start = DocxBody.number(value, 1);
            case "numFmt" -> level.form = form(value);
            case "lvlText" -> level.text = value;
            case "isLgl" -> level.legal = DocxBody.isOn(value);
            case "pStyle" -> level.styleId = value;
            default -> {}
        }
    }

    private static Numerals.Form form(String name) {
        return switch (name) {
            case "decimalZero" -> Numerals.Form.DECIMAL_ZERO;
            case "lowerLetter" -> Numerals.Form.LOWER_LETTER;
            case "upperLetter" -> Numerals.Form.UPPER_LETTER;
            case "lowerRoman" -> Numerals.Form.LOWER_ROMAN;
            case "upperRoman" -> Numerals.Form.UPPER_ROMAN;
            case "bullet" -> Numerals.Form.BULLET;
            case "none" -> Numerals.Form.NONE;
            default -> Numerals.Form.DECIMAL;
        };
    }

    /** Follows schemes that are kept in a style. */
    DocxNumbering linkedBy(DocxStyles styles) {
        Map<String, String> links = new HashMap<>();
        for (Scheme scheme : schemes.values()) {
            styles.numberingId(scheme.styleLink).ifPresent(id -> links.put(scheme.styleLink, id));
        }
        instanceOfStyle = links;
        return this;
    }

    /**
     * Counts one paragraph.
     *
     * @param id its numbering
     * @param level its level from 0; empty where its style decides
     * @return the number as Word shows it; empty where it shows none
     */
    String next(String id, Optional<Integer> level, String styleId) {
        Instance instance = instances.get(id);
        Scheme scheme = instance == null ? null : scheme(instance);
        if (instance == null || scheme == null) {
            return "";
        }
        int at = Math.clamp(level.orElseGet(() -> levelOf(scheme, styleId)), 0, LEVELS - 1);
        Level counted = scheme.levels.getOrDefault(at, new Level());
        Integer start = instance.starts.get(at);
        if (start != null && instance.started.add(at)) {
            scheme.counts[at] = start;
        } else {
            Integer before = scheme.counts[at];
            scheme.counts[at] = before == null ? counted.start : before + 1;
        }
        for (int deeper = at + 1; deeper < LEVELS; deeper++) {
            scheme.counts[deeper] = null;
        }
        return written(scheme, counted);
    }

    private @Nullable Scheme scheme(Instance instance) {
        Scheme scheme = schemes.get(instance.scheme);
        String linked = scheme == null ? null : instanceOfStyle.get(scheme.styleLink);
        Instance target = linked == null ? null : instances.get(linked);
        return target == null ? scheme : schemes.get(target.scheme);
    }

    private static int levelOf(Scheme scheme, String styleId) {
        return scheme.levels.entrySet().stream()
                .filter(entry -> !styleId.isEmpty() && entry.getValue().styleId.equals(styleId))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    private static String written(Scheme scheme, Level counted) {
        if (counted.form == Numerals.Form.BULLET) {
            return Numerals.of(1, Numerals.Form.BULLET);
        }
        Matcher places = PLACE.matcher(counted.text);
        return places.replaceAll(place -> {
                    int at = Integer.parseInt(place.group(1)) - 1;
                    Level level = scheme.levels.getOrDefault(at, counted);
                    Integer count = scheme.counts[at];
                    Numerals.Form form = counted.legal ? Numerals.Form.DECIMAL : level.form;
                    return Matcher.quoteReplacement(Numerals.of(count == null ? level.start : count, form));
                })
                .strip();
    }
}
