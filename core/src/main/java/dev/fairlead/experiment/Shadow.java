package dev.fairlead.experiment;

import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.Retriever;
import dev.fairlead.RouteDecision;
import dev.fairlead.Router;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * The challenger decides, the champion answers. The challenger starts once the champion has its result, on the host's executor,
 * with an inquiry, a record of steps and a deadline of its own: it neither delays nor breaks an answer nor shows in its trace,
 * though it uses the same processors and encoder. At most {@value #MAX_UNDER_WAY} run or wait at a time; beyond that, where the
 * executor refuses, and after closing it is skipped. What it throws is counted and handed over, not thrown.
 *
 * <p>A disagreement is logged at {@code INFO} with the hash of the question and what each side decided, never its text; a failure
 * at {@code WARNING}. Counts are of everything this shadow stands behind. Challengers must have no side effects. Thread-safe.
 */
public final class Shadow implements Experiment {
    /** Most challengers that run or wait at a time. */
    public static final int MAX_UNDER_WAY = 64;

    /** Time for a router or retriever, from its start; what a question has without a chat model. */
    static final Duration TIME_LIMIT = Duration.ofMillis(1_500);

    private static final int MAX_NAME_LENGTH = 200;

    private final String name;
    private final Executor executor;
    private final Semaphore places = new Semaphore(MAX_UNDER_WAY);
    private final LongAdder agreed = new LongAdder();
    private final LongAdder disagreed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder skipped = new LongAdder();

    Shadow(String name, Executor executor) {
        this.name = requireName(name);
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    static String requireName(String name) {
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "name must have 1 to " + MAX_NAME_LENGTH + " characters and not be blank, had " + name.length());
        }
        return name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Router router(Router champion, Router challenger) {
        return router(champion, challenger, shadowed -> {});
    }

    /**
     * A router that answers by the champion.
     *
     * @param champion the router of today
     * @param challenger the one that might replace it
     * @param told called after each challenge, on the thread that ran or skipped it; what it throws is logged
     * @return the router; closing it waits for the challenger that is running, and closes both
     */
    public Router router(Router champion, Router challenger, Consumer<Shadowed<Inquiry, RouteDecision>> told) {
        return new ShadowRouter(new ShadowedStep<>(this, Compared.ROUTING, told), champion, challenger);
    }

    @Override
    public Retriever retriever(Retriever champion, Retriever challenger) {
        return retriever(champion, challenger, shadowed -> {});
    }

    /**
     * A retriever that answers by the champion.
     *
     * @param champion the retriever of today
     * @param challenger the one that might replace it
     * @param told called after each challenge, on the thread that ran or skipped it; what it throws is logged
     * @return the retriever
     */
    public Retriever retriever(Retriever champion, Retriever challenger, Consumer<Shadowed<Inquiry, Evidence>> told) {
        return new ShadowRetriever(new ShadowedStep<>(this, Compared.RETRIEVAL, told), champion, challenger);
    }

    /**
     * A chat model that answers by the champion. The challenger is bounded by its own timeout: a chat request has no deadline.
     *
     * @param champion the model of today
     * @param challenger the one that might replace it
     * @param told called after each challenge, on the thread that ran or skipped it; what it throws is logged
     * @return the model
     */
    public ChatModel chatModel(
            ChatModel champion, ChatModel challenger, Consumer<Shadowed<ChatRequest, ChatResponse>> told) {
        return new ShadowChatModel(new ShadowedStep<>(this, Compared.CHAT, told), champion, challenger);
    }

    /**
     * What became of the challenges so far.
     *
     * @return the counts
     */
    public Tally tally() {
        return new Tally(agreed.sum(), disagreed.sum(), failed.sum(), skipped.sum());
    }

    /** Where challengers run. */
    Executor executor() {
        return executor;
    }

    /** One for each challenger that runs or waits. */
    Semaphore places() {
        return places;
    }

    /** Counts. */
    void count(Shadowed.Challenge<?> challenge) {
        switch (challenge) {
            case Shadowed.Challenge.Ran<?> ran -> (ran.agrees() ? agreed : disagreed).increment();
            case Shadowed.Challenge.Failed<?> failure -> failed.increment();
            case Shadowed.Challenge.Skipped<?> left -> skipped.increment();
        }
    }

    /**
     * Counts of challenges.
     *
     * @param agreed same result as the champion
     * @param disagreed another result
     * @param failed ended in an exception
     * @param skipped not run
     */
    public record Tally(long agreed, long disagreed, long failed, long skipped) {}
}
