package dev.fairlead.examples;

import dev.fairlead.Access;
import dev.fairlead.Answer;
import dev.fairlead.Fairlead;
import dev.fairlead.Filter;
import dev.fairlead.Question;
import dev.fairlead.Scope;
import dev.fairlead.citation.CitationStyle;
import dev.fairlead.citation.CitedText;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.routing.OnnxTextEncoder;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Contracts of two clients in one index, each of whom sees its own alone: {@code java -cp examples/target/fairlead.jar
 * dev.fairlead.examples.ContractsAssistant examples/samples/contracts} prints
 *
 * <pre>{@code
 * acme> How much written notice must a party give to terminate the agreement?
 * 7.2 Either party may terminate this Agreement at any time by giving the other not less than 30 days' written notice.
 * (Mutual Non-Disclosure Agreement, s. 7.2)
 * inkwell> How much written notice must a party give to terminate the agreement?
 * No answer: no document was found for this question
 * ...
 * }</pre>
 */
public final class ContractsAssistant {
    public static void main(String[] arguments) {
        try (var encoder = OnnxTextEncoder.bgeSmall();
                var index = HybridIndex.builder(encoder).requireScope(true).build();
                var fairlead = Fairlead.builder(index.retriever())
                        .timeLimit(Duration.ofSeconds(10))
                        .build()) {
            index.add(Documents.in(Path.of(arguments[0]))
                    .access(file -> Access.tenant(file.endsWith("acme-nda.md") ? "acme" : "inkwell")));
            Question notice = Question.of("How much written notice must a party give to terminate the agreement?");
            Question nda = notice.withFilter(Filter.equalTo("file", "acme-nda.md"));
            ask(fairlead, "acme", nda);
            ask(fairlead, "inkwell", nda); // a filter narrows what the scope allows, and never widens it
            ask(fairlead, "inkwell", notice);
        }
    }

    private static void ask(Fairlead fairlead, String client, Question question) {
        Answer answer = fairlead.within(Scope.of(client)).ask(question); // the scope comes from the session
        String text = answer.toString();
        if (answer instanceof Answer.Answered answered) {
            CitedText cited = CitedText.of(answered).style(CitationStyle.LEGAL_CLAUSE);
            text = cited.withoutSources().plainText();
        }
        System.out.println(client + "> " + question.text() + "\n" + text);
    }
}
