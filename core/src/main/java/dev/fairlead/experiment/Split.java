package dev.fairlead.experiment;

import dev.fairlead.Inquiry;
import dev.fairlead.Retriever;
import dev.fairlead.Router;
import dev.fairlead.text.ContentHash;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.Objects;
import java.util.function.Function;

/**
 * A share of the users on the challenger. Who gets it is decided by SHA-256 over the experiment's name and the unit: constant
 * over time, machines and JVMs, and independent between experiments. A larger share keeps the units of a smaller one. The trace
 * of a question says which arm served it (step {@code "experiment"}); {@link #arm} says so at any later time, when its outcome
 * becomes known. Immutable and thread-safe.
 */
public final class Split implements Experiment {
    /** A double holds every integer up to 2 to this. */
    private static final int BITS = 53;

    private final String name;
    private final double share;
    private final Function<Inquiry, String> unit;

    Split(String name, double share, Function<Inquiry, String> unit) {
        this.name = Shadow.requireName(name);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be in [0, 1], was " + share);
        }
        this.share = share;
        this.unit = Objects.requireNonNull(unit, "unit");
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * The challenger's share.
     *
     * @return share of the units, in [0, 1]
     */
    public double share() {
        return share;
    }

    /**
     * Which arm a unit has. O(length of the unit's name).
     *
     * @param unitId the user or session
     * @return its arm, always the same
     * @throws IllegalArgumentException if {@code unitId} is blank, which would put every unknown user into one arm
     */
    public Arm arm(String unitId) {
        if (unitId.isBlank()) {
            throw new IllegalArgumentException("unit of experiment '" + name + "' must not be blank");
        }
        long bits = Long.parseUnsignedLong(ContentHash.of(name, unitId).substring(0, 16), 16) >>> (Long.SIZE - BITS);
        return (double) bits / (1L << BITS) < share ? Arm.CHALLENGER : Arm.CHAMPION;
    }

    /**
     * One of two things, for what has no step of its own here: a whole {@code Fairlead}, a prompt, a setting.
     *
     * @param unitId the user or session
     * @param champion what is used today
     * @param challenger what might replace it
     * @param <T> what is compared
     * @return the thing of the unit's arm
     * @throws IllegalArgumentException if {@code unitId} is blank
     */
    public <T> T choose(String unitId, T champion, T challenger) {
        return arm(unitId) == Arm.CHALLENGER ? challenger : champion;
    }

    @Override
    public Router router(Router champion, Router challenger) {
        return new SplitRouter(this, champion, challenger);
    }

    @Override
    public Retriever retriever(Retriever champion, Retriever challenger) {
        return new SplitRetriever(this, champion, challenger);
    }

    /**
     * A chat model that stands for both. It claims only what both can do.
     *
     * @param champion the model of today
     * @param challenger the one that might replace it
     * @param unitOfRequest whom a request belongs to; a request carries no scope, so that a host that splits by user holds a
     *     {@code Fairlead} for each model and {@link #choose}s between them
     * @return the model
     */
    public ChatModel chatModel(ChatModel champion, ChatModel challenger, Function<ChatRequest, String> unitOfRequest) {
        return new SplitChatModel(this, champion, challenger, unitOfRequest);
    }

    /** The arm of the inquiry's unit. */
    Arm arm(Inquiry inquiry) {
        return arm(unit.apply(inquiry));
    }
}
