package dev.fairlead;

import dev.fairlead.followup.RuleCompleter;
import dev.fairlead.generation.ChatCompleter;
import dev.fairlead.generation.ChatDrafter;
import dev.fairlead.generation.ChatResponder;
import dev.fairlead.generation.ExtractiveDrafter;
import dev.fairlead.json.ChatFiller;
import dev.fairlead.json.ExtractiveFiller;
import dev.fairlead.json.Filler;
import dev.fairlead.tool.Calculator;
import dev.fairlead.tool.DateAndTime;
import dev.langchain4j.model.chat.ChatModel;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Answers questions: routes each one, gathers evidence where it is needed, drafts, and makes the draft keep its
 * promises. The only class that knows the order of the steps. Thread-safe; blocks the calling thread, virtual or not.
 *
 * <p>Closing waits for questions in flight and closes the router it was given, which is usually built inline; retriever,
 * encoder and index belong to the host.
 */
public final class Fairlead implements AutoCloseable {
    private final Flow flow;
    private final Router router;
    private final Duration timeLimit;
    private final ReentrantReadWriteLock inFlight = new ReentrantReadWriteLock();
    private boolean closed;

    private Fairlead(Builder builder) {
        this.router = builder.router;
        this.timeLimit = builder.timeLimit.orElse(
                builder.chatModel.isPresent() ? Builder.TIME_LIMIT_WITH_MODEL : Builder.TIME_LIMIT);
        this.flow = new Flow(
                builder.chatModel.<Completer>map(ChatCompleter::of).orElseGet(RuleCompleter::new),
                builder.router,
                builder.retriever,
                builder.drafter(),
                builder.filler(),
                new Replier(builder.replies, builder.chatModel.map(ChatResponder::of)),
                List.copyOf(builder.tools),
                builder.abstainBelow,
                builder.listener);
    }

    /**
     * Starts building.
     *
     * @param retriever where evidence comes from
     * @return a builder with defaults that need no chat model
     */
    public static Builder builder(Retriever retriever) {
        return new Builder(retriever);
    }

    /**
     * Asks without a scope, as a single-user program does.
     *
     * @param question the question's text
     * @return the outcome
     * @throws IllegalArgumentException if the text is blank or too long
     * @throws FairleadException if a step failed or the deadline passed
     * @throws IllegalStateException if this was closed
     */
    public Answer ask(String question) {
        return ask(Question.of(question));
    }

    /**
     * Asks without a scope.
     *
     * @param question the question
     * @return the outcome
     * @throws FairleadException if a step failed or the deadline passed
     * @throws IllegalStateException if this was closed
     */
    public Answer ask(Question question) {
        return ask(question, Scope.none());
    }

    /**
     * Asks on somebody's behalf.
     *
     * @param scope the caller, set by the host
     * @return what asks within that scope
     */
    public Scoped within(Scope scope) {
        return new Scoped(this, Objects.requireNonNull(scope, "scope"));
    }

    private Answer ask(Question question, Scope scope) {
        inFlight.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("this Fairlead was closed");
            }
            return flow.answer(Inquiry.of(question, scope, Deadline.after(timeLimit)));
        } finally {
            inFlight.readLock().unlock();
        }
    }

    /**
     * Waits for questions in flight, then closes the router. Closing twice does nothing.
     *
     * @throws IllegalStateException if called from within a question, such as by a tool or a listener
     */
    @Override
    public void close() {
        if (inFlight.getReadHoldCount() > 0) {
            throw new IllegalStateException("close() was called from within a question, for whose end it would wait");
        }
        inFlight.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                router.close();
            }
        } finally {
            inFlight.writeLock().unlock();
        }
    }

    /** Asks within one scope. Immutable and thread-safe. */
    public static final class Scoped {
        private final Fairlead fairlead;
        private final Scope scope;

        private Scoped(Fairlead fairlead, Scope scope) {
            this.fairlead = fairlead;
            this.scope = scope;
        }

        /**
         * Asks.
         *
         * @param question the question's text
         * @return the outcome
         * @throws IllegalArgumentException if the text is blank or too long
         * @throws FairleadException if a step failed or the deadline passed
         */
        public Answer ask(String question) {
            return ask(Question.of(question));
        }

        /**
         * Asks.
         *
         * @param question the question
         * @return the outcome
         * @throws FairleadException if a step failed or the deadline passed
         */
        public Answer ask(Question question) {
            return fairlead.ask(question, scope);
        }
    }

    /** Collects settings; not thread-safe. */
    public static final class Builder {
        /** Time for a question without a chat model: a hundred times what a warm one takes. */
        static final Duration TIME_LIMIT = Duration.ofMillis(1_500);

        static final Duration TIME_LIMIT_WITH_MODEL = Duration.ofSeconds(30);
        /**
         * XQuAD's questions with an answer are abstained from in .020 of cases and those without in .550, CUAD's in .381 and
         * .839 (1,000 of each); reproduce with {@code quality answers}. At .4, by the confidence alone, they would be .05 and
         * .71, .55 and .95.
         */
        static final double ABSTAIN_BELOW = 0.3;

        private final Retriever retriever;
        private Router router = GroundedRouter.INSTANCE;
        private Optional<ChatModel> chatModel = Optional.empty();
        private Optional<Duration> timeLimit = Optional.empty();
        private List<QuestionTool> tools =
                List.of(new Calculator(), new DateAndTime(Clock.system(ZoneId.systemDefault())));
        private Replies replies = Replies.standard();
        private double abstainBelow = ABSTAIN_BELOW;
        private FairleadListener listener = new FairleadListener() {};

        private Builder(Retriever retriever) {
            this.retriever = Objects.requireNonNull(retriever, "retriever");
        }

        /**
         * Who decides how a question is answered; without one every question is answered from evidence.
         *
         * @param newRouter the router, closed together with this Fairlead
         * @return this
         */
        public Builder router(Router newRouter) {
            router = Objects.requireNonNull(newRouter, "router");
            return this;
        }

        /**
         * Lets a chat model write the answers instead of quoting sentences, and rewrite follow-ups before they are answered.
         *
         * @param model any langchain4j chat model; switch its own retries off, since the deadline governs
         * @return this
         */
        public Builder chatModel(ChatModel model) {
            chatModel = Optional.of(Objects.requireNonNull(model, "model"));
            return this;
        }

        /**
         * The tools, asked in order; replaces the calculator and the date and time tool that ship.
         *
         * @param newTools the tools, possibly none
         * @return this
         */
        public Builder tools(List<? extends QuestionTool> newTools) {
            tools = List.copyOf(newTools);
            return this;
        }

        /**
         * Replies for direct, unclear and unwanted questions; replaces those that ship.
         *
         * @param newReplies replies by intent
         * @return this
         */
        public Builder replies(Replies newReplies) {
            replies = Objects.requireNonNull(newReplies, "replies");
            return this;
        }

        /**
         * How sure retrieval must be that its evidence holds the answer.
         *
         * @param confidence smallest {@link Evidence#confidence()} that is answered, in [0, 1]; .3 unless set, 0 never abstains
         * @return this
         * @throws IllegalArgumentException if {@code confidence} is outside [0, 1]
         */
        public Builder abstainBelow(double confidence) {
            if (!(confidence >= 0 && confidence <= 1)) {
                throw new IllegalArgumentException("confidence must be in [0, 1], was " + confidence);
            }
            abstainBelow = confidence;
            return this;
        }

        /**
         * The time for a question; by default 1.5 seconds, with a chat model 30.
         *
         * @param limit from the call to its return, positive and at most a day
         * @return this
         * @throws IllegalArgumentException if {@code limit} is not positive or longer than a day
         */
        public Builder timeLimit(Duration limit) {
            if (!limit.isPositive() || limit.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("timeLimit must be in (0, 1 day], was " + limit);
            }
            timeLimit = Optional.of(limit);
            return this;
        }

        /**
         * Who is told of each answer and its trace.
         *
         * @param newListener the listener
         * @return this
         */
        public Builder listener(FairleadListener newListener) {
            listener = Objects.requireNonNull(newListener, "listener");
            return this;
        }

        /**
         * Builds.
         *
         * @return a Fairlead, to be closed by the host
         */
        public Fairlead build() {
            return new Fairlead(this);
        }

        private Filler filler() {
            return chatModel
                    .<Filler>map(model -> ChatFiller.of(model, abstainBelow))
                    .orElseGet(() -> ExtractiveFiller.of(abstainBelow));
        }

        private Drafter drafter() {
            return chatModel.<Drafter>map(ChatDrafter::of).orElseGet(() -> ExtractiveDrafter.of(retriever.encoder()));
        }
    }
}
