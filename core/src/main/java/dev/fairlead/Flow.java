package dev.fairlead;

import dev.fairlead.format.FormatAdapter;
import dev.fairlead.format.FormattedDraft;
import dev.fairlead.json.Filled;
import dev.fairlead.json.Filler;
import dev.fairlead.text.ContentHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The steps of one question, in their order: route, gather, draft, format. Stateless between questions. */
record Flow(
        Completer completer,
        Router router,
        Retriever retriever,
        Drafter drafter,
        Filler filler,
        Replier replier,
        List<QuestionTool> tools,
        double abstainBelow,
        FairleadListener listener) {
    /** The intent of a question about whole documents, as the shipped classifier names it. */
    private static final String WHOLE_DOCUMENT_TASK = "whole_document_task";

    private static final System.Logger LOG = System.getLogger(Fairlead.class.getName());

    Answer answer(Inquiry asked) {
        long start = System.nanoTime();
        Inquiry completed = complete(asked);
        RouteDecision decision = route(completed);
        boolean wholeDocuments = decision.route().ground().intent().equals(WHOLE_DOCUMENT_TASK);
        Inquiry inquiry = wholeDocuments ? completed.needing(Inquiry.Need.DOCUMENTS) : completed;
        Outcome outcome = switch (decision.route()) {
            case Route.Direct direct -> direct(inquiry, direct);
            case Route.Grounded grounded -> grounded(inquiry, grounded);
            case Route.Tool tool -> tool(inquiry, tool);
            case Route.Clarify clarify -> clarify(clarify);
            case Route.Decline decline -> decline(decline);
        };
        Trace trace = new Trace(
                ContentHash.of(asked.question().text()),
                Optional.of(decision),
                inquiry.steps(),
                Duration.ofNanos(System.nanoTime() - start));
        Answer answer = outcome.with(trace);
        tell(inquiry, answer);
        return answer;
    }

    /** Before routing: a follow-up such as "and in Texas?" says too little to choose a path by. */
    private Inquiry complete(Inquiry asked) {
        if (asked.question().turns().isEmpty()) {
            return asked;
        }
        long start = System.nanoTime();
        Question completed = completer.complete(asked);
        asked.record(
                "complete",
                start,
                Map.of("changed", !completed.equals(asked.question()), "question", completed.text()));
        return completed.equals(asked.question()) ? asked : asked.about(completed);
    }

    private RouteDecision route(Inquiry inquiry) {
        long start = System.nanoTime();
        boolean prose = inquiry.question().contract() instanceof AnswerContract.Prose;
        // JSON is filled from the documents, whatever the question looks like.
        Set<RoutePath> available = prose ? paths() : EnumSet.of(RoutePath.GROUNDED);
        RouteDecision decision = router.route(inquiry, Collections.unmodifiableSet(available));
        if (!available.contains(decision.route().path())) {
            throw new RoutingException("the router chose " + decision.route().path() + ", but this host has only "
                    + available + "; a router must choose among the available paths");
        }
        inquiry.record(
                "route",
                start,
                Map.of(
                        "path", decision.route().path().name(),
                        "intent", decision.route().ground().intent(),
                        "probability", decision.route().ground().probability(),
                        "contract", prose ? "prose" : "json",
                        "reason", decision.route().ground().reason()));
        return decision;
    }

    private Set<RoutePath> paths() {
        Set<RoutePath> paths = EnumSet.of(RoutePath.GROUNDED, RoutePath.CLARIFY, RoutePath.DECLINE);
        if (replier.available()) {
            paths.add(RoutePath.DIRECT);
        }
        if (!tools.isEmpty()) {
            paths.add(RoutePath.TOOL);
        }
        return paths;
    }

    private Outcome clarify(Route.Clarify route) {
        String question = replier.given(route.ground().intent()).orElse("Could you say that in a full sentence?");
        return trace -> new Answer.Clarification(question, route.options(), trace);
    }

    private Outcome decline(Route.Decline route) {
        String reason =
                replier.given(route.ground().intent()).orElse(route.ground().reason());
        return trace -> new Answer.Declined(reason, trace);
    }

    private Outcome direct(Inquiry inquiry, Route.Direct direct) {
        Optional<String> reply = replier.reply(inquiry, direct.ground().intent());
        // Doubt falls to evidence: a direct route nobody can serve is asked of the documents.
        return reply.<Outcome>map(text -> trace -> new Answer.Answered(text, List.of(), direct, trace))
                .orElseGet(() -> grounded(inquiry, direct));
    }

    private Outcome tool(Inquiry inquiry, Route.Tool route) {
        String intent = route.ground().intent();
        List<QuestionTool> matching =
                tools.stream().filter(tool -> tool.intents().contains(intent)).toList();
        for (QuestionTool tool : matching) {
            inquiry.deadline().check("tool");
            long start = System.nanoTime();
            Optional<String> answer = run(tool, inquiry);
            inquiry.record("tool", start, Map.of("tool", tool.name(), "answered", answer.isPresent()));
            if (answer.isPresent()) {
                return trace -> new Answer.Answered(answer.get(), List.of(), route, trace);
            }
        }
        String reason = matching.isEmpty()
                ? "there is no tool here for this kind of request (" + intent.replace('_', ' ') + ")"
                : "no tool here can do this; tried: "
                        + String.join(
                                ", ", matching.stream().map(QuestionTool::name).toList());
        return trace -> new Answer.Declined(reason, trace);
    }

    private static Optional<String> run(QuestionTool tool, Inquiry inquiry) {
        try {
            return tool.answer(inquiry);
        } catch (FairleadException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ToolException("tool '" + tool.name() + "' failed: " + e.getMessage(), e);
        }
    }

    private Outcome grounded(Inquiry inquiry, Route route) {
        return switch (inquiry.question().contract()) {
            case AnswerContract.Prose prose -> drafted(inquiry, route);
            case AnswerContract.Json json -> filled(inquiry, route, json);
        };
    }

    private Outcome filled(Inquiry inquiry, Route route, AnswerContract.Json contract) {
        Question question = inquiry.question();
        List<Evidence> seen = new ArrayList<>();
        Filled filled = filler.fill(inquiry, contract, text -> {
            // The parts of a question are asked under its own filter, scope and deadline, in prose.
            Question part = new Question(text, List.of(), question.filter());
            seen.add(retrieve(inquiry.about(part).needing(Inquiry.Need.PASSAGES)));
            return seen.getLast();
        });
        Evidence best = seen.stream()
                .filter(evidence -> !evidence.isEmpty())
                .max(Comparator.comparingDouble(Evidence::confidence))
                .orElseGet(() -> new Evidence(Evidence.Kind.RETRIEVED, List.of(), 0, "nothing was found"));
        if (best.isEmpty() && !seen.isEmpty()) {
            return abstain("no document was found for this question", best);
        }
        return switch (filled) {
            case Filled.Complete complete ->
                trace -> new Answer.Answered(complete.json(), complete.citations(), route, trace);
            case Filled.Broken broken -> trace -> new Answer.Rejected(broken.violations(), broken.raw(), trace);
            case Filled.Nothing nothing -> abstain(nothing.reason(), best);
        };
    }

    private Evidence retrieve(Inquiry inquiry) {
        long start = System.nanoTime();
        Evidence evidence = retriever.retrieve(inquiry);
        inquiry.record(
                "retrieve",
                start,
                Map.of(
                        "passages",
                        evidence.passages().stream()
                                .map(ranked -> ranked.passage().id())
                                .toList(),
                        "confidence",
                        evidence.confidence(),
                        "kind",
                        evidence.kind().name()));
        return evidence;
    }

    private Outcome drafted(Inquiry inquiry, Route route) {
        Evidence evidence = retrieve(inquiry);
        if (evidence.isEmpty()) {
            return abstain("no document was found for this question", evidence);
        }
        if (evidence.confidence() < abstainBelow) {
            return abstain("nothing found that answers this", evidence);
        }
        Evidence read = drafter.readsParagraphs() ? retriever.forReading(inquiry, evidence) : evidence;
        return drafter.draft(inquiry, read)
                .map(draft -> format(inquiry, route, read, draft))
                .orElseGet(() -> abstain(drafter.silence(inquiry, read), read));
    }

    private static Outcome format(Inquiry inquiry, Route route, Evidence evidence, Draft draft) {
        long start = System.nanoTime();
        FormattedDraft formatted = FormatAdapter.adapt(draft);
        inquiry.record(
                "format",
                start,
                Map.of(
                        "citations", formatted.citations().size(),
                        "removedMarkers", formatted.removedMarkers()));
        return formatted.answers()
                ? trace -> new Answer.Answered(formatted.text(), formatted.citations(), route, trace)
                : abstain("the draft cited nothing that was found", evidence);
    }

    private static Outcome abstain(String reason, Evidence evidence) {
        return trace -> new Answer.Abstained(reason, evidence, trace);
    }

    private void tell(Inquiry inquiry, Answer answer) {
        try {
            listener.answered(inquiry, answer);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a listener failed and was ignored", e);
        }
    }

    /** An answer that lacks only its trace, which is complete once every step has ended. */
    private interface Outcome {
        Answer with(Trace trace);
    }
}
