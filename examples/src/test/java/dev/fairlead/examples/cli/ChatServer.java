package dev.fairlead.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A server on loopback that speaks a chat provider's format as a script says, and keeps what it was sent. */
final class ChatServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    /** How a request is answered; the latch falls when the server closes. */
    @FunctionalInterface
    interface Reply {
        void to(HttpExchange exchange, CountDownLatch closed) throws IOException, InterruptedException;
    }

    /** What came over the wire. */
    record Sent(String path, String authorization, JsonNode body) {
        String message(int index) {
            return body.get("messages").get(index).get("content").asText();
        }

        String lastMessage() {
            return message(body.get("messages").size() - 1);
        }
    }

    private ChatServer(List<Reply> script) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            sent.add(new Sent(exchange.getRequestURI().getPath(), "" + authorization, JSON.readTree(body)));
            try (exchange) {
                script.get(Math.min(sent.size(), script.size()) - 1).to(exchange, closed);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    /** The replies in order, the last one for ever. */
    static ChatServer that(Reply... script) throws IOException {
        return new ChatServer(List.of(script));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Sent> sent() {
        return sent;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** A completed chat of OpenAI's {@code /chat/completions}. */
    static Reply openAi(String content) {
        return json(openAiBody(content));
    }

    static ObjectNode openAiBody(String content) {
        ObjectNode body = JSON.createObjectNode()
                .put("id", "chatcmpl-1")
                .put("object", "chat.completion")
                .put("created", 1)
                .put("model", "wire-model-2026");
        ObjectNode choice = body.putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", content);
        body.putObject("usage")
                .put("prompt_tokens", 321)
                .put("completion_tokens", 12)
                .put("total_tokens", 333);
        return body;
    }

    /** A completed chat of Ollama's {@code /api/chat}. */
    static Reply ollama(String content) {
        ObjectNode body = JSON.createObjectNode()
                .put("model", "wire-model-2026")
                .put("created_at", "2026-01-01T00:00:00Z")
                .put("done", true)
                .put("done_reason", "stop")
                .put("prompt_eval_count", 321)
                .put("eval_count", 12);
        body.putObject("message").put("role", "assistant").put("content", content);
        return json(body);
    }

    static Reply json(JsonNode body) {
        return status(200, body.toString());
    }

    static Reply status(int status, String body) {
        return (exchange, closed) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** An error as OpenAI words it. */
    static Reply error(int status, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("message", message).put("type", "wire");
        return status(status, body.toString());
    }

    /** Accepts and never answers. */
    static Reply silence() {
        return (exchange, closed) -> closed.await();
    }

    /** A byte now and then, for ever. */
    static Reply drip() {
        return (exchange, closed) -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (!closed.await(5, TimeUnit.MILLISECONDS)) {
                    out.write(' ');
                    out.flush();
                }
            }
        };
    }

    /** Promises more than it sends before it hangs up. */
    static Reply half() {
        return (exchange, closed) -> {
            exchange.sendResponseHeaders(200, 10_000);
            exchange.getResponseBody().write("{\"id\":\"chatcmpl-1\",\"choices\":[".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        };
    }

    static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
