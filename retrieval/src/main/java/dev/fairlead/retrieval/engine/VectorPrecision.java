package dev.fairlead.retrieval.engine;

/**
 * How vectors are compared while candidates are looked for. Exact vectors are kept beside the short ones, and every score
 * given to a caller is calculated from them.
 */
public enum VectorPrecision {
    /** The vectors as they are: four bytes a component. */
    FLOAT,
    /** One byte a component. */
    INT8,
    /**
     * One bit a component against four bits of the question's, after Gao and Long 2024,
     * https://doi.org/10.1145/3654970: the smallest to read and to walk.
     */
    ONE_BIT
}
