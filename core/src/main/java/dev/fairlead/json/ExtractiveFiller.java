package dev.fairlead.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.AnswerContract;
import dev.fairlead.Citation;
import dev.fairlead.Draft;
import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.format.FormatAdapter;
import dev.fairlead.json.extract.Extraction;
import dev.fairlead.json.extract.Found;
import dev.fairlead.json.extract.Sought;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Fills a contract without a model: each field's description, else its name, becomes a question, and its value is read by
 * type from the sentences found. What is not found is left out; where the schema requires it, the result is broken. Every
 * value rests on a quote. Lists of objects get one item at most.
 */
public final class ExtractiveFiller implements Filler {
    private final double abstainBelow;

    private ExtractiveFiller(double abstainBelow) {
        this.abstainBelow = abstainBelow;
    }

    /**
     * A filler.
     *
     * @param abstainBelow smallest confidence of evidence that a value is read from, in [0, 1]
     * @return the filler
     */
    public static ExtractiveFiller of(double abstainBelow) {
        return new ExtractiveFiller(abstainBelow);
    }

    @Override
    public Filled fill(Inquiry inquiry, AnswerContract.Json contract, Function<String, Evidence> search) {
        Validator validator = Validator.of(contract.schema());
        Field.Group root = Field.of(validator.root());
        List<Sought> fields = sought(root);
        if (fields.size() > Extraction.MAX_FIELDS) {
            return new Filled.Broken(
                    List.of("/: without a model a schema may have at most " + Extraction.MAX_FIELDS + " fields, had "
                            + fields.size()),
                    "");
        }
        Map<String, List<Found>> found = Extraction.find(inquiry, search, abstainBelow, fields);
        long start = System.nanoTime();
        Assembly assembly = new Assembly(found);
        ObjectNode json = assembly.object(root);
        List<Violation> violations = validator.check(json);
        inquiry.record("validate", start, Map.of("fields", fields.size(), "violations", violations.size()));
        if (found.isEmpty() && violations.isEmpty()) {
            return new Filled.Nothing("nothing found that fills a field");
        }
        return violations.isEmpty()
                ? new Filled.Complete(json.toString(), assembly.citations())
                : new Filled.Broken(violations.stream().map(Violation::toString).toList(), json.toString());
    }

    /** What is to be found for a form, in its order. */
    static List<Sought> sought(Field.Group root) {
        List<Sought> fields = new ArrayList<>();
        collect(root, fields);
        return fields;
    }

    private static void collect(Field field, List<Sought> fields) {
        switch (field) {
            case Field.Group group -> group.fields().values().forEach(one -> collect(one, fields));
            case Field.Listed list -> {
                if (list.item() instanceof Field.Leaf leaf) {
                    fields.add(new Sought(list.pointer(), leaf.inside(), leaf.wanted(), true, fits(leaf)));
                } else {
                    collect(list.item(), fields);
                }
            }
            case Field.Leaf leaf ->
                fields.add(new Sought(leaf.pointer(), leaf.inside(), leaf.wanted(), false, fits(leaf)));
            case Field.Constant constant -> {
                // Nothing to find: the schema says it.
            }
        }
    }

    private static Predicate<Object> fits(Field.Leaf leaf) {
        Validator validator = Validator.ofPart(leaf.schema());
        return value -> {
            JsonNode node = Assembly.json(value);
            return validator.check(node).isEmpty();
        };
    }

    static Citation citation(int number, Draft.Source source, String pointer) {
        return new Citation(
                number,
                source.quote(),
                FormatAdapter.pinpoint(source),
                source.passage().id(),
                pointer);
    }
}
