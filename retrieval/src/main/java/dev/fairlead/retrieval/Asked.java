package dev.fairlead.retrieval;

import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.retrieval.exact.ExactParts;
import dev.fairlead.retrieval.query.QuestionReading;
import dev.fairlead.text.Terms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One inquiry taken apart into inquiries that share its deadline and its record of steps.
 *
 * @param positive about what the question asks for; the inquiry itself, with its vector, where nothing is excluded
 * @param parts about each thing it asks; where it asks one, that is {@code positive}
 * @param excluded about what it excludes, if anything
 */
record Asked(Inquiry positive, List<Part> parts, Optional<Inquiry> excluded) {
    /** One thing asked, and what in it must match to the letter. */
    record Part(Inquiry inquiry, ExactParts exact) {}

    Asked {
        parts = List.copyOf(parts);
    }

    /** The question as one piece, all its words alike. */
    static Asked plain(Inquiry inquiry) {
        Part whole = new Part(inquiry, new ExactParts(List.of(), List.of()));
        return new Asked(inquiry, List.of(whole), Optional.empty());
    }

    static Asked read(Inquiry inquiry) {
        long start = System.nanoTime();
        QuestionReading reading = QuestionReading.of(inquiry.question().text());
        Asked asked = of(inquiry, reading);
        if (reading.isStructured()) {
            inquiry.record("read", start, details(reading));
        }
        return asked;
    }

    /** The same with another positive part, which is read as well. */
    Asked about(Question rest) {
        Asked asked = of(positive.about(rest), QuestionReading.of(rest.text()));
        return new Asked(asked.positive, asked.parts, excluded);
    }

    /** Other texts in the place of what is asked, taken as they are; what is excluded stays. */
    Asked searching(List<String> texts) {
        List<Part> searches = texts.stream()
                .map(text -> new Part(about(positive, text), new ExactParts(List.of(), List.of())))
                .toList();
        return new Asked(positive, searches, excluded);
    }

    private static Asked of(Inquiry inquiry, QuestionReading reading) {
        Inquiry positive = reading.excludes() ? about(inquiry, reading.positive()) : inquiry;
        List<Part> parts = reading.parts().size() == 1
                ? List.of(new Part(positive, reading.parts().getFirst().exact()))
                : reading.parts().stream()
                        .map(part -> new Part(about(inquiry, part.text()), part.exact()))
                        .toList();
        Optional<Inquiry> excluded =
                reading.excludes() ? Optional.of(about(inquiry, reading.excluded())) : Optional.empty();
        return new Asked(positive, parts, excluded);
    }

    private static Inquiry about(Inquiry inquiry, String text) {
        Question question = inquiry.question();
        return inquiry.about(new Question(text, question.turns(), question.filter(), question.contract()));
    }

    /** Numbers only: a trace holds no text of a question. */
    private static Map<String, Object> details(QuestionReading reading) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("questions", reading.parts().size());
        details.put("excludedWords", Terms.of(reading.excluded()).size());
        details.put(
                "exactTerms",
                reading.parts().stream()
                        .mapToInt(part -> part.exact().terms().size())
                        .sum());
        details.put(
                "phrases",
                reading.parts().stream()
                        .mapToInt(part -> part.exact().phrases().size())
                        .sum());
        return details;
    }
}
