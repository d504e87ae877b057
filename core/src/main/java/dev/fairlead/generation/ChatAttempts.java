package dev.fairlead.generation;

import dev.fairlead.Deadline;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.FairleadException;
import dev.fairlead.GenerationException;
import dev.fairlead.GenerationRefusedException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request to a chat model with all its attempts. Used by one thread. */
final class ChatAttempts {
    static final int MAX = 3;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
    private static final int PAUSE_GROWTH = 4;
    /** Callers that were turned away together do not come back together. */
    private static final double JITTER = 0.25;

    private final ChatModel model;
    private final ChatRequest request;
    private final Deadline deadline;
    private final List<String> failures = new ArrayList<>();
    private int made;

    ChatAttempts(ChatModel model, ChatRequest request, Deadline deadline) {
        this.model = model;
        this.request = request;
        this.deadline = deadline;
    }

    int made() {
        return made;
    }

    /** How each failed attempt ended, in order. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    ChatReply run() {
        while (true) {
            try {
                return ChatReply.of(once());
            } catch (ExecutionException e) {
                afterFailure(e.getCause() == null ? e : e.getCause());
            }
        }
    }

    private ChatResponse once() throws ExecutionException {
        made++;
        FutureTask<ChatResponse> call = new FutureTask<>(() -> model.chat(request));
        Thread.ofVirtual().name("fairlead-chat").start(call);
        try {
            return call.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new DeadlineExceededException("the deadline passed while the chat model was answering" + told(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            call.cancel(true);
        }
    }

    /** Returns once it is time for another attempt. */
    private void afterFailure(Throwable thrown) {
        if (thrown instanceof FairleadException ours) {
            throw ours;
        }
        if (thrown instanceof VirtualMachineError broken && !(thrown instanceof StackOverflowError)) {
            throw broken;
        }
        ChatFailure failure = ChatFailure.of(thrown);
        failures.add(failure.text());
        if (failure.kind() == ChatFailure.Kind.LASTING) {
            throw new GenerationRefusedException("the chat model refused the request: " + failure.text(), thrown);
        }
        Duration pause = failure.pauseAskedFor().orElseGet(this::ownPause);
        boolean tooLate = pause.compareTo(deadline.remaining()) >= 0;
        if (failure.kind() == ChatFailure.Kind.BROKEN || made == MAX || tooLate) {
            String end = tooLate && failure.kind() == ChatFailure.Kind.PASSING && made < MAX
                    ? "; the pause before another attempt would have passed the deadline"
                    : "";
            throw new GenerationException("the chat model failed: " + failure.text() + told() + end, thrown);
        }
        pause(pause);
    }

    private Duration ownPause() {
        double jitter = ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER);
        return Duration.ofNanos((long) (FIRST_PAUSE.toNanos() * Math.pow(PAUSE_GROWTH, made - 1.0) * jitter));
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static GenerationException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new GenerationException("interrupted while the chat model was answering", e);
    }

    /** What a reader of the message must know of earlier attempts. */
    private String told() {
        if (made == 1) {
            return "";
        }
        List<String> before = failures.subList(0, made - 1);
        return " (attempt " + made + ", after: " + String.join("; ", before) + ")";
    }
}
