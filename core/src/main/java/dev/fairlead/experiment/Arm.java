package dev.fairlead.experiment;

/** The two sides of an experiment. */
public enum Arm {
    /** What answers today. */
    CHAMPION,
    /** What might replace it. */
    CHALLENGER
}
