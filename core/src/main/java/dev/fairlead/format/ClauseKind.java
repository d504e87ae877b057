package dev.fairlead.format;

import java.util.Locale;
import java.util.Map;

/** What a numbered part of a document calls itself, and how lawyers abbreviate it. */
public enum ClauseKind {
    /** A section, also where a text does not say what it numbers. */
    SECTION("s. ", "ss. "),
    /** A clause. */
    CLAUSE("cl. ", "cls. "),
    /** A paragraph. */
    PARAGRAPH("para. ", "paras. "),
    /** A section by its sign. */
    SYMBOL("§ ", "§§ "),
    /** An article. */
    ARTICLE("art. ", "arts. "),
    /** A part. */
    PART("pt. ", "pts. "),
    /** A chapter. */
    CHAPTER("ch. ", "chs. "),
    /** A schedule. */
    SCHEDULE("sch. ", "schs. "),
    /** An exhibit. */
    EXHIBIT("ex. ", "exs. "),
    /** An annex. */
    ANNEX("annex ", "annexes "),
    /** An appendix. */
    APPENDIX("app. ", "apps. "),
    /** An attachment. */
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

    /**
     * Before one number.
     *
     * @return the abbreviation and what follows it, such as {@code "s. "}
     */
    public String one() {
        return one;
    }

    /**
     * Before several numbers.
     *
     * @return the abbreviation and what follows it, such as {@code "ss. "}
     */
    public String several() {
        return several;
    }

    /**
     * Whether clause numbers start anew inside it.
     *
     * @return true if a number inside means nothing without it
     */
    public boolean numbersAnew() {
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
