package dev.fairlead.routing;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a model is to remember of its training rows.
 *
 * @param most examples a label; 0 for none
 * @param outside the label of rows that belong to no intent, where there is one
 */
record Remembering(int most, Optional<String> outside) {
    /** The position of the label of rows that belong to no intent, -1 where there is none. */
    int outside(TrainingRows rows) {
        return outside.map(label -> rows.labels().indexOf(label)).orElse(-1);
    }

    /** What is remembered of the rows at some positions; those that belong to no intent are not. */
    Examples examples(float[][] vectors, TrainingRows rows, int[] positions) {
        int[] targets = rows.targets();
        int unknown = outside(rows);
        int[] known =
                Arrays.stream(positions).filter(i -> targets[i] != unknown).toArray();
        return Examples.of(vectors, targets, known, most);
    }
}
