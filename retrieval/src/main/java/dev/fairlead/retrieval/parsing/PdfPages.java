package dev.fairlead.retrieval.parsing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalInt;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** The text of each page. A page is let go of before the next is read, so that memory holds text only. */
final class PdfPages {
    private final List<String> texts;
    private final IdentityHashMap<COSDictionary, Integer> numbers;

    private PdfPages(List<String> texts, IdentityHashMap<COSDictionary, Integer> numbers) {
        this.texts = texts;
        this.numbers = numbers;
    }

    static PdfPages read(PDDocument document) throws IOException, UnreadableFileException {
        Stripper stripper = new Stripper();
        try {
            stripper.writeText(document, Writer.nullWriter());
        } catch (TooLong e) {
            Manuscript.requireRoom(e.characters);
        }
        List<String> texts = new ArrayList<>(stripper.texts);
        while (texts.size() < document.getNumberOfPages()) {
            texts.add("");
        }
        return new PdfPages(texts, stripper.numbers);
    }

    int count() {
        return texts.size();
    }

    int blank() {
        return (int) texts.stream().filter(String::isBlank).count();
    }

    /** The number of a page, from 1; empty where it holds nothing. */
    OptionalInt number(PDPage page) {
        Integer number = numbers.get(page.getCOSObject());
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    Manuscript manuscript() throws UnreadableFileException {
        List<String> bodies = RunningLines.without(texts);
        Manuscript manuscript = new Manuscript();
        String before = "";
        for (int i = 0; i < bodies.size(); i++) {
            String body = bodies.get(i).strip();
            if (!body.isEmpty()) {
                manuscript.page(i + 1, body, continues(before, body));
                before = body;
            }
        }
        return manuscript;
    }

    /** Whether a sentence runs on from one page to the next. */
    private static boolean continues(String before, String after) {
        return !before.isEmpty()
                && ".!?:;".indexOf(before.charAt(before.length() - 1)) < 0
                && Character.isLowerCase(after.charAt(0));
    }

    /** Ends the reading of a file that holds too much. */
    private static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
        private final long characters;

        TooLong(long characters) {
            this.characters = characters;
        }
    }

    private static final class Stripper extends PDFTextStripper {
        /** A gap of more letters' height than this parts two columns, not two words. */
        private static final float COLUMN_GAP = 1.5f;

        private final List<String> texts = new ArrayList<>();
        private final IdentityHashMap<COSDictionary, Integer> numbers = new IdentityHashMap<>();
        private StringWriter page = new StringWriter();
        private boolean separated;
        private float lastEnd;
        private long characters;

        Stripper() {
            setLineSeparator("\n");
            setParagraphEnd("\n");
        }

        @Override
        protected void startPage(PDPage read) {
            page = new StringWriter();
            output = page;
            separated = false;
            numbers.put(read.getCOSObject(), getCurrentPageNo());
        }

        @Override
        protected void endPage(PDPage read) throws IOException {
            String text = page.toString();
            characters += text.length();
            if (characters > DocumentParser.MAX_CHARACTERS) {
                throw new TooLong(characters);
            }
            while (texts.size() < getCurrentPageNo() - 1) {
                texts.add("");
            }
            texts.add(text);
        }

        /** Waits for the next word: how far off it stands decides what parts the two. */
        @Override
        protected void writeWordSeparator() {
            separated = true;
        }

        @Override
        protected void writeString(String text, List<TextPosition> positions) throws IOException {
            if (separated) {
                output.write(isColumnGap(positions) ? "\t" : " ");
                separated = false;
            }
            output.write(text);
            if (!positions.isEmpty()) {
                TextPosition last = positions.getLast();
                lastEnd = last.getXDirAdj() + last.getWidthDirAdj();
            }
        }

        @Override
        protected void writeLineSeparator() throws IOException {
            separated = false;
            super.writeLineSeparator();
        }

        private boolean isColumnGap(List<TextPosition> positions) {
            if (positions.isEmpty()) {
                return false;
            }
            TextPosition first = positions.getFirst();
            return first.getXDirAdj() - lastEnd > COLUMN_GAP * first.getFontSizeInPt();
        }
    }
}
