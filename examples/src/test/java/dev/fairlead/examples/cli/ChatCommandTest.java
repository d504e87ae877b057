package dev.fairlead.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Question;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types into {@code chat} what a user would, and asks chat models on loopback. */
final class ChatCommandTest {
    private static final String KEY = "cli-key-0123456789";
    private static final String NOTICE = "What notice period does the Acme NDA set?";

    @TempDir
    private static Path desk;

    @BeforeAll
    static void ingest() throws IOException {
        Path papers = Files.createDirectories(desk.resolve("papers"));
        Files.writeString(papers.resolve("acme-nda.md"), """
                # Acme NDA

                ## 7. Term

                Either party may end the Acme NDA with a notice period of ninety days. The term is two years.

                ## 8. Law

                The Acme NDA is governed by the law of Scotland.
                """);
        Files.writeString(papers.resolve("beta-lease.md"), """
                # Beta lease

                ## 2. Notice

                The tenant may end the Beta lease with a notice period of six months.
                """);
        Run.in(desk, "ingest", "papers").exits(ExitCode.DONE);
        for (String name : List.of("key", "open")) {
            Files.writeString(desk.resolve(name), "  " + KEY + "\r\n");
        }
        Files.setPosixFilePermissions(desk.resolve("key"), PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(desk.resolve("open"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(desk.resolve("empty"), " \n");
        Files.writeString(desk.resolve("two"), "one\ntwo\n");
        Files.writeString(desk.resolve("huge"), "k".repeat(20_000));
    }

    @Test
    void a_chain_of_follow_ups_is_completed_answered_and_shown_as_it_was_asked() {
        Run run = chat(NOTICE, "And in the Beta lease?", "And the deposit?").exits(ExitCode.DONE);
        run.says("ninety days", "Asked as: What notice period does the Beta lease set?", "six months");
        run.says("Asked as: What does the Beta lease say about the deposit?");
        assertFalse(run.out().startsWith("> ") || run.out().contains("\n> "), run.out());
        assertEquals("", run.err());
    }

    @Test
    void new_forgets_the_conversation_and_keeps_the_filter() {
        Run run = chat(List.of(NOTICE, "/new", "And in the Beta lease?"), "--filter", "file=acme-nda.md")
                .exits(ExitCode.DONE);
        assertFalse(run.out().contains("Asked as"), run.out());
        assertFalse(run.out().contains("six months"), run.out());
    }

    @Test
    void why_explains_the_last_answer_of_this_conversation() {
        chat(NOTICE, "/why", "/new", "/why")
                .exits(ExitCode.DONE)
                .says("before masking", "Evidence: retrieved, confidence ", "Trace: ", "sentences = ")
                .complains("Nothing was answered yet.");
    }

    @Test
    void quit_ends_it_and_so_does_the_end_of_the_input() {
        Run quit = chat("/quit", NOTICE).exits(ExitCode.DONE);
        assertEquals("", quit.out());
        Run.reading("\n \r\n\t\n" + NOTICE + "\r\n", desk, "chat")
                .exits(ExitCode.DONE)
                .says("ninety days");
    }

    @Test
    void a_person_at_a_terminal_is_prompted() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        BufferedReader typed = new BufferedReader(new StringReader("/new\n/quit\n"));
        assertEquals(ExitCode.DONE, Main.run(new Shell(typed, stream, stream, true, desk), "chat"));
        String shown = out.toString(StandardCharsets.UTF_8);
        assertTrue(shown.startsWith("Ask. /new forgets the conversation"), shown);
        assertTrue(shown.contains("> > "), shown);
    }

    @Test
    void a_question_that_cannot_be_asked_is_said_and_the_next_one_answered() {
        chat("x".repeat(Question.MAX_LENGTH * 50), "/nope", NOTICE)
                .exits(ExitCode.DONE)
                .complains("question must have at most", "No such command: /nope", "/quit ends")
                .says("ninety days");
    }

    @Test
    void a_failing_model_is_said_and_the_chat_goes_on() throws IOException {
        try (ChatServer server = ChatServer.that(
                ChatServer.error(400, "Context too long for " + KEY), ChatServer.openAi("Ninety days [1]."))) {
            chat(List.of(NOTICE, NOTICE), "--base-url", server.url(), "--model", "m", "--api-key-file", "key")
                    .exits(ExitCode.DONE)
                    .complains("the chat model refused the request: HTTP 400: Context too long")
                    .says("Ninety days [1].", "[1] \"Either party may end the Acme NDA");
        }
    }

    @Test
    void a_model_completes_follow_ups_and_sees_the_conversation() throws IOException {
        try (ChatServer server = ChatServer.that(
                ChatServer.ollama("Ninety days [1]."),
                ChatServer.ollama("How long is the notice period of the Beta lease?"),
                ChatServer.ollama("Six months [1]."))) {
            chat(
                            List.of(NOTICE, "And in the Beta lease?", "/why"),
                            "--provider",
                            "ollama",
                            "--base-url",
                            server.url(),
                            "--model",
                            "m")
                    .exits(ExitCode.DONE)
                    .says("Asked as: How long is the notice period of the Beta lease?", "Six months [1].")
                    .says("rewrite", "generate", "attempts = 1");
            assertEquals(3, server.sent().size());
            assertEquals(NOTICE, server.sent().getLast().message(1));
        }
    }

    @Test
    void a_wrong_key_is_said_once_without_the_key() throws IOException {
        try (ChatServer server = ChatServer.that(ChatServer.error(401, "Incorrect API key provided: " + KEY))) {
            Run run = ask("--base-url", server.url(), "--model", "m", "--api-key-file", "key")
                    .exits(ExitCode.MODEL_FAILED)
                    .complains("HTTP 401 (the API key is missing, wrong or without access)");
            assertFalse((run.out() + run.err()).contains(KEY), run.toString());
            assertEquals(
                    List.of("Bearer " + KEY),
                    server.sent().stream().map(ChatServer.Sent::authorization).toList());
        }
    }

    @Test
    void a_question_may_be_given_less_time() throws IOException {
        try (ChatServer server = ChatServer.that(ChatServer.silence())) {
            ask("--base-url", server.url(), "--model", "m", "--time-limit", "1")
                    .exits(ExitCode.FAILED)
                    .complains("the deadline passed", "(trying again may help)");
        }
    }

    @Test
    void a_key_others_can_read_is_used_and_warned_of() throws IOException {
        try (ChatServer server = ChatServer.that(ChatServer.openAi("Ninety days [1]."))) {
            ask("--base-url", server.url(), "--model", "m", "--api-key-file", "open")
                    .exits(ExitCode.DONE)
                    .complains("Others on this machine can read open: chmod 600 open");
            assertEquals("Bearer " + KEY, server.sent().getFirst().authorization());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "papers", "empty", "two", "huge"})
    void a_key_file_without_a_key_is_named_and_nothing_of_it_shown(String file) {
        Run run = ask("--base-url", "http://127.0.0.1:9", "--model", "m", "--api-key-file", file)
                .exits(ExitCode.NOTHING_TO_WORK_ON)
                .complains("API key file " + file);
        assertFalse(run.err().contains("kkk") || run.err().contains("one\n"), run.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--base-url=http://localhost:1",
                "--provider=ollama",
                "--api-key-file=key",
                "--model=",
                "--model=m",
                "--model=m --provider=cohere",
                "--model=m --base-url=ftp://localhost",
                "--model=m --base-url=localhost:8000",
                "--model=m --base-url=http://me:secret@localhost",
                "--model=m --base-url=http://localhost/v1?key=secret",
                "--model=m --base-url=http://loc^alhost",
                "--model=m --base-url=http://localhost:99999/v1",
                "--model=m --base-url=http://localhost/v1#secret",
                "--time-limit=0",
                "--time-limit=soon",
            })
    void a_model_that_is_not_named_well_is_wrong_usage(String options) {
        Run run = ask(options.split(" ", -1)).exits(ExitCode.USAGE);
        assertTrue(run.err().contains("--"), run.err());
        assertFalse(run.err().contains("secret"), run.err());
    }

    @Test
    void without_an_index_no_model_is_asked(@TempDir Path elsewhere) {
        Run.reading(NOTICE, elsewhere, "chat")
                .exits(ExitCode.NOTHING_TO_WORK_ON)
                .complains("There is no index");
    }

    private static Run chat(String... lines) {
        return chat(List.of(lines));
    }

    private static Run chat(List<String> lines, String... options) {
        String[] arguments =
                Stream.concat(Stream.of("chat"), Stream.of(options)).toArray(String[]::new);
        return Run.reading(String.join("\n", lines) + "\n", desk, arguments);
    }

    private static Run ask(String... options) {
        List<String> arguments = new ArrayList<>(List.of("ask"));
        arguments.addAll(List.of(options));
        arguments.add(NOTICE);
        return Run.in(desk, arguments.toArray(String[]::new));
    }
}
