package dev.fairlead.json.value;

import dev.fairlead.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the names of those between whom a contract is made, off its opening: "by and between Acme, Inc., a Delaware
 * corporation ("Acme"), and Jane Doe (the "Consultant")". A name ends where it is described or given a short form. Where
 * nothing says "between", those who are given short forms count.
 */
final class PartyReader implements ValueReader {
    private static final Pattern BETWEEN = Pattern.compile(
            "\\b(?:between|among|amongst)\\b[:,]?\\s*(?:and\\s+among\\b)?|\\bparties\\s+(?:to\\s+this\\s+agreement\\s+)?are\\b:?",
            Pattern.CASE_INSENSITIVE);

    /** Where the opening ends and promises begin. */
    private static final Pattern END = Pattern.compile(
            "\\bWHEREAS\\b|\\bWhereas\\b|\\bNOW,?\\s+THEREFORE|\\bNow,?\\s+therefore|\\bRECITALS?\\b|\\bBACKGROUND\\b|\\bWITNESSETH"
                    + "|\\bW\\s?I\\s?T\\s?N\\s?E\\s?S|(?i:\\bagrees?\\s+(?:as\\s+follows|that|to)\\b|\\bhereby\\s+agree|\\btable\\s+of\\s+contents\\b"
                    + "|\\bin\\s+consideration\\s+of\\b)");

    private static final String SUFFIX =
            "(?i:inc|incorporated|llc|l\\.l\\.c|ltd|limited|corp|corporation|company|co|l\\.p|lp|llp|l\\.l\\.p|plc|p\\.l\\.c|gmbh|s\\.a|s\\.?a\\.?r\\.?l"
                    + "|s\\.p\\.a|n\\.v|b\\.v|a\\.g|ag|n\\.a|pty|pte|s\\.l|kg|oy|ab|a/s|s/a|g\\.i\\.e)\\b\\.?";
    private static final String NO_WORD =
            "(?!(?i:and|or|by|between|among|this|with|dated|effective|as|whereas|now|agreement|hereinafter|having|page|source)\\b)";
    /** A long word with a full stop ends a sentence; a short one is an abbreviation. */
    private static final String WORD = NO_WORD
            + "(?:[\\p{Lu}\\p{N}][\\p{L}\\p{N}&'’®™/*_-]*(?:\\.[\\p{L}\\p{N}]+)*(?:(?<=\\b[\\p{L}.]{1,5})\\.)?|[a-z]{1,2}\\p{Lu}\\w+|[a-z]\\w*\\.com)";

    private static final Pattern NAME = Pattern.compile("(?<![\\p{L}\\p{N}])" + WORD + "(?:\\s*,?\\s+" + SUFFIX
            + "(?!\\p{L})|\\s+(?:&\\s+|(?:of|de|for|the|in)\\s+(?:the\\s+)?)?" + WORD + "|\\s+of\\s+" + WORD + "|,\\s+"
            + WORD + "(?=[^,()]{0,40},?\\s+" + SUFFIX + ")){0,14}");
    private static final Pattern WITH_SUFFIX = Pattern.compile("(?:^|[\\s,])" + SUFFIX + "$");

    /** A full stop behind a form that takes none ends the sentence. */
    private static final Pattern ENDING = Pattern.compile(
            "\\b(llc|llp|lp|plc|gmbh|ag|limited|corporation|company|incorporated)\\.$", Pattern.CASE_INSENSITIVE);

    /** Where one party's description ends and the next party may begin. */
    private static final Pattern NEXT = Pattern.compile(
            "(?:[\\s,;)\"”]|^)(?:and|&|as\\s+well\\s+as)\\s+|;\\s*|\\)\\s*,\\s*|,\\s+(?=" + WORD
                    + ")|(?<=[\\s;,])\\(?(?:[a-c1-9]|i{1,3})\\)\\s+",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern LEAD = Pattern.compile(
            "\\G(?:(?:and|by|between|among|the|on\\s+the\\s+one\\s+(?:hand|part)|the\\s+following(?:\\s+parties)?|party\\s+[ab12])\\b[:,]?\\s*"
                    + "|\\(?(?:[a-z1-9]|i{1,3})[).]\\s+|[\\s:,*•-]+)*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DESCRIBED = Pattern.compile(
            "\\G\\s*(?:[(\\[\"“]|,?\\s*(?:an?|the|having|with|whose|located|organi[sz]ed|incorporated|existing|duly|acting|its|as|on|each"
                    + "|doing|d/b/a|dba|f/k/a|formerly|and|hereinafter|individually|registered|represented|of|at|for|effective|dated|this)\\b|,|;|\\.?\\s*$)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SHORT_FORM = Pattern.compile(
            "\\G[^.;\"“]{0,250}?\\(\\s*(?:the\\s+|hereinafter\\b[^\"“)]{0,80}|referred\\b[^\"“)]{0,80})?[\"“]");

    /** "Delaware corporation" says what a party is, not what it is called; "Section 11" is no party. */
    private static final Pattern KIND = Pattern.compile(
            "\\s(?:corporation|company|limited|partnership|trust|corp)$|^(?:Section|Article|Exhibit|Schedule|The)\\s");

    private static final Set<String> NO_NAMES = Set.of(
            "agreement",
            "party",
            "parties",
            "section",
            "article",
            "exhibit",
            "schedule",
            "state",
            "effective date",
            "recitals",
            "date",
            "company",
            "contract",
            "each",
            "address",
            "either party",
            "affiliates",
            "delaware",
            "client",
            "customer",
            "developer",
            "consultant",
            "licensor",
            "licensee",
            "supplier",
            "distributor",
            "seller",
            "buyer",
            "vendor",
            "purchaser",
            "landlord",
            "tenant",
            "lessor",
            "lessee",
            "employer",
            "employee",
            "contractor",
            "provider",
            "lender",
            "borrower",
            "fund",
            "adviser",
            "united states",
            "new york",
            "california");
    private static final int MAX_PARTIES = 40;
    private static final int OPENING = 3_000;
    /** Nobody describes a party at greater length. */
    private static final int LONGEST_DESCRIPTION = 700;

    @Override
    public List<Reading> read(String text) {
        List<Reading> best = List.of();
        Matcher between = BETWEEN.matcher(text);
        while (between.find() && best.size() < 2) {
            List<Reading> found = names(text, between.end());
            best = found.size() > best.size() ? found : best;
        }
        List<Reading> shortened = best.size() < 2 ? withShortForms(text) : List.of();
        List<Reading> read = shortened.size() > best.size() ? shortened : best;
        // One name that is no company's is no pair of parties, but somebody a sentence speaks of.
        boolean parties = read.size() > 1 || read.stream().anyMatch(one -> one.clarity() == 1);
        return parties ? read : List.of();
    }

    private static List<Reading> names(String text, int from) {
        List<Reading> names = new ArrayList<>();
        int end = end(text, from);
        int at = from;
        boolean afterComma = false;
        while (at < end && names.size() < MAX_PARTIES) {
            Matcher lead = LEAD.matcher(text).region(at, end);
            int start = lead.find() ? lead.end() : at;
            Matcher name = NAME.matcher(text).region(start, end);
            // A comma leads to the next party of a list of companies, or into an address.
            if (name.lookingAt() && isParty(text, name, end) && (!afterComma || isCompany(name))) {
                add(name, names);
                at = name.end();
            } else if (names.isEmpty()) {
                return names;
            }
            Matcher next = NEXT.matcher(text).region(Math.max(at, start), end);
            if (!next.find() || next.end() - names.getLast().span().end() > LONGEST_DESCRIPTION) {
                break;
            }
            at = next.end();
            afterComma = next.group().strip().equals(",");
        }
        return names;
    }

    private static List<Reading> withShortForms(String text) {
        List<Reading> names = new ArrayList<>();
        int end = end(text, 0);
        Matcher name = NAME.matcher(text).region(0, end);
        int taken = -1;
        while (name.find()) {
            boolean named = isParty(text, name, end) && (isCompany(name) || text.startsWith(" (", name.end()));
            Matcher shortForm = SHORT_FORM.matcher(text).region(name.end(), end);
            // A short form belongs to the first name before it; what stands between is an address.
            if (named && shortForm.find() && shortForm.end() != taken) {
                taken = shortForm.end();
                add(name, names);
            }
        }
        return names;
    }

    /** The name that begins at an index, if one does. */
    Optional<Reading> nameAt(String text, int from) {
        List<Reading> names = new ArrayList<>();
        Matcher lead = LEAD.matcher(text).region(from, text.length());
        Matcher name = NAME.matcher(text).region(lead.find() ? lead.end() : from, text.length());
        if (name.lookingAt() && isParty(text, name, text.length())) {
            add(name, names);
        }
        return names.stream().findFirst();
    }

    /** Names between two indices, in the order they stand. */
    List<Reading> namesIn(String text, int from, int end) {
        List<Reading> names = new ArrayList<>();
        Matcher name = NAME.matcher(text).region(from, end);
        while (name.find()) {
            if (isParty(text, name, end)) {
                add(name, names);
            }
        }
        return names;
    }

    private static int end(String text, int from) {
        int limit = Math.min(text.length(), from + OPENING);
        Matcher end = END.matcher(text).region(from, limit);
        return end.find() ? end.start() : limit;
    }

    private static void add(Matcher name, List<Reading> names) {
        String written =
                ENDING.matcher(name.group().strip().replaceAll("\\s+", " ")).replaceFirst("$1");
        boolean known = names.stream().anyMatch(one -> one.value().toString().equalsIgnoreCase(written));
        if (!known) {
            double clarity = isCompany(name) ? 1 : 0.8;
            names.add(new Reading(written, new Span(name.start(), name.end()), clarity));
        }
    }

    private static boolean isParty(String text, Matcher name, int end) {
        String written = name.group().strip();
        String plain = written.toLowerCase(Locale.ROOT).replaceAll("[.,]$", "");
        boolean named = !NO_NAMES.contains(plain)
                && written.length() >= 3
                && Character.isLetter(written.charAt(written.length() - 2));
        return named
                && !KIND.matcher(written).find()
                && !Places.ANY.matcher(written).matches()
                && (isCompany(name)
                        || DESCRIBED.matcher(text).region(name.end(), end).find());
    }

    private static boolean isCompany(Matcher name) {
        return WITH_SUFFIX.matcher(name.group()).find();
    }
}
