package dev.fairlead.retrieval.parsing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads the body of a Word document, element by element, into a manuscript. ECMA-376 part 1, sections 17.3 and 17.4. */
final class DocxBody {
    /** Paragraphs may lie in text boxes, tables in cells. */
    private static final int MAX_NESTING = 64;

    /** What is deleted, moved away, computed, or no text; and the older twin of what a newer Word reads. */
    private static final Set<String> SKIPPED = Set.of(
            "del",
            "moveFrom",
            "delText",
            "instrText",
            "Fallback",
            "pPrChange",
            "rPrChange",
            "sectPr",
            "sdtPr",
            "tblPr",
            "tblGrid",
            "tcPr");

    private final DocxStyles styles;
    private final DocxNumbering numbering;
    private final Manuscript manuscript;
    private final Deque<Paragraph> paragraphs = new ArrayDeque<>();
    private final Deque<Table> tables = new ArrayDeque<>();
    private Optional<String> title = Optional.empty();
    private boolean afterBullet;

    private static final class Paragraph {
        private final StringBuilder text = new StringBuilder();
        private String styleId = "";
        private @Nullable String numberingId;
        private @Nullable Integer numberingLevel;
        private @Nullable Integer outlineLevel;
        private boolean inProperties;
        private boolean inRun;
        private boolean hidden;
        private boolean deleted;
    }

    private static final class Table {
        private final StringBuilder nested = new StringBuilder();
        private List<String> cells = new ArrayList<>();
        private @Nullable StringBuilder cell;
        private boolean rowDeleted;
        private boolean begun;
    }

    DocxBody(DocxStyles styles, DocxNumbering numbering, Manuscript manuscript) {
        this.styles = styles;
        this.numbering = numbering;
        this.manuscript = manuscript;
    }

    /** The first paragraph in the style of a title. */
    Optional<String> title() {
        return title;
    }

    void read(XMLStreamReader xml) throws XMLStreamException, UnreadableFileException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                start(xml, xml.getLocalName());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                end(xml.getLocalName());
            }
        }
    }

    private void start(XMLStreamReader xml, String name) throws XMLStreamException, UnreadableFileException {
        if (SKIPPED.contains(name)) {
            noteDeletion(name);
            skip(xml);
            return;
        }
        switch (name) {
            case "p" -> push(paragraphs, new Paragraph());
            case "tbl" -> push(tables, new Table());
            case "tc" -> startCell();
            default -> {
                Paragraph paragraph = paragraphs.peek();
                if (paragraph != null && paragraph.inProperties) {
                    property(paragraph, name, attribute(xml, "val"));
                } else if (paragraph != null) {
                    content(paragraph, xml, name);
                }
            }
        }
    }

    private void end(String name) throws UnreadableFileException {
        Paragraph paragraph = paragraphs.peek();
        switch (name) {
            case "p" -> finish(paragraphs.pop());
            case "tbl" -> finish(tables.pop());
            case "tr" -> finishRow();
            case "tc" -> finishCell();
            case "pPr" -> {
                if (paragraph != null) {
                    paragraph.inProperties = false;
                }
            }
            case "r" -> {
                if (paragraph != null) {
                    paragraph.inRun = false;
                }
            }
            default -> {}
        }
    }

    private static void property(Paragraph paragraph, String name, String value) {
        switch (name) {
            case "pStyle" -> paragraph.styleId = value;
            case "numId" -> paragraph.numberingId = value;
            case "ilvl" -> paragraph.numberingLevel = number(value, 0);
            case "outlineLvl" -> paragraph.outlineLevel = number(value, 9);
            default -> {}
        }
    }

    private static void content(Paragraph paragraph, XMLStreamReader xml, String name)
            throws XMLStreamException, UnreadableFileException {
        switch (name) {
            case "pPr" -> paragraph.inProperties = true;
            case "r" -> {
                paragraph.inRun = true;
                paragraph.hidden = false;
            }
            case "vanish" -> paragraph.hidden = isOn(attribute(xml, "val"));
            case "t" -> append(paragraph, xml.getElementText());
            case "tab" -> append(paragraph, "\t");
            case "br", "cr" -> append(paragraph, "\n");
            case "noBreakHyphen" -> append(paragraph, "-");
            default -> {}
        }
    }

    private static void append(Paragraph paragraph, String text) throws UnreadableFileException {
        if (paragraph.inRun && !paragraph.hidden) {
            Manuscript.requireRoom(paragraph.text.length() + (long) text.length());
            paragraph.text.append(text);
        }
    }

    /** A paragraph or row may be deleted as a whole, which its properties tell. */
    private void noteDeletion(String name) {
        Paragraph paragraph = paragraphs.peek();
        Table table = tables.peek();
        if (!name.equals("del") && !name.equals("moveFrom")) {
            return;
        }
        if (paragraph != null) {
            paragraph.deleted |= paragraph.inProperties;
        } else if (table != null && table.cell == null) {
            table.rowDeleted = true;
        }
    }

    private void finish(Paragraph paragraph) throws UnreadableFileException {
        String text = paragraph.text.toString().strip();
        String label = paragraph.deleted && text.isEmpty() ? "" : label(paragraph);
        String whole = label.isEmpty() || text.isEmpty() ? text : label + " " + text;
        Table table = tables.peek();
        boolean bullet = label.equals("-");
        if (table != null && table.cell != null) {
            append(table.cell, whole);
        } else if (!text.isEmpty()) {
            OptionalInt level = headingLevel(paragraph);
            boolean isTitle = styles.isTitle(paragraph.styleId);
            if (isTitle && title.isEmpty()) {
                title = Optional.of(text.replaceAll("\\s+", " "));
            }
            if (isTitle || level.isPresent()) {
                manuscript.heading(level.orElse(1), whole);
            } else if (bullet && afterBullet) {
                manuscript.line(whole);
            } else {
                manuscript.paragraph(whole);
            }
        }
        afterBullet = bullet;
    }

    private OptionalInt headingLevel(Paragraph paragraph) {
        Integer own = paragraph.outlineLevel;
        return own != null ? DocxStyles.level(own) : styles.headingLevel(paragraph.styleId);
    }

    private String label(Paragraph paragraph) {
        String id = paragraph.numberingId != null
                ? paragraph.numberingId
                : styles.numberingId(paragraph.styleId).orElse("0");
        Optional<Integer> level = Optional.ofNullable(paragraph.numberingLevel)
                .or(() -> paragraph.numberingId != null ? Optional.of(0) : styles.numberingLevel(paragraph.styleId));
        return numbering.next(id, level, paragraph.styleId);
    }

    private static void append(StringBuilder cell, String text) throws UnreadableFileException {
        Manuscript.requireRoom(cell.length() + (long) text.length());
        if (!text.isEmpty()) {
            cell.append(cell.isEmpty() ? "" : " ").append(text.replaceAll("\\s+", " "));
        }
    }

    private void startCell() {
        Table table = tables.peek();
        if (table != null) {
            table.cell = new StringBuilder();
        }
    }

    private void finishCell() {
        Table table = tables.peek();
        if (table != null && table.cell != null) {
            table.cells.add(table.cell.toString());
            table.cell = null;
        }
    }

    private void finishRow() throws UnreadableFileException {
        Table table = tables.peek();
        if (table == null) {
            return;
        }
        boolean blank = table.rowDeleted || table.cells.stream().allMatch(String::isEmpty);
        if (!blank && tables.size() > 1) {
            append(table.nested, (table.nested.isEmpty() ? "" : "; ") + String.join(", ", table.cells));
        } else if (!blank && table.begun) {
            manuscript.line(String.join(" | ", table.cells));
        } else if (!blank) {
            manuscript.paragraph(String.join(" | ", table.cells));
            table.begun = true;
        }
        table.cells = new ArrayList<>();
        table.rowDeleted = false;
    }

    /** A table inside a cell becomes part of the cell. */
    private void finish(Table table) throws UnreadableFileException {
        Table outer = tables.peek();
        if (outer != null && outer.cell != null) {
            append(outer.cell, table.nested.toString());
        }
        afterBullet = false;
    }

    private static <T> void push(Deque<T> stack, T value) throws UnreadableFileException {
        if (stack.size() == MAX_NESTING) {
            throw new UnreadableFileException("a broken .docx: nested too deeply");
        }
        stack.push(value);
    }

    private static void skip(XMLStreamReader xml) throws XMLStreamException {
        int depth = 1;
        while (depth > 0 && xml.hasNext()) {
            int event = xml.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    /** An attribute whatever its namespace, which differs between the two kinds of Word files; empty where it is absent. */
    static String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    static int number(String digits, int otherwise) {
        return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : otherwise;
    }

    /** A switch of Word is on unless it says otherwise. */
    static boolean isOn(String value) {
        return !value.equals("0") && !value.equals("false") && !value.equals("off");
    }
}
