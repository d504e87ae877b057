package dev.fairlead.routing.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.RoutingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Which version was current when, one line a change, only ever appended to: {@code {"promote": 2, "at": ..}} or {@code
 * {"rollBack": true, "at": ..}}. A line that a dying process left unfinished says nothing.
 */
final class History {
    private static final String PROMOTE = "promote";
    private static final String ROLL_BACK = "rollBack";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    History(Path file) {
        this.file = file;
    }

    Optional<Integer> current() {
        return Optional.ofNullable(promoted().peek());
    }

    /** The version that a roll back leads to. */
    Optional<Integer> before() {
        Deque<Integer> promoted = promoted();
        promoted.poll();
        return Optional.ofNullable(promoted.peek());
    }

    void promoted(int number) {
        append(JSON.createObjectNode().put(PROMOTE, number));
    }

    void rolledBack() {
        append(JSON.createObjectNode().put(ROLL_BACK, true));
    }

    /** Promotions that stand, the newest first. */
    private Deque<Integer> promoted() {
        Deque<Integer> promoted = new ArrayDeque<>();
        try {
            String lines = Files.exists(file) ? Files.readString(file) : "";
            lines.lines().forEach(line -> apply(line, promoted));
        } catch (IOException e) {
            throw new RoutingException("history " + file + " cannot be read: " + e, e);
        }
        return promoted;
    }

    private static void apply(String line, Deque<Integer> promoted) {
        JsonNode change;
        try {
            change = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return;
        }
        int number = change.path(PROMOTE).asInt();
        if (number > 0 && !Integer.valueOf(number).equals(promoted.peek())) {
            promoted.push(number);
        } else if (change.path(ROLL_BACK).asBoolean()) {
            promoted.poll();
        }
    }

    /** Behind a line break as well, so that an unfinished line spoils itself alone. */
    private void append(ObjectNode change) {
        byte[] line = ("\n" + change.put("at", Instant.now().toString()) + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new RoutingException("history " + file + " cannot be written: " + e, e);
        }
    }
}
