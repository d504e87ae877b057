package dev.fairlead.benchmarks.quality;

import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.dataset.GoldAnswer;
import dev.fairlead.benchmarks.dataset.Query;
import dev.fairlead.benchmarks.dataset.RetrievalSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A question and where its answer stands. */
record GoldQuestion(Query query, GoldAnswer answer) {
    /** Categories of CUAD whose gold text is a name, title or date, placed at its first occurrence in the contract. */
    private static final Set<String> FIRST_OCCURRENCE =
            Set.of("Parties", "Document Name", "Agreement Date", "Effective Date", "Expiration Date");

    static List<GoldQuestion> join(RetrievalSet set, List<Query> queries, Map<String, GoldAnswer> answers) {
        Path file = set.folder().resolve("answers" + set.suffix() + ".jsonl");
        List<GoldQuestion> joined = new ArrayList<>();
        for (Query query : queries) {
            GoldAnswer answer = answers.get(query.id());
            if (answer == null) {
                throw new InputException(file + ": no row for question '" + query.id() + "'");
            }
            joined.add(new GoldQuestion(query, answer));
        }
        return joined;
    }

    /** What its figures are also reported under: {@code .first_occurrence} or {@code .clauses}; empty without a category. */
    String part() {
        return query.category()
                .map(category -> FIRST_OCCURRENCE.contains(category) ? ".first_occurrence" : ".clauses")
                .orElse("");
    }
}
