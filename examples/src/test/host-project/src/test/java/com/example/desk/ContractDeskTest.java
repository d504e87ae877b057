package com.example.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContractDeskTest {
    @TempDir
    private Path folder;

    @Test
    void answersFromTheContracts() {
        try (ContractDesk desk = new ContractDesk(folder.resolve("index"), Path.of("contracts"))) {
            String answer = desk.answer("Does the Acme NDA allow sublicensing?");
            System.out.println("desk: " + answer);
            assertTrue(answer.contains("shall not sublicense the confidential information"), answer);
            assertTrue(answer.contains("acme-nda.txt"), answer);
        }
    }

    @Test
    void registersWhatItsOwnSchemaAsksFor() {
        try (ContractDesk desk = new ContractDesk(folder.resolve("index"), Path.of("contracts"))) {
            assertEquals(new ContractDesk.Register("Ireland", Optional.of(60)), desk.register("acme-nda.txt"));
            // The lease names no law, which the register requires.
            assertThrows(IllegalArgumentException.class, () -> desk.register("lease.md"));
        }
    }
}
