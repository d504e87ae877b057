package dev.fairlead.benchmarks.dataset;

import dev.fairlead.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where the answer of a question stands.
 *
 * @param queryId the question
 * @param doc the document
 * @param spans the answer's spans in that document's text, none where the document has no answer
 */
public record GoldAnswer(String queryId, String doc, List<Span> spans) {
    /** Copies. */
    public GoldAnswer {
        spans = List.copyOf(spans);
    }

    /**
     * Whether the document answers the question.
     *
     * @return true if there is a span
     */
    public boolean answerable() {
        return !spans.isEmpty();
    }

    /**
     * Reads {@code {"_id", "doc", "answers": [{"text", "start"}]}} a line. {@code start} counts characters, or code points
     * where only those lead to the answer's text.
     *
     * @param file the file
     * @param texts text by document id
     * @return the answers, in order
     */
    public static List<GoldAnswer> read(Path file, Map<String, String> texts) {
        return JsonRow.readAll(file, row -> {
            String doc = row.filledText("doc");
            String text = texts.get(doc);
            if (text == null) {
                throw row.wrong("document '" + doc + "' is not in the corpus");
            }
            List<Span> spans = row.objects("answers").stream()
                    .map(answer -> span(answer, text))
                    .toList();
            return new GoldAnswer(row.filledText("_id"), doc, spans);
        });
    }

    private static Span span(JsonRow answer, String text) {
        String wanted = answer.filledText("text");
        int start = answer.integer("start");
        if (text.startsWith(wanted, start)) {
            return new Span(start, start + wanted.length());
        }
        int points = text.codePointCount(0, text.length());
        int byPoints = text.offsetByCodePoints(0, Math.min(start, points));
        if (text.startsWith(wanted, byPoints)) {
            return new Span(byPoints, byPoints + wanted.length());
        }
        throw answer.wrong("the document does not have the answer's text at " + start);
    }
}
