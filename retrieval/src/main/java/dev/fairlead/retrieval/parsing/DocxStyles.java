package dev.fairlead.retrieval.parsing;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Paragraph styles of a Word document: which are headings, and which carry numbers. ECMA-376 part 1, section 17.7. */
final class DocxStyles {
    /** A body's outline level is 9; a heading's is one less than its depth. */
    private static final int BODY_LEVEL = 9;

    /** Bounds styles that are based on each other in a circle. */
    private static final int MAX_ANCESTRY = 20;

    private static final Pattern HEADING = Pattern.compile("heading ([1-9])");

    private final Map<String, Style> styles = new HashMap<>();

    /** A style as it stands, before what it is based on. */
    private static final class Style {
        private String name = "";
        private String basedOn = "";
        private @Nullable Integer outlineLevel;
        private @Nullable String numberingId;
        private @Nullable Integer numberingLevel;
    }

    void read(XMLStreamReader xml) throws XMLStreamException {
        Style style = new Style();
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String value = DocxBody.attribute(xml, "val");
            switch (xml.getLocalName()) {
                case "style" -> {
                    style = new Style();
                    styles.put(DocxBody.attribute(xml, "styleId"), style);
                }
                case "name" -> style.name = value.toLowerCase(Locale.ROOT);
                case "basedOn" -> style.basedOn = value;
                case "outlineLvl" -> style.outlineLevel = DocxBody.number(value, BODY_LEVEL);
                case "numId" -> style.numberingId = value;
                case "ilvl" -> style.numberingLevel = DocxBody.number(value, 0);
                default -> {}
            }
        }
    }

    /** The depth of a heading of this style, from 1; empty where it is no heading. */
    OptionalInt headingLevel(String styleId) {
        Optional<Integer> outline = inherited(styleId, style -> style.outlineLevel);
        if (outline.isPresent()) {
            return level(outline.get());
        }
        Matcher named = HEADING.matcher(
                inherited(styleId, style -> HEADING.matcher(style.name).matches() ? style.name : null)
                        .orElse(""));
        return named.matches() ? OptionalInt.of(Integer.parseInt(named.group(1))) : OptionalInt.empty();
    }

    /** The depth an outline level stands for. */
    static OptionalInt level(int outlineLevel) {
        return outlineLevel >= 0 && outlineLevel < BODY_LEVEL ? OptionalInt.of(outlineLevel + 1) : OptionalInt.empty();
    }

    boolean isTitle(String styleId) {
        Style style = styles.get(styleId);
        return style != null && style.name.equals("title");
    }

    Optional<String> numberingId(String styleId) {
        return inherited(styleId, style -> style.numberingId);
    }

    Optional<Integer> numberingLevel(String styleId) {
        return inherited(styleId, style -> style.numberingLevel);
    }

    /** What a style says, or else the nearest style it is based on. */
    private <T> Optional<T> inherited(String styleId, Function<Style, @Nullable T> property) {
        String id = styleId;
        for (int i = 0; i < MAX_ANCESTRY; i++) {
            Style style = styles.get(id);
            if (style == null) {
                return Optional.empty();
            }
            T value = property.apply(style);
            if (value != null) {
                return Optional.of(value);
            }
            id = style.basedOn;
        }
        return Optional.empty();
    }
}
