package dev.fairlead.benchmarks.quality;

import dev.fairlead.Question;
import dev.fairlead.Scope;
import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.dataset.Qrels;
import dev.fairlead.benchmarks.dataset.Query;
import dev.fairlead.benchmarks.dataset.RetrievalSet;
import dev.fairlead.benchmarks.metric.Ranking;
import dev.fairlead.benchmarks.report.Paired;
import dev.fairlead.benchmarks.report.Report;
import dev.fairlead.retrieval.FusionTuning;
import dev.fairlead.retrieval.LabelledQuestion;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.fusion.ConvexMinMaxFusion;
import dev.fairlead.retrieval.fusion.Fusion;
import dev.fairlead.retrieval.fusion.FusionWeight;
import dev.fairlead.retrieval.fusion.LabelledCandidates;
import dev.fairlead.retrieval.fusion.ReciprocalRankFusion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Fits the weight of the dense leg on one split, or on every second group of questions of it, and judges it on another, whole
 * and on seeded draws of few questions. Documents are passages.
 */
final class FusionWeightRun implements QualityRun {
    private static final int CUT = 10;
    private static final int DRAWS = 20;
    private static final List<Integer> SIZES = List.of(50, 150, 300);
    private static final String DEFAULT = "default";

    /** Questions with what was found for them and the grades of documents. */
    private record Judged(LabelledCandidates found, Map<String, Integer> grades) {}

    @Override
    public Report run(Setting setting) {
        RetrievalSet set = RetrievalSet.open(setting.data(), setting.split(), "qrels*.tsv");
        Report report = new Report(set.name());
        List<Judged> fitting = new ArrayList<>();
        List<Judged> testing = new ArrayList<>();
        try (SearchedSet searched = SearchedSet.of(set.corpus(), Chunking.whole(), setting)) {
            Optional<String> test = setting.options().text("test");
            if (test.isPresent()) {
                fitting.addAll(judged(searched, set, setting, Half.ALL));
                testing.addAll(
                        judged(searched, RetrievalSet.open(setting.data(), test, "qrels*.tsv"), setting, Half.ALL));
            } else {
                fitting.addAll(judged(searched, set, setting, Half.EVEN));
                testing.addAll(judged(searched, set, setting, Half.ODD));
            }
        }
        if (fitting.isEmpty() || testing.isEmpty()) {
            throw new InputException("there must be questions to fit on and to test on");
        }
        whole(fitting, testing, setting).report(report, "fitted", DEFAULT);
        draws(fitting, testing, report);
        return report;
    }

    /** Which groups of questions: a group asks one document or site, else each question is one. */
    private enum Half {
        ALL,
        EVEN,
        ODD;

        boolean takes(int group) {
            return this == ALL || (group % 2 == 0) == (this == EVEN);
        }
    }

    private static List<Judged> judged(SearchedSet searched, RetrievalSet set, Setting setting, Half half) {
        Qrels qrels = set.qrels();
        TextEncoder encoder = setting.encoder();
        List<String> groups = new ArrayList<>();
        List<LabelledQuestion> labelled = new ArrayList<>();
        List<Map<String, Integer>> grades = new ArrayList<>();
        for (Query query : setting.limited(set.queries())) {
            String group = query.doc().or(query::site).orElse(query.id());
            if (!groups.contains(group)) {
                groups.add(group);
            }
            Map<String, Integer> relevant = qrels.of(query.id()).entrySet().stream()
                    .filter(grade -> grade.getValue() > 0)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            if (!relevant.isEmpty() && half.takes(groups.indexOf(group))) {
                Question question = Question.of(query.text()).withFilter(SearchedSet.filter(query));
                labelled.add(new LabelledQuestion(question, Scope.none(), relevant.keySet()));
                grades.add(relevant);
            }
        }
        List<LabelledCandidates> found = FusionTuning.label(searched.index(), encoder, labelled);
        return IntStream.range(0, found.size())
                .mapToObj(i -> new Judged(found.get(i), grades.get(i)))
                .toList();
    }

    private static Paired whole(List<Judged> fitting, List<Judged> testing, Setting setting) {
        FusionWeight weight = fit(fitting);
        setting.note(weight.reason());
        Paired values = new Paired();
        for (Judged one : testing) {
            values.add(DEFAULT, "ndcg@10", ndcg(one, new ConvexMinMaxFusion()));
            values.add("fitted", "ndcg@10", ndcg(one, weight.fusion()));
            values.add("unchecked", "ndcg@10", ndcg(one, new ConvexMinMaxFusion(weight.fitted())));
            values.add("rrf", "ndcg@10", ndcg(one, new ReciprocalRankFusion()));
        }
        return values;
    }

    /** How often few questions move the weight, and what that does to the others. */
    private static void draws(List<Judged> fitting, List<Judged> testing, Report report) {
        double base = mean(testing, new ConvexMinMaxFusion());
        for (int size : SIZES) {
            List<Double> kept = new ArrayList<>();
            List<Double> used = new ArrayList<>();
            List<Double> always = new ArrayList<>();
            for (int draw = 0; draw < DRAWS && size < fitting.size(); draw++) {
                FusionWeight weight = fit(Setting.draw(fitting, size, Setting.seed() + draw));
                kept.add(weight.kept() ? 1.0 : 0.0);
                used.add(mean(testing, weight.fusion()) - base);
                always.add(mean(testing, new ConvexMinMaxFusion(weight.fitted())) - base);
            }
            if (!kept.isEmpty()) {
                report.addMean("fitted on " + size, "kept", kept);
                report.addMean("fitted on " + size + " - default", "ndcg@10", used);
                report.addMean("unchecked on " + size + " - default", "ndcg@10", always);
            }
        }
    }

    private static FusionWeight fit(List<Judged> questions) {
        return FusionWeight.fit(questions.stream().map(Judged::found).toList());
    }

    private static double mean(List<Judged> questions, Fusion fusion) {
        return questions.stream()
                .mapToDouble(one -> ndcg(one, fusion))
                .average()
                .orElse(0);
    }

    private static double ndcg(Judged one, Fusion fusion) {
        List<Fusion.Candidate> candidates = one.found().candidates();
        double[] scores = fusion.scores(candidates);
        List<String> ranked = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -scores[i])
                        .thenComparing(i -> candidates.get(i).hit().passageId()))
                .limit(CUT)
                .map(i -> candidates.get(i).hit().passageId())
                .map(id -> id.substring(0, id.lastIndexOf('#')))
                .toList();
        return Ranking.ndcg(ranked, one.grades(), CUT);
    }
}
