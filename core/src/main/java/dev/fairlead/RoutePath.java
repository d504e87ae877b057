package dev.fairlead;

/** The ways a question can be answered. */
public enum RoutePath {
    /** Answered without evidence: a given reply or a model's own words. */
    DIRECT,
    /** Answered from evidence, with citations. */
    GROUNDED,
    /** Answered by a tool. */
    TOOL,
    /** A question back. */
    CLARIFY,
    /** Not answered, with a reason. */
    DECLINE
}
