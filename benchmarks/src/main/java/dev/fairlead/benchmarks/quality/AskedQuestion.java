package dev.fairlead.benchmarks.quality;

import dev.fairlead.Filter;
import dev.fairlead.Question;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.dataset.RetrievalSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A question put to Fairlead, which the documents it may see answer or do not.
 *
 * @param gold the question and its answer
 * @param filter which documents may be seen
 * @param answerable whether they answer it
 */
record AskedQuestion(GoldQuestion gold, Filter filter, boolean answerable) {
    /** What one set gives: its texts and the questions asked of them. */
    record Asked(
            String set, List<CorpusText> corpus, List<AskedQuestion> answerable, List<AskedQuestion> unanswerable) {}

    Question question() {
        return Question.of(gold.query().text()).withFilter(filter);
    }

    /**
     * Reads a set. Its own rows without answer are the unanswerable questions; where there are none, every question is asked
     * again with the answer's document taken away. A seeded sample of each.
     */
    static Asked read(Path data, Optional<String> split, int sample) {
        RetrievalSet set = RetrievalSet.open(data, split, "answers*.jsonl");
        List<CorpusText> corpus = set.corpus();
        List<GoldQuestion> all = GoldQuestion.join(set, set.queries(), set.answers(corpus));
        List<AskedQuestion> with = all.stream()
                .filter(gold -> gold.answer().answerable())
                .map(gold -> new AskedQuestion(gold, SearchedSet.filter(gold.query()), true))
                .toList();
        List<AskedQuestion> without = all.stream()
                .filter(gold -> !gold.answer().answerable())
                .map(gold -> new AskedQuestion(gold, SearchedSet.filter(gold.query()), false))
                .toList();
        if (with.isEmpty()) {
            throw new InputException("no question of '" + data + "' has an answer");
        }
        List<AskedQuestion> drawn = Setting.draw(with, sample, Setting.seed());
        List<AskedQuestion> drawnWithout = without.isEmpty()
                ? drawn.stream().map(AskedQuestion::withoutDocument).toList()
                : Setting.draw(without, sample, Setting.seed());
        return new Asked(set.name(), corpus, drawn, drawnWithout);
    }

    private AskedQuestion withoutDocument() {
        Filter others = Filter.not(SearchedSet.document(gold.answer().doc()));
        return new AskedQuestion(gold, Filter.and(filter, others), false);
    }
}
