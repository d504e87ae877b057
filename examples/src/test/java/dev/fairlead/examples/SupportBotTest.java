package dev.fairlead.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class SupportBotTest {
    private static String printed = "";
    private static List<String> tickets = List.of();

    @BeforeAll
    static void run() throws Throwable {
        printed = SampleOutput.of(() -> SupportBot.main(new String[] {"samples"}));
        tickets = List.of(printed.split("\\R(?=\\w+> )", -1));
    }

    @Test
    void it_prints_what_its_javadoc_says() throws IOException {
        SampleOutput.assertDocumented(SupportBot.class, printed);
    }

    @Test
    void every_ticket_ends_in_its_category() {
        assertEquals(
                List.of("returns", "machine_help", "order_status", "off_topic"),
                tickets.stream()
                        .map(ticket -> ticket.substring(0, ticket.indexOf('>')))
                        .toList());
    }

    @Test
    void documents_answer_what_is_about_goods_and_the_rest_gets_its_reply_or_is_declined() {
        assertTrue(tickets.get(0).contains("returns-and-refunds.txt, "), printed);
        assertTrue(tickets.get(1).contains("espresso-machine.md, "), printed);
        assertTrue(tickets.get(2).contains("route direct"), printed);
        assertTrue(tickets.get(3).contains("route decline"), printed);
    }
}
