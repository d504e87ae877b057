package dev.fairlead.benchmarks.quality;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks for a clause in three forms. {@code named}: the category's own words, of the agreement between two parties by their
 * full names. {@code paraphrased}: other words, with the parties' short names. {@code role}: other words, of the kind of
 * document with one party's short name, where the parties are called what the contract calls them. Which template is taken
 * follows from the question's id alone.
 */
final class ClauseQuestions {
    static final String NAMED = "named";
    static final String PARAPHRASED = "paraphrased";
    static final String ROLE = "role";

    private static final String FILE = "clause-questions.txt";

    private final Map<String, Map<String, List<String>>> templates = new HashMap<>();

    private ClauseQuestions(List<String> lines) {
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] fields = line.split("\\|", 3);
                templates
                        .computeIfAbsent(fields[0], unseen -> new HashMap<>())
                        .computeIfAbsent(fields[1], unseen -> new ArrayList<>())
                        .add(fields[2]);
            }
        }
    }

    static ClauseQuestions standard() {
        try (InputStream in = Objects.requireNonNull(ClauseQuestions.class.getResourceAsStream(FILE), FILE)) {
            return new ClauseQuestions(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /** The question by form; only {@code named} where there are no templates for its category. */
    Map<String, String> of(GoldQuestion question, Contract contract) {
        Map<String, String> forms = new LinkedHashMap<>();
        String text = question.query().text();
        forms.put(
                NAMED,
                "In the agreement between " + contract.first() + " and " + contract.second() + ": "
                        + text.substring(text.indexOf(':') + 1).strip());
        String category = question.query().category().orElse("");
        template(category, "paraphrase", question)
                .ifPresent(found -> forms.put(PARAPHRASED, found.replace("{deal}", contract.deal())));
        template(category, "role", question)
                .ifPresent(found -> forms.put(
                        ROLE, found.replace("{paper}", contract.paper()).replace("{role}", contract.role())));
        return forms;
    }

    private Optional<String> template(String category, String form, GoldQuestion question) {
        List<String> ofForm = templates.getOrDefault(category, Map.of()).getOrDefault(form, List.of());
        return ofForm.isEmpty()
                ? Optional.empty()
                : Optional.of(ofForm.get(Math.floorMod(question.query().id().hashCode(), ofForm.size())));
    }
}
