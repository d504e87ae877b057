package dev.fairlead;

import dev.fairlead.json.RecordSchema;
import dev.fairlead.json.SchemaText;
import dev.langchain4j.model.chat.request.json.JsonSchema;

/**
 * What an answer must be. Immutable, and safe to bind from a request: a schema is bounded, and nothing it refers to is
 * ever fetched.
 */
public sealed interface AnswerContract {
    /** Text with numbered markers, the default. */
    record Prose() implements AnswerContract {}

    /**
     * JSON that satisfies a schema. The answer comes from the documents, whatever the question looks like. A schema may refer
     * to its own definitions ({@code #/$defs/name}) but to nothing else, and must not contain itself; its patterns are
     * matched with a bound on their work.
     *
     * @param schema a JSON Schema read as draft 2020-12, formats asserted, whose root is an object
     * @param cited whether every field must be supported by a citation
     */
    record Json(String schema, boolean cited) implements AnswerContract {
        /** The longest schema, in characters. */
        public static final int MAX_LENGTH = 100_000;

        /**
         * Checks.
         *
         * @throws IllegalArgumentException if {@code schema} is longer than {@value #MAX_LENGTH} characters, too deep or too
         *     large once its references are followed, no JSON, no valid schema, refers to anything else, contains itself, or
         *     describes no object; the message holds the JSON Pointer of the fault
         */
        public Json {
            SchemaText.check(schema);
        }

        /**
         * The same schema whose fields need no citation.
         *
         * @return a new contract
         */
        public Json uncited() {
            return new Json(schema, false);
        }
    }

    /**
     * Text with numbered markers.
     *
     * @return the default contract
     */
    static AnswerContract prose() {
        return new Prose();
    }

    /**
     * JSON that satisfies a schema, each field cited.
     *
     * @param schema a JSON Schema of draft 2020-12 whose root is an object
     * @return the contract
     * @throws IllegalArgumentException as {@link Json}
     */
    static Json json(String schema) {
        return new Json(schema, true);
    }

    /**
     * JSON that satisfies a langchain4j schema, each field cited.
     *
     * @param schema the schema, whose root is an object
     * @return the contract
     * @throws IllegalArgumentException as {@link Json}
     */
    static Json json(JsonSchema schema) {
        return json(SchemaText.of(schema));
    }

    /**
     * JSON that binds to a record by {@link Answer.Answered#as}, each field cited. Components are required unless they are {@code Optional}; langchain4j's
     * {@code @Description} on a component says what belongs there.
     *
     * @param type the record: components of strings, numbers, booleans, {@link java.time.LocalDate}, {@link java.time.Period},
     *     enumerations, records, lists and optionals of these
     * @return the contract
     * @throws IllegalArgumentException if a component is of another type, or the record contains itself
     */
    static Json of(Class<? extends Record> type) {
        return json(RecordSchema.of(type));
    }
}
