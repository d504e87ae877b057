package dev.fairlead.retrieval.exact;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a passage holds to the letter, one term a thing: {@code §4.2(b)} for a clause it mentions or is, {@code §§4.2(b)} for
 * one it is or lies in, {@code #1250000} and {@code #1250000usd} for an amount however it is written, {@code inv-2024-0071}
 * for a code.
 */
public final class ExactTerms {
    private ExactTerms() {}

    /**
     * The terms of a passage. O(length).
     *
     * @param sectionPath headings above it, outermost first
     * @param text its text
     * @return distinct terms in code point order
     */
    public static Set<String> of(List<String> sectionPath, String text) {
        Set<String> terms = new TreeSet<>();
        ClauseNumber.mentioned(text).forEach(clause -> terms.add(clause.term()));
        OwnClauses.of(sectionPath, text).forEach(clause -> {
            terms.add(clause.term());
            terms.add(clause.ownTerm());
        });
        Amount.in(text).forEach(amount -> terms.addAll(amount.terms()));
        terms.addAll(Code.in(text));
        return terms;
    }
}
