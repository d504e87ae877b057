package dev.fairlead.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A chat model on loopback that speaks the chat completions of OpenAI's format and answers by a function of the prompt. */
final class OpenAiServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final UnaryOperator<String> model;
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();

    OpenAiServer(UnaryOperator<String> model) throws IOException {
        this.model = model;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::complete);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    List<String> keys() {
        return keys;
    }

    List<JsonNode> requests() {
        return requests;
    }

    private void complete(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            requests.add(request);
            StringBuilder prompt = new StringBuilder();
            request.get("messages")
                    .forEach(message ->
                            prompt.append(message.get("content").asText()).append('\n'));
            byte[] body = response(model.apply(prompt.toString())).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String response(String text) {
        ObjectNode response = JSON.createObjectNode()
                .put("id", "1")
                .put("object", "chat.completion")
                .put("created", 1)
                .put("model", "parrot");
        ObjectNode choice =
                response.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", text);
        response.putObject("usage")
                .put("prompt_tokens", 1)
                .put("completion_tokens", 1)
                .put("total_tokens", 2);
        return response.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
