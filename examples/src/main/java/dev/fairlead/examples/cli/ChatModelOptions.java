package dev.fairlead.examples.cli;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that name a chat model. Without any of them there is none, and everything stays in this JVM. The model's own
 * retries are off and its own timeout lies beyond the question's deadline: Fairlead's policy holds.
 */
final class ChatModelOptions {
    enum Provider {
        /** OpenAI, and every server that speaks its chat completions. */
        OPENAI("https://api.openai.com/v1"),
        OLLAMA("http://localhost:11434");

        private final String address;

        Provider(String address) {
            this.address = address;
        }
    }

    /** The first question of a JVM pays for class loading and compilation; a warm one needs some 50 ms. */
    private static final Duration WITHOUT_MODEL = Duration.ofSeconds(10);
    /** A local server may have to load its model first. */
    private static final Duration WITH_MODEL = Duration.ofMinutes(2);

    private static final Duration BEYOND = Duration.ofMinutes(1);
    private static final int LAST_PORT = 65_535;
    private static final long LONGEST_SECONDS = Duration.ofDays(1).toSeconds();

    @Option(
            names = "--provider",
            paramLabel = "openai|ollama",
            description = "what the server speaks: openai, also for servers that speak like it, unless said otherwise")
    private @Nullable String provider;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "the chat model's server, such as http://localhost:8000/v1; otherwise OpenAI's, with"
                    + " --provider ollama http://localhost:11434")
    private @Nullable String baseUrl;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "lets a chat model write the answers instead of quoting sentences; the passages found and the"
                    + " question go to its server")
    private @Nullable String model;

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "holds the server's API key and nothing else; local servers need none")
    private @Nullable Path keyFile;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description = "for one question; 10 unless said otherwise, with a chat model 120")
    private @Nullable Long seconds;

    Duration timeLimit() {
        if (seconds == null) {
            return model == null ? WITHOUT_MODEL : WITH_MODEL;
        }
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            throw Refusal.usage("--time-limit must be 1 to " + LONGEST_SECONDS + ", was " + seconds);
        }
        return Duration.ofSeconds(seconds);
    }

    /** Empty where no option names one. */
    Optional<ChatModel> chatModel(Shell shell) throws IOException {
        Provider kind = kind();
        if (model == null || model.isBlank()) {
            if (provider != null || baseUrl != null || keyFile != null || model != null) {
                throw Refusal.usage("A chat model needs its name: --model NAME");
            }
            return Optional.empty();
        }
        URI server = server(baseUrl == null ? kind.address : baseUrl);
        if (kind == Provider.OPENAI && baseUrl == null && keyFile == null) {
            throw Refusal.usage("OpenAI needs a key: --api-key-file FILE; for another server: --base-url URL");
        }
        Optional<String> key = key(shell, server);
        return Optional.of(
                switch (kind) {
                    case OPENAI -> openAi(model, server, key);
                    case OLLAMA -> ollama(model, server, key);
                });
    }

    private Provider kind() {
        String name = provider == null ? Provider.OPENAI.name() : provider;
        for (Provider kind : Provider.values()) {
            if (kind.name().equals(name.toUpperCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw Refusal.usage("--provider must be openai or ollama, was " + name);
    }

    /** A key in the address would end up in logs. */
    private static URI server(String address) {
        try {
            URI uri = new URI(address);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            boolean plain = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
            boolean reachable = uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= LAST_PORT;
            if (web && plain && reachable) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw Refusal.usage("--base-url is no address: " + e.getReason());
        }
        throw Refusal.usage("--base-url must look like https://host/v1, without user, password, query or fragment");
    }

    private Optional<String> key(Shell shell, URI server) throws IOException {
        if (keyFile == null) {
            return Optional.empty();
        }
        KeyFile file = new KeyFile(keyFile, shell.resolve(keyFile));
        String key = file.key();
        PrintStream err = shell.err();
        if (file.readableByOthers()) {
            err.println("Others on this machine can read " + keyFile + ": chmod 600 " + keyFile);
        }
        if ("http".equalsIgnoreCase(server.getScheme()) && !local(server.getHost())) {
            err.println("The API key goes to " + server.getHost() + " unencrypted: use https");
        }
        return Optional.of(key);
    }

    private static boolean local(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private ChatModel openAi(String name, URI server, Optional<String> key) {
        var builder = OpenAiChatModel.builder()
                .httpClientBuilder(http())
                .baseUrl(server.toString())
                .modelName(name)
                .maxRetries(0)
                .timeout(timeLimit().plus(BEYOND));
        key.ifPresent(builder::apiKey);
        return builder.build();
    }

    private ChatModel ollama(String name, URI server, Optional<String> key) {
        var builder = OllamaChatModel.builder()
                .httpClientBuilder(http())
                .baseUrl(server.toString())
                .modelName(name)
                .maxRetries(0)
                .timeout(timeLimit().plus(BEYOND));
        key.ifPresent(bearer -> builder.customHeaders(Map.of("Authorization", "Bearer " + bearer)));
        return builder.build();
    }

    /** HTTP/1.1: some local servers drop a request that offers to switch to HTTP/2. */
    private static HttpClientBuilder http() {
        return JdkHttpClient.builder().httpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
    }
}
