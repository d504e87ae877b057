package dev.fairlead.benchmarks.dataset;

import dev.fairlead.benchmarks.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder with {@code corpus.jsonl}, {@code queries*.jsonl}, and {@code qrels*.tsv} or {@code answers*.jsonl}.
 *
 * @param name the folder's name, followed by {@code .split} where one was asked for
 * @param folder the folder
 * @param suffix what stands between a file's name and its ending, such as {@code .test}; possibly empty
 */
public record RetrievalSet(String name, Path folder, String suffix) {
    /** In the order they are looked for; files without a split come last. */
    private static final List<String> SUFFIXES =
            List.of(".test.grouped", ".test", ".dev.grouped", ".dev", "", ".train");

    /**
     * Opens a folder.
     *
     * @param folder the folder
     * @param split the split, such as {@code test}; empty for the first of test, dev, unsplit and train that is there
     * @param target the files a split must have besides its questions, such as {@code qrels*.tsv}, with a star for the split
     * @return the set
     * @throws InputException if the folder does not have the layout
     */
    public static RetrievalSet open(Path folder, Optional<String> split, String target) {
        if (!Files.isDirectory(folder)) {
            throw new InputException("there is no folder '" + folder + "'");
        }
        if (!Files.isRegularFile(folder.resolve("corpus.jsonl"))) {
            throw new InputException("folder '" + folder + "' has no corpus.jsonl");
        }
        List<String> candidates = split.map(chosen -> List.of("." + chosen + ".grouped", "." + chosen))
                .orElse(SUFFIXES);
        String suffix = candidates.stream()
                .filter(candidate -> Files.isRegularFile(folder.resolve("queries" + candidate + ".jsonl"))
                        && Files.isRegularFile(folder.resolve(target.replace("*", candidate))))
                .findFirst()
                .orElseThrow(() -> new InputException("folder '" + folder + "' has no pair of queries*.jsonl and "
                        + target
                        + split.map(chosen -> " for split '" + chosen + "'").orElse("")));
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        return new RetrievalSet(name + split.map(chosen -> "." + chosen).orElse(""), folder, suffix);
    }

    /**
     * Reads the documents.
     *
     * @return the documents, in order
     * @throws InputException if a row is malformed or an id stands twice
     */
    public List<CorpusText> corpus() {
        Path file = folder.resolve("corpus.jsonl");
        List<CorpusText> corpus = CorpusText.read(file);
        Map<String, String> seen = new HashMap<>();
        for (CorpusText document : corpus) {
            if (seen.put(document.id(), document.text()) != null) {
                throw new InputException(file + ": document '" + document.id() + "' stands twice");
            }
        }
        return corpus;
    }

    /**
     * Reads the questions.
     *
     * @return the questions, in order
     */
    public List<Query> queries() {
        return Query.read(folder.resolve("queries" + suffix + ".jsonl"));
    }

    /**
     * Reads the judgements.
     *
     * @return the judgements
     */
    public Qrels qrels() {
        return Qrels.read(folder.resolve("qrels" + suffix + ".tsv"));
    }

    /**
     * Reads the gold answers.
     *
     * @param corpus the documents they stand in
     * @return the answer by question id
     */
    public Map<String, GoldAnswer> answers(List<CorpusText> corpus) {
        Map<String, String> texts = new HashMap<>();
        corpus.forEach(document -> texts.put(document.id(), document.text()));
        Map<String, GoldAnswer> answers = new HashMap<>();
        GoldAnswer.read(folder.resolve("answers" + suffix + ".jsonl"), texts)
                .forEach(answer -> answers.put(answer.queryId(), answer));
        return answers;
    }
}
