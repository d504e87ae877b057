package dev.fairlead.benchmarks.quality;

import dev.fairlead.Deadline;
import dev.fairlead.Inquiry;
import dev.fairlead.Passage;
import dev.fairlead.Question;
import dev.fairlead.RankedPassage;
import dev.fairlead.Scope;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.dataset.RetrievalSet;
import dev.fairlead.benchmarks.report.Paired;
import dev.fairlead.benchmarks.report.Report;
import dev.fairlead.retrieval.HybridRetriever;
import dev.fairlead.retrieval.chunking.Chunking;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Finds gold spans among all documents, by questions that say which one is meant in the forms of {@link ClauseQuestions}. A
 * failure at k leaves every gold span less than 80 % covered by the first k passages. Headers are compared, each with and
 * without the search inside a document the question names; bare passages without it are the baseline.
 */
final class AcrossRun implements QualityRun {
    private static final int[] CUTS = {5, 20};
    private static final int SAMPLE = 1_000;
    private static final String NAMED = " inside";

    private record Asked(
            List<CorpusText> corpus, List<GoldQuestion> questions, Map<String, Contract> contracts, String set) {}

    @Override
    public Report run(Setting setting) {
        Asked asked = read(setting);
        Report report = new Report(asked.set());
        Paired failures = new Paired();
        List<Chunking.Header> headers = headers(setting);
        for (Chunking.Header header : headers) {
            Chunking chunking = Chunking.standard().withHeader(header);
            try (SearchedSet searched = SearchedSet.of(asked.corpus(), chunking, setting)) {
                measure(searched, asked, header, setting, failures);
            }
        }
        failures.reportMeans(report);
        String bare = name(headers.getFirst());
        for (Chunking.Header header : headers) {
            for (String ours : List.of(name(header), name(header) + NAMED)) {
                if (!ours.equals(bare)) {
                    failures.reportReduction(report, ours, bare);
                }
            }
        }
        return report;
    }

    /** Of the contracts of one half, where one is asked for, those whose parties are known, and their questions. */
    private static Asked read(Setting setting) {
        RetrievalSet set = RetrievalSet.open(setting.data(), setting.split(), "answers*.jsonl");
        List<CorpusText> corpus = set.corpus();
        List<GoldQuestion> all = GoldQuestion.join(set, set.queries(), set.answers(corpus));
        Map<String, String> texts = new HashMap<>();
        corpus.forEach(document -> texts.put(document.id(), document.text()));
        Map<String, Contract> contracts = Contract.of(all, texts);
        int half = setting.options().text("half").map(AcrossRun::half).orElse(-1);
        List<CorpusText> searched = searched(corpus, half, setting);
        List<String> ids = searched.stream().map(CorpusText::id).toList();
        List<GoldQuestion> usable = all.stream()
                .filter(question -> question.answer().answerable())
                .filter(question -> question.part().equals(".clauses"))
                .filter(question -> contracts.containsKey(question.answer().doc()))
                .filter(question -> isIn(half, question.answer().doc())
                        && ids.contains(question.answer().doc()))
                .toList();
        if (usable.isEmpty()) {
            throw new InputException(
                    "no question of '" + setting.data() + "' is about a document whose parties are known");
        }
        int sample = setting.options().integer("sample", 1, Integer.MAX_VALUE).orElse(SAMPLE);
        List<GoldQuestion> drawn = setting.limited(Setting.draw(usable, sample, Setting.seed()));
        setting.note(usable.size() + " questions about a clause of a contract with two known parties, " + drawn.size()
                + " drawn with seed " + Setting.seed() + ", among " + searched.size() + " contracts");
        return new Asked(searched, drawn, contracts, set.name());
    }

    /** All contracts, or some of the half, where that many are asked for. */
    private static List<CorpusText> searched(List<CorpusText> corpus, int half, Setting setting) {
        OptionalInt some = setting.options().integer("documents", 1, Integer.MAX_VALUE);
        List<CorpusText> ofHalf =
                corpus.stream().filter(text -> isIn(half, text.id())).toList();
        return some.isPresent() ? Setting.draw(ofHalf, some.getAsInt(), Setting.seed()) : corpus;
    }

    private static int half(String name) {
        return switch (name) {
            case "dev" -> 0;
            case "test" -> 1;
            default -> throw new InputException("--half must be dev or test, was '" + name + "'");
        };
    }

    /** The halves are told apart by the id's hash, so that no file has to say which is which. */
    private static boolean isIn(int half, String documentId) {
        return half < 0 || Math.floorMod(documentId.hashCode(), 2) == half;
    }

    private static List<Chunking.Header> headers(Setting setting) {
        return setting.options()
                .text("headers")
                .map(names -> Arrays.stream(names.split(",", -1))
                        .map(name -> Chunking.Header.valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList())
                .orElse(List.of(Chunking.Header.NONE, Chunking.DEFAULT_HEADER));
    }

    private static String name(Chunking.Header header) {
        return header.name().toLowerCase(Locale.ROOT);
    }

    private static void measure(
            SearchedSet searched, Asked asked, Chunking.Header header, Setting setting, Paired failures) {
        ClauseQuestions forms = ClauseQuestions.standard();
        for (GoldQuestion question : asked.questions()) {
            Contract contract = Objects.requireNonNull(
                    asked.contracts().get(question.answer().doc()));
            forms.of(question, contract).forEach((form, text) -> {
                add(question, form, failures, name(header), search(searched, setting, text, false));
                add(question, form, failures, name(header) + NAMED, search(searched, setting, text, true));
            });
        }
    }

    private static List<Passage> search(SearchedSet searched, Setting setting, String text, boolean named) {
        return HybridRetriever.builder(searched.index(), setting.encoder())
                .k(CUTS[CUTS.length - 1])
                .namedDocuments(named)
                .build()
                .retrieve(Inquiry.of(Question.of(text), Scope.none(), Deadline.never()))
                .passages()
                .stream()
                .map(RankedPassage::passage)
                .toList();
    }

    private static void add(
            GoldQuestion question, String form, Paired failures, String configuration, List<Passage> passages) {
        for (int k : CUTS) {
            var coverage = SpansRun.Coverage.of(question, passages.subList(0, Math.min(k, passages.size())));
            failures.add(configuration, "failure@" + k + "." + form, 1 - coverage.any());
        }
        boolean right = !passages.isEmpty()
                && passages.getFirst()
                        .locator()
                        .documentId()
                        .equals(question.answer().doc());
        failures.add(configuration, "first_from_document." + form, right ? 1 : 0);
    }
}
