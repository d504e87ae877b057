package dev.fairlead.examples;

import dev.fairlead.Answer;
import dev.fairlead.Fairlead;
import dev.fairlead.Question;
import dev.fairlead.Turn;
import dev.fairlead.citation.CitedText;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.routing.IntentRouter;
import dev.fairlead.routing.OnnxTextEncoder;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation with a chat model behind any server that speaks OpenAI's format: {@code java -cp examples/target/fairlead.jar
 * dev.fairlead.examples.ChatHost http://localhost:11434/v1 MODEL KEYFILE examples/samples QUESTION...} prints, for example,
 *
 * <pre>{@code
 * > Does the Acme NDA allow sublicensing?
 * No: any right to use the materials needs the prior written consent of the Disclosing Party [1].
 *
 * Sources
 * Mutual Non-Disclosure Agreement (contracts/acme-nda.md)
 *   [1] s. 4.3: "The Receiving Party shall not sublicense, lend, rent, sell or otherwise make available the Disclosed
 * Materials, or any right to use them, to any third party without the prior written consent of the Disclosing Party."
 * ...
 * }</pre>
 */
public final class ChatHost {
    public static void main(String[] arguments) throws IOException {
        var model = OpenAiChatModel.builder()
                .baseUrl(arguments[0])
                .modelName(arguments[1])
                .apiKey(Files.readString(Path.of(arguments[2])).strip())
                .maxRetries(0) // Fairlead retries, within its deadline
                .build();
        try (var encoder = OnnxTextEncoder.bgeSmall();
                var index = HybridIndex.inMemory(encoder);
                var fairlead = Fairlead.builder(index.retriever())
                        .router(IntentRouter.standard(encoder))
                        .chatModel(model)
                        .build()) {
            index.add(Documents.in(Path.of(arguments[3])));
            List<Turn> turns = new ArrayList<>();
            for (String question : List.of(arguments).subList(4, arguments.length)) {
                Answer answer = fairlead.ask(Question.of(question).withTurns(turns));
                String reply = answer instanceof Answer.Answered answered
                        ? CitedText.of(answered).plainText()
                        : answer.toString(); // says why not; a host would switch over the outcomes
                turns.add(new Turn(question, reply));
                System.out.println("> " + question + "\n" + reply + "\n");
            }
        }
    }
}
