package dev.fairlead.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChatHostTest {
    @TempDir
    private static Path folder;

    private static OpenAiServer server;
    private static String printed = "";

    /** Completes the follow-up, answers questions from passages, and chats. */
    private static String model(String prompt) {
        if (prompt.contains("You prepare questions")) {
            return "Which law governs the Acme NDA?";
        }
        if (!prompt.contains("numbered passages")) {
            return "Good morning.";
        }
        return prompt.contains("Which law governs the Acme NDA?")
                ? "The law of England and Wales [1]."
                : "No: any right to use the materials needs the prior written consent of the Disclosing Party[1].";
    }

    @BeforeAll
    static void run() throws Throwable {
        server = new OpenAiServer(ChatHostTest::model);
        Path key = Files.writeString(folder.resolve("key.txt"), "secret-key\n");
        printed = SampleOutput.of(() -> ChatHost.main(new String[] {
            server.baseUrl(),
            "parrot",
            key.toString(),
            "samples",
            "Does the Acme NDA allow sublicensing?",
            "And which law governs it?"
        }));
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void it_prints_what_its_javadoc_says() throws IOException {
        SampleOutput.assertDocumented(ChatHost.class, printed);
    }

    @Test
    void the_model_is_asked_by_its_name_with_the_key_from_the_file() {
        assertEquals(Set.of("Bearer secret-key"), Set.copyOf(server.keys()));
        server.requests()
                .forEach(request -> assertEquals("parrot", request.get("model").asText()));
    }

    @Test
    void answers_are_the_models_with_checked_references() {
        assertTrue(printed.contains("needs the prior written consent of the Disclosing Party [1]."), printed);
        assertTrue(printed.contains("The law of England and Wales [1]."), printed);
        assertTrue(printed.contains("contracts/acme-nda.md"), printed);
    }
}
