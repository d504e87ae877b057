package dev.fairlead.retrieval.rewrite;

import dev.fairlead.text.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question apart into its clauses, each searched for alone. Looser than the questions of one that asks several things: it
 * is tried only where the whole found nothing good.
 */
public final class Decomposition {
    private static final int LEAST_TERMS = 2;
    private static final int MOST = 4;
    private static final Pattern JOINT = Pattern.compile(
            "[,;:]\\s+|\\s+(?:and|or|if|when|where|that|which|because|after|before|unless|while|who|whose|but)\\s+",
            Pattern.CASE_INSENSITIVE);

    private Decomposition() {}

    /**
     * Rewrites.
     *
     * @param question its text
     * @return its clauses of two content words and more; empty where there are not two of them
     */
    public static Optional<Rewriting> of(String question) {
        List<String> clauses = new ArrayList<>();
        int start = 0;
        Matcher joint = JOINT.matcher(question);
        while (joint.find()) {
            String clause = question.substring(start, joint.start());
            if (says(clause) && says(question.substring(joint.end()))) {
                clauses.add(clause);
                start = joint.end();
            }
        }
        clauses.add(question.substring(start));
        return clauses.size() < 2 || clauses.size() > MOST
                ? Optional.empty()
                : Optional.of(new Rewriting("decomposition", clauses));
    }

    private static boolean says(String clause) {
        return Terms.distinct(clause).size() >= LEAST_TERMS;
    }
}
