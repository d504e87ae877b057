package dev.fairlead.benchmarks.recipe;

import dev.fairlead.Access;
import dev.fairlead.Filter;
import dev.fairlead.Metadata;
import dev.fairlead.Scope;
import dev.fairlead.retrieval.engine.Within;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Which passages of an index with access lists a benchmarked question may see. */
public enum Constraint {
    /** All of them: one principal that every list holds. */
    NONE(100, 1),
    /** A hundredth, by one principal. */
    SCOPE_1(1, 1),
    /** A tenth, by one principal. */
    SCOPE_10(10, 1),
    /** Twenty principals that together may see a fiftieth. */
    LIST_2(2, 20),
    /** Twenty principals that together may see a tenth. */
    LIST_10(10, 20),
    /** Twenty principals that together may see two fifths. */
    LIST_40(40, 20),
    /** A tenth, by a filter on metadata. */
    FILTER(10, 0);

    private static final String TENTH = "tenth";
    private static final String ASKED = "3";
    private static final int PERCENT = 100;

    private final int percent;
    private final int principals;

    Constraint(int percent, int principals) {
        this.percent = percent;
        this.principals = principals;
    }

    /**
     * The constraint as the index takes it.
     *
     * @return scope and filter
     */
    public Within within() {
        return this == FILTER
                ? new Within(Scope.principals(principal(NONE, 0)), Filter.equalTo(TENTH, ASKED))
                : Within.scope(Scope.principals(IntStream.range(0, principals)
                        .mapToObj(group -> principal(this, group))
                        .toArray(String[]::new)));
    }

    /**
     * Whether a passage may be found.
     *
     * @param number which document of the corpus it is, from 0
     * @return true if it is inside
     */
    public boolean admits(int number) {
        return this == FILTER
                ? tenth(number).equals(ASKED)
                : Math.floorMod(mix(number + ((long) name().hashCode() << Integer.SIZE)), PERCENT) < percent;
    }

    /**
     * How many passages may be found.
     *
     * @param passages size of the corpus
     * @return the number admitted
     */
    public long count(int passages) {
        IntPredicate admitted = this::admits;
        return IntStream.range(0, passages).filter(admitted).count();
    }

    /** The access list of a document: one principal for each constraint that admits it. */
    static Access access(int number) {
        List<String> names = new ArrayList<>();
        for (Constraint constraint : values()) {
            if (constraint != FILTER && constraint.admits(number)) {
                names.add(principal(constraint, Math.floorMod(mix(~number), constraint.principals)));
            }
        }
        return Access.principals(names.toArray(String[]::new));
    }

    static Metadata facts(int number) {
        return Metadata.of(TENTH, tenth(number));
    }

    private static String principal(Constraint constraint, int group) {
        return constraint.name().toLowerCase(Locale.ROOT) + "-" + group;
    }

    private static String tenth(int number) {
        return String.valueOf(number % 10);
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
