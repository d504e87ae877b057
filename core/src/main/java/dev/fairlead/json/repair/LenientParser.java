package dev.fairlead.json.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;

/** A recursive-descent reader of nearly-JSON, one method a rule; never fails but for depth. One text long. */
final class LenientParser {
    private static final int MAX_DEPTH = 64;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String QUOTES = "\"'“”‘’„`´";
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final Set<String> NULL = Set.of("null", "None", "NULL", "Null", "undefined", "NaN", "nil");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");

    private final String text;
    private int at;
    private int depth;

    LenientParser(String text, int start) {
        this.text = text;
        this.at = start;
    }

    static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooDeep() {
            super("nested too deeply", null, false, false);
        }
    }

    JsonNode value() {
        skip();
        if (at >= text.length()) {
            return NODES.nullNode();
        }
        char c = text.charAt(at);
        if (c == '{' || c == '[' || c == '(') {
            if (++depth > MAX_DEPTH) {
                throw new TooDeep();
            }
            JsonNode nested = c == '{' ? object() : list();
            depth--;
            return nested;
        }
        return isQuote(c) ? NODES.textNode(joined()) : bare();
    }

    private ObjectNode object() {
        ObjectNode object = NODES.objectNode();
        at++;
        while (true) {
            skipSeparators();
            if (at >= text.length() || text.charAt(at) == '}') {
                at++;
                return object;
            }
            if (text.charAt(at) == ']') {
                return object; // the object was never closed, the list around it is
            }
            int before = at;
            String key = isQuote(text.charAt(at)) ? string() : upTo(":,{}[]\n");
            skip();
            if (at < text.length() && (text.charAt(at) == ':' || text.charAt(at) == '=')) {
                at++;
                at += text.startsWith(">", at) ? 1 : 0;
                object.set(key.strip(), value());
            } else if (at >= text.length() && !key.isBlank()) {
                object.putNull(key.strip());
            }
            at = Math.max(at, before + 1);
        }
    }

    private ArrayNode list() {
        ArrayNode list = NODES.arrayNode();
        at++;
        while (true) {
            skipSeparators();
            if (at >= text.length() || text.charAt(at) == ']' || text.charAt(at) == ')') {
                at++;
                return list;
            }
            if (text.charAt(at) == '}') {
                return list;
            }
            if (text.charAt(at) == ':') {
                at++;
                continue;
            }
            int before = at;
            list.add(value());
            at = Math.max(at, before + 1);
        }
    }

    /** A string, and those joined to it by a plus. */
    private String joined() {
        StringBuilder whole = new StringBuilder(string());
        while (true) {
            int before = at;
            skip();
            if (at >= text.length() || text.charAt(at) != '+') {
                at = before;
                return whole.toString();
            }
            at++;
            skip();
            if (at < text.length() && isQuote(text.charAt(at))) {
                whole.append(string());
            }
        }
    }

    private String string() {
        char open = text.charAt(at++);
        StringBuilder string = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                escape(string);
            } else if (closes(open, c) && endsHere()) {
                at++;
                return string.toString();
            } else {
                string.append(c);
                at++;
            }
        }
        // Never closed: what closes the objects and lists around it is no part of it.
        return string.toString().replaceFirst("[\\s}\\]]{1,64}\\z", "");
    }

    private void escape(StringBuilder string) {
        char escaped = text.charAt(at + 1);
        int simple = "nrtbf".indexOf(escaped);
        if (escaped == 'u'
                && at + 6 <= text.length()
                && text.substring(at + 2, at + 6).matches("[0-9a-fA-F]{4}")) {
            string.append((char) Integer.parseInt(text.substring(at + 2, at + 6), 16));
            at += 6;
            return;
        }
        string.append(simple >= 0 ? "\n\r\t\b\f".charAt(simple) : escaped);
        at += 2;
    }

    private static boolean closes(char open, char c) {
        return switch (open) {
            case '"' -> c == '"';
            case '“', '”', '„' -> c == '”' || c == '“' || c == '"';
            case '‘', '’' -> c == '’' || c == '\'';
            default -> c == open || (open == '´' && c == '`') || (open == '`' && c == '´');
        };
    }

    /** A quote ends a string where punctuation follows; otherwise it is one of its characters. */
    private boolean endsHere() {
        int next = at + 1;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            if (text.charAt(next) == '\n') {
                return true;
            }
            next++;
        }
        if (next >= text.length() || ":}])+/#=".indexOf(text.charAt(next)) >= 0) {
            return true;
        }
        // A comma ends it only if something that can follow a value does: "He said "yes", then left" goes on.
        return text.charAt(next) == ',' ? afterComma(next + 1) : isQuote(text.charAt(next)) && next > at + 1;
    }

    private boolean afterComma(int from) {
        int next = from;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        if (next >= text.length()) {
            return true;
        }
        char c = text.charAt(next);
        int end = Math.min(text.length(), next + 60);
        return isQuote(c)
                || "{[}]-/#.,".indexOf(c) >= 0
                || Character.isDigit(c)
                || text.substring(next, end).matches("(?s)(?:[A-Za-z_$][\\w$-]*\\s*:|(?i:true|false|null|none)\\b).*");
    }

    private JsonNode bare() {
        String word = upTo(",}])\n");
        if (TRUE.contains(word) || FALSE.contains(word)) {
            return NODES.booleanNode(TRUE.contains(word));
        }
        if (NULL.contains(word) || word.isEmpty()) {
            return NODES.nullNode();
        }
        if (word.length() <= 100 && NUMBER.matcher(word).matches()) {
            BigDecimal number = new BigDecimal(word);
            return number.scale() <= 0 && number.precision() - number.scale() <= 18
                    ? NODES.numberNode(number.longValueExact())
                    : NODES.numberNode(number.doubleValue());
        }
        return NODES.textNode(word);
    }

    /** What stands without quotes; a quote that was never opened is dropped from its end. */
    private String upTo(String ends) {
        int start = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0 && !startsComment() && !startsString(start)) {
            at++;
        }
        String word = text.substring(start, at).strip();
        return word.length() > 1 && isQuote(word.charAt(word.length() - 1))
                ? word.substring(0, word.length() - 1)
                : word;
    }

    /** A comma is missing where a quote stands behind white space. */
    private boolean startsString(int start) {
        return at > start && text.charAt(at) == '"' && Character.isWhitespace(text.charAt(at - 1));
    }

    private boolean startsComment() {
        boolean slashes = text.startsWith("//", at) || text.startsWith("/*", at);
        return slashes && at > 0 && text.charAt(at - 1) != ':';
    }

    private void skipSeparators() {
        int before;
        do {
            before = at;
            skip();
            while (at < text.length() && (text.charAt(at) == ',' || text.charAt(at) == ';')) {
                at++;
            }
            while (text.startsWith("...", at) || text.startsWith("…", at)) {
                at += text.charAt(at) == '.' ? 3 : 1;
            }
        } while (at > before);
    }

    /** White space and comments. */
    private void skip() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\uFEFF' || text.charAt(at) == '\u00A0') {
                at++;
            } else if (text.startsWith("//", at) || text.charAt(at) == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else {
                return;
            }
        }
    }

    private static boolean isQuote(char c) {
        return QUOTES.indexOf(c) >= 0;
    }
}
