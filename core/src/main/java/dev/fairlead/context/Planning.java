package dev.fairlead.context;

import static dev.fairlead.Evidence.Kind.RETRIEVED;
import static dev.fairlead.Evidence.Kind.WHOLE_CORPUS;
import static dev.fairlead.Evidence.Kind.WHOLE_DOCUMENTS;

import dev.fairlead.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The rules of {@link ContextBudget#plan}. */
record Planning(ContextBudget budget, ContextSizes sizes) {
    ContextPlan plan() {
        return budget.forced().map(this::forced).orElseGet(this::chosen);
    }

    private ContextPlan forced(Evidence.Kind kind) {
        OptionalLong tokens = tokens(kind);
        if (tokens.isEmpty()) {
            return plan(RETRIEVED, "set to " + words(kind) + ", but the question names none; searched instead");
        }
        if (kind != RETRIEVED && tokens.getAsLong() > budget.maxTokens()) {
            return plan(RETRIEVED, "set to " + words(kind) + ", but " + tooLong("they have", tokens.getAsLong()));
        }
        return plan(kind, "set to " + words(kind));
    }

    private ContextPlan chosen() {
        if (sizes.documents().isPresent()) {
            long tokens = sizes.documents().getAsLong();
            return tokens <= budget.maxTokens()
                    ? plan(WHOLE_DOCUMENTS, "the question is about whole documents, which have " + about(tokens))
                    : plan(RETRIEVED, "the question is about whole documents, but " + tooLong("they have", tokens));
        }
        if (budget.corpusCap() == 0 || sizes.corpus().isEmpty()) {
            return plan(RETRIEVED, "the whole corpus is not considered");
        }
        long tokens = sizes.corpus().getAsLong();
        if (tokens == 0) {
            return plan(RETRIEVED, "the corpus is empty");
        }
        if (tokens > budget.corpusCap()) {
            return plan(
                    RETRIEVED,
                    "the whole corpus has more than the " + count(budget.corpusCap()) + " tokens it may have");
        }
        return budget.spending()
                .map(spending -> priced(spending, tokens))
                .orElseGet(() -> plan(WHOLE_CORPUS, "the whole corpus fits with " + about(tokens)));
    }

    private ContextPlan priced(Spending spending, long tokens) {
        double corpus = spending.ofCorpus(tokens);
        double passages = spending.ofPassages(sizes.passages());
        String reason = String.format(
                Locale.ROOT,
                "the whole corpus of %s costs %.4g a question at %.4g an hour (cache warm in %.3f), passages %.4g, the most is %.4g",
                about(tokens),
                corpus,
                spending.questionsPerHour(),
                spending.warm(),
                passages,
                spending.maxPerQuestion());
        return plan(corpus <= Math.max(passages, spending.maxPerQuestion()) ? WHOLE_CORPUS : RETRIEVED, reason);
    }

    private ContextPlan plan(Evidence.Kind kind, String reason) {
        List<ContextPlan.Alternative> alternatives = new ArrayList<>();
        for (Evidence.Kind one : Evidence.Kind.values()) {
            tokens(one)
                    .ifPresent(tokens -> alternatives.add(new ContextPlan.Alternative(one, tokens, cost(one, tokens))));
        }
        return new ContextPlan(kind, reason, alternatives);
    }

    private OptionalLong tokens(Evidence.Kind kind) {
        return switch (kind) {
            case RETRIEVED -> OptionalLong.of(sizes.passages());
            case WHOLE_DOCUMENTS -> sizes.documents();
            case WHOLE_CORPUS -> sizes.corpus();
        };
    }

    private OptionalDouble cost(Evidence.Kind kind, long tokens) {
        if (budget.spending().isEmpty()) {
            return OptionalDouble.empty();
        }
        Spending spending = budget.spending().get();
        return OptionalDouble.of(kind == WHOLE_CORPUS ? spending.ofCorpus(tokens) : spending.ofPassages(tokens));
    }

    private String tooLong(String have, long tokens) {
        return have + " " + about(tokens) + ", more than the " + count(budget.maxTokens())
                + " of the budget; searched instead";
    }

    private static String about(long tokens) {
        return "about " + count(tokens) + " tokens";
    }

    private static String count(long tokens) {
        return String.format(Locale.ROOT, "%,d", tokens);
    }

    private static String words(Evidence.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
