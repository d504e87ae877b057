package dev.fairlead.examples;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ContractsAssistantTest {
    private static String printed = "";

    @BeforeAll
    static void run() throws Throwable {
        printed = SampleOutput.of(() -> ContractsAssistant.main(new String[] {"samples/contracts"}));
    }

    @Test
    void it_prints_what_its_javadoc_says() throws IOException {
        SampleOutput.assertDocumented(ContractsAssistant.class, printed);
    }

    @Test
    void each_client_is_answered_from_its_own_contracts_with_clauses() {
        List<String> answers = List.of(printed.split("(?m)^(?:acme|inkwell)> ", -1));
        assertTrue(answers.get(1).contains("(Mutual Non-Disclosure Agreement, s. 7.2)"), printed);
        assertTrue(answers.get(2).contains("No answer"), printed);
        assertTrue(answers.get(3).contains(", s. "), printed);
        assertFalse(answers.get(3).contains("Mutual Non-Disclosure Agreement"), printed);
    }
}
