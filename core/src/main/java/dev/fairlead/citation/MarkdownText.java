package dev.fairlead.citation;

import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes text into Markdown so that it shows as it is: CommonMark 0.31.2, sections 2.4 and 6.1, and the tables, autolinks,
 * strikethrough and footnotes of GitHub's form. Line breaks stay; spaces before a line do not. What a renderer may take
 * for an address becomes inline code, since some look for addresses after they have resolved escapes.
 */
final class MarkdownText {
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>|~&$^{}]");
    private static final Pattern BLOCK_START = Pattern.compile("^(?:[#+=:-]|\\d{1,9}(?=[.)](?: |$)))");
    private static final Pattern TOKEN = Pattern.compile("\\S+");
    private static final Pattern ADDRESS =
            Pattern.compile("//|@|www\\.|(?:mailto|xmpp|tel|javascript|data):", Pattern.CASE_INSENSITIVE);
    private static final Pattern TICKS = Pattern.compile("`+");

    private MarkdownText() {}

    /** A text of several paragraphs. */
    static String of(String text) {
        StringBuilder markdown = new StringBuilder();
        boolean open = false;
        for (String line : text.split("\n", -1)) {
            if (line.isBlank()) {
                markdown.append(open ? "\n\n" : "");
                open = false;
            } else {
                markdown.append(open ? "\\\n" : "").append(line(line));
                open = true;
            }
        }
        return markdown.toString().stripTrailing();
    }

    /** A text of one line, which may be the beginning of a block. */
    static String line(String line) {
        String stripped = line.strip();
        StringBuilder markdown = new StringBuilder();
        Matcher token = TOKEN.matcher(stripped);
        int last = 0;
        while (token.find()) {
            if (ADDRESS.matcher(token.group()).find()) {
                markdown.append(escape(stripped.substring(last, token.start()), last == 0));
                markdown.append(inlineCode(token.group()));
                last = token.end();
            }
        }
        return markdown.append(escape(stripped.substring(last), last == 0)).toString();
    }

    /** A block of code in a fence that nothing inside can close. */
    static String codeBlock(String language, String code) {
        String fence = "`".repeat(Math.max(3, longestTicks(code) + 1));
        return new StringJoiner("\n").add(fence + language).add(code).add(fence).toString();
    }

    private static String escape(String text, boolean atStart) {
        String escaped = MARKUP.matcher(text).replaceAll("\\\\$0");
        Matcher block = BLOCK_START.matcher(escaped);
        if (!atStart || !block.find()) {
            return escaped;
        }
        boolean number = Character.isDigit(escaped.charAt(0));
        int at = number ? block.end() : 0;
        return escaped.substring(0, at) + "\\" + escaped.substring(at);
    }

    private static String inlineCode(String text) {
        String ticks = "`".repeat(longestTicks(text) + 1);
        String space = text.startsWith("`") || text.endsWith("`") ? " " : "";
        return ticks + space + text + space + ticks;
    }

    private static int longestTicks(String text) {
        return TICKS.matcher(text)
                .results()
                .mapToInt(run -> run.end() - run.start())
                .max()
                .orElse(0);
    }
}
