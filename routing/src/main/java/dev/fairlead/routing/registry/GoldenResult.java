package dev.fairlead.routing.registry;

import dev.fairlead.Deadline;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.RoutePath;
import dev.fairlead.Scope;
import dev.fairlead.routing.IntentRouter;
import dev.fairlead.routing.LabelledText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a model makes of golden rows.
 *
 * @param labels the intents it knows
 * @param golden the rows
 * @param right for each row whether its most probable intent is the row's label
 */
record GoldenResult(Set<String> labels, List<LabelledText> golden, List<Boolean> right) {
    GoldenResult {
        labels = Set.copyOf(labels);
        golden = List.copyOf(golden);
        right = List.copyOf(right);
    }

    static GoldenResult of(IntentRouter router, List<String> labels, List<LabelledText> golden) {
        List<Boolean> right = new ArrayList<>();
        for (LabelledText row : golden) {
            Inquiry inquiry = Inquiry.of(Question.of(row.text()), Scope.none(), Deadline.never());
            String intent = router.route(inquiry, EnumSet.allOf(RoutePath.class))
                    .intents()
                    .getFirst()
                    .intent();
            right.add(intent.equals(row.label()));
        }
        return new GoldenResult(Set.copyOf(labels), golden, right);
    }

    double accuracy() {
        return right.stream().filter(one -> one).count() / (double) right.size();
    }

    /** Of the rows with a label. */
    List<Boolean> right(String label) {
        List<Boolean> of = new ArrayList<>();
        for (int i = 0; i < golden.size(); i++) {
            if (golden.get(i).label().equals(label)) {
                of.add(right.get(i));
            }
        }
        return of;
    }
}
