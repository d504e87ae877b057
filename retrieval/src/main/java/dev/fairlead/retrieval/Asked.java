package dev.fairlead.retrieval;

import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.retrieval.query.QuestionReading;
import dev.fairlead.text.Terms;
import java.util.Map;
import java.util.Optional;

/**
 * One inquiry taken apart into inquiries that share its deadline and its record of steps.
 *
 * @param positive about what the question asks for; the inquiry itself, with its vector, where nothing is excluded
 * @param excluded about what it excludes, if anything
 */
record Asked(Inquiry positive, Optional<Inquiry> excluded) {
    /** The question as one piece. */
    static Asked plain(Inquiry inquiry) {
        return new Asked(inquiry, Optional.empty());
    }

    static Asked read(Inquiry inquiry) {
        long start = System.nanoTime();
        QuestionReading reading = QuestionReading.of(inquiry.question().text());
        if (!reading.excludes()) {
            return plain(inquiry);
        }
        inquiry.record(
                "read",
                start,
                Map.of("excludedWords", Terms.of(reading.excluded()).size()));
        return new Asked(about(inquiry, reading.positive()), Optional.of(about(inquiry, reading.excluded())));
    }

    /** The same with another positive part. */
    Asked about(Question rest) {
        return new Asked(positive.about(rest), excluded);
    }

    private static Inquiry about(Inquiry inquiry, String text) {
        Question question = inquiry.question();
        return inquiry.about(new Question(text, question.turns(), question.filter(), question.contract()));
    }
}
