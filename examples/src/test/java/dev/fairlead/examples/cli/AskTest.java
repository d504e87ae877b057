package dev.fairlead.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ingests the samples as a user would, and asks about them. */
final class AskTest {
    private static final Path SAMPLES = Path.of("samples").toAbsolutePath();
    private static final Pattern QUOTE = Pattern.compile("\\[1] \"(.*?)\"\\R\\s+(\\S+?),", Pattern.DOTALL);

    @TempDir
    private static Path desk;

    @BeforeAll
    static void ingest() {
        Run.in(desk, "ingest", SAMPLES.toString())
                .exits(ExitCode.DONE)
                .says(" added, 0 updated, 0 unchanged, 0 failed", "passages/s", "index .fairlead: ", "MB on disk");
    }

    @Test
    void ingesting_again_costs_nothing() {
        Run.in(desk, "ingest", SAMPLES.toString())
                .exits(ExitCode.DONE)
                .says("0 added, 0 updated", "0 passages encoded");
    }

    @Test
    void an_answer_shows_the_exact_clause_with_file_and_section_the_route_and_the_time_of_each_step()
            throws IOException {
        Run run = ask("--filter", "file=acme-nda.md", "Is sublicensing allowed under the NDA?")
                .exits(ExitCode.DONE);
        Matcher quote = QUOTE.matcher(run.out());
        assertTrue(quote.find(), run.out());
        assertEquals("contracts/acme-nda.md", quote.group(2));
        assertTrue(Files.readString(SAMPLES.resolve(quote.group(2))).contains(quote.group(1)), run.out());
        run.says("shall not sublicense", "4. Restrictions on Use", "route  grounded (document_question, probability ");
        for (String step : new String[] {"route", "encode", "lexical", "dense", "fuse", "load", "extract", "format"}) {
            assertTrue(
                    Pattern.compile("time .*\\b" + step + " \\d+\\.\\d ms")
                            .matcher(run.out())
                            .find(),
                    run.out());
        }
    }

    @Test
    void the_question_may_stand_without_quotation_marks() {
        ask("--filter", "file=acme-nda.md", "Is", "sublicensing", "allowed", "under", "the", "NDA?")
                .exits(ExitCode.DONE)
                .says("shall not sublicense");
    }

    @Test
    void a_filter_keeps_other_documents_out() {
        Run run = ask(
                "--explain",
                "--k",
                "10",
                "--filter",
                "folder=policies",
                "--filter",
                "format!=plain",
                "How much notice is needed?");
        assertTrue(run.out().contains("policies/"), run.out());
        assertFalse(run.out().contains("contracts/"), run.out());
        assertFalse(run.out().contains("returns-and-refunds.txt"), run.out());
    }

    @Test
    void a_filter_that_matches_nothing_ends_without_an_answer() {
        ask("--filter", "folder=nowhere", "What does the NDA say about sublicensing?")
                .exits(ExitCode.NO_ANSWER)
                .says("No answer: no document was found");
    }

    @Test
    void an_explanation_shows_paths_intents_hits_legs_confidence_and_trace() {
        ask("--explain", "--k", "3", "Does the Acme NDA allow sublicensing?")
                .says("before masking", "after masking", "document_question", "out_of_scope")
                .says("Within: ", "Evidence: retrieved, confidence ", " 3. score ", "lexical  rank", "x weight 0.50")
                .says("Trace: ", "encoder = ", "tokens = ", "candidates = ", "sentences = ");
    }

    @Test
    void what_the_documents_do_not_say_is_not_made_up() {
        ask("Does the firm offer a gym membership?")
                .exits(ExitCode.NO_ANSWER)
                .says("No answer: ", "The closest passages, none of which answers it:");
    }

    @Test
    void an_action_without_a_tool_is_declined() {
        ask("Book a table for two at eight tonight").exits(ExitCode.NO_ANSWER).says("Declined: there is no tool");
    }

    @Test
    void an_unclear_question_is_asked_back_which_is_no_failure() {
        ask("and the other one?").exits(ExitCode.DONE).says("route  clarify");
    }

    @Test
    void a_sum_needs_no_document() {
        ask("What is 15 % of 2,480?").exits(ExitCode.DONE).says("372", "route  tool (calculation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--filter=folder", "--filter=pages>=many", "--k=0", "--k=101", "--k=five", "--nope"})
    void a_wrong_option_is_named_with_the_way_to_help(String option) {
        ask(option, "What does the NDA say?").exits(ExitCode.USAGE).complains(option.replaceFirst("=.*", ""));
    }

    @Test
    void a_blank_question_is_wrong_usage() {
        ask(" ").exits(ExitCode.USAGE).complains("question must not be blank");
    }

    @Test
    void a_route_is_shown_without_an_index(@TempDir Path elsewhere) throws IOException {
        Run.in(elsewhere, "route", "--explain", "hello there")
                .exits(ExitCode.DONE)
                .says("route  direct (small_talk, probability ", "before masking", "general_knowledge", "encoder = ");
        try (var files = Files.list(elsewhere)) {
            assertEquals(0, files.count());
        }
    }

    private static Run ask(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "ask";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Run.in(desk, all);
    }
}
