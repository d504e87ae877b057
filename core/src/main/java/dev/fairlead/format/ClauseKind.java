package dev.fairlead.format;

import java.util.Locale;
import java.util.Map;

/** What a numbered part of a document calls itself, and how lawyers abbreviate it. */
enum ClauseKind {
    SECTION("s. ", "ss. "),
    CLAUSE("cl. ", "cls. "),
    PARAGRAPH("para. ", "paras. "),
    SYMBOL("§ ", "§§ "),
    ARTICLE("art. ", "arts. "),
    PART("pt. ", "pts. "),
    CHAPTER("ch. ", "chs. "),
    SCHEDULE("sch. ", "schs. "),
    EXHIBIT("ex. ", "exs. "),
    ANNEX("annex ", "annexes "),
    APPENDIX("app. ", "apps. "),
    ATTACHMENT("att. ", "atts. ");

    private static final Map<String, ClauseKind> BY_BEGINNING = Map.ofEntries(
            Map.entry("sec", SECTION),
            Map.entry("cla", CLAUSE),
            Map.entry("cl", CLAUSE),
            Map.entry("par", PARAGRAPH),
            Map.entry("art", ARTICLE),
            Map.entry("cha", CHAPTER),
            Map.entry("sch", SCHEDULE),
            Map.entry("exh", EXHIBIT),
            Map.entry("ann", ANNEX),
            Map.entry("app", APPENDIX),
            Map.entry("att", ATTACHMENT));

    private final String one;
    private final String several;

    ClauseKind(String one, String several) {
        this.one = one;
        this.several = several;
    }

    String one() {
        return one;
    }

    String several() {
        return several;
    }

    /** Whether clause numbers start anew inside it, so that one inside means nothing without it. */
    boolean numbersAnew() {
        return compareTo(PART) >= 0;
    }

    /** The kind a word names; "Part" and "para." are told apart by more than their beginning. */
    static ClauseKind of(String word) {
        String name = word.toLowerCase(Locale.ROOT);
        return name.equals("part")
                ? PART
                : BY_BEGINNING.getOrDefault(name.substring(0, Math.min(3, name.length())), SECTION);
    }
}
