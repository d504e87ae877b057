package dev.fairlead.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a text holds code: fenced blocks and inline code between runs of backticks of one length, as in CommonMark 0.31.2,
 * sections 4.5 and 6.1. O(length).
 */
final class CodeSpans {
    private static final Pattern FENCE = Pattern.compile("(?m)^[ \\t]*(`{3,}|~{3,}).*$");
    private static final Pattern TICKS_OR_BLANK_LINE = Pattern.compile("(`+)|(?>\\r\\n|[\\r\\n])[ \\t]*[\\r\\n]");

    private final boolean[] code;

    private CodeSpans(int length) {
        this.code = new boolean[length];
    }

    static CodeSpans of(String text) {
        CodeSpans spans = new CodeSpans(text.length());
        int inlineFrom = 0;
        Matcher fence = FENCE.matcher(text);
        while (fence.find()) {
            String marks = fence.group(1);
            if (marks.charAt(0) == '`'
                    && text.substring(fence.end(1), fence.end()).indexOf('`') >= 0) {
                continue;
            }
            int end = spans.closing(text, fence, marks);
            spans.addInline(text, inlineFrom, fence.start());
            spans.mark(fence.start(), end);
            inlineFrom = end;
            fence.region(end, text.length());
        }
        spans.addInline(text, inlineFrom, text.length());
        return spans;
    }

    boolean contains(int index) {
        return code[index];
    }

    /** The end of the line of the same marks, at least as many, with nothing behind them; without one the text's end. */
    private int closing(String text, Matcher opening, String marks) {
        Matcher line = FENCE.matcher(text).region(opening.end(), text.length());
        while (line.find()) {
            boolean bare = text.substring(line.end(1), line.end()).isBlank();
            if (bare && line.group(1).startsWith(marks)) {
                return line.end();
            }
        }
        return text.length();
    }

    /** Each run of backticks, read from the end, knows the next one of its length in its paragraph. */
    private void addInline(String text, int from, int to) {
        List<Run> runs = new ArrayList<>();
        Matcher matcher = TICKS_OR_BLANK_LINE.matcher(text).region(from, to);
        int paragraph = 0;
        while (matcher.find()) {
            if (matcher.group(1) == null) {
                paragraph++;
            } else {
                runs.add(new Run(matcher.start(), matcher.end(), paragraph));
            }
        }
        int[] closing = new int[runs.size()];
        Map<Integer, Integer> next = new HashMap<>();
        for (int i = runs.size() - 1; i >= 0; i--) {
            Integer closer = next.put(runs.get(i).length(), i);
            closing[i] = closer != null
                            && runs.get(closer).paragraph() == runs.get(i).paragraph()
                    ? closer
                    : i;
        }
        for (int i = 0; i < closing.length; i = closing[i] + 1) {
            if (closing[i] > i) {
                mark(runs.get(i).start(), runs.get(closing[i]).end());
            }
        }
    }

    private void mark(int from, int to) {
        for (int i = from; i < to; i++) {
            code[i] = true;
        }
    }

    private record Run(int start, int end, int paragraph) {
        int length() {
            return end - start;
        }
    }
}
