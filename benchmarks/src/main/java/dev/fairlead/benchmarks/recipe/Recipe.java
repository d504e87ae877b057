package dev.fairlead.benchmarks.recipe;

import dev.fairlead.benchmarks.dataset.Query;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Cuts, draws and de-duplicates. The same machine, data and numbers give the same corpus. */
record Recipe(Path data, int passages, Windows windows) {
    private static final long SEED = 20_260_101L;
    private static final int QUESTIONS = 500;
    private static final int MAX_QUESTION_LENGTH = 300;
    /** What part of the corpus each kind of source makes where there is enough of it. */
    private static final Map<String, Double> SHARES = Map.of("data", 0.4, "jdk", 0.25, "man", 0.2, "doc", 0.15);

    /** Drawn beyond what is needed, since near-duplicates fall out. */
    private static final double MARGIN = 1.5;

    private static final Path MANUALS = Path.of("/usr/share/man");
    private static final Path DOCUMENTATION = Path.of("/usr/share/doc");

    void write(CorpusFolder folder, PrintStream out) throws IOException {
        out.println("reading sources");
        Map<String, Draw> draws = new TreeMap<>();
        SHARES.keySet().forEach(group -> draws.put(group, new Draw((int) (passages * margin()), SEED)));
        Set<Integer> exact = new HashSet<>();
        long[] repeated = new long[1];
        sources(text -> windows.of(text.text()).forEach(window -> {
            if (exact.add(window.hashCode())) {
                draws.getOrDefault(group(text.source()), new Draw(0, 0))
                        .offer(new SourceText(text.source(), text.name(), window));
            } else {
                repeated[0]++;
            }
        }));
        Kept kept = withoutRepeats(mixed(draws));
        String remarks = String.format(
                Locale.ROOT,
                "seed %d, windows of %d tokens every %d: %,d offered, %,d exact repeats left out; of %,d drawn, %,d near-duplicates "
                        + "left out%n%,d passages: %s%n",
                SEED,
                windows.tokens(),
                windows.stride(),
                draws.values().stream().mapToLong(Draw::offered).sum(),
                repeated[0],
                kept.looked(),
                kept.looked() - kept.windows().size(),
                kept.windows().size(),
                counts(kept.windows()));
        folder.write(kept.windows(), questions(), remarks);
    }

    /** Windows that overlap repeat one another by design. */
    private boolean overlap() {
        return windows.stride() < windows.tokens();
    }

    private double margin() {
        return overlap() ? 1 : MARGIN;
    }

    private static String group(String source) {
        return source.startsWith("data/") ? "data" : source;
    }

    /** Each group's share first, in a seeded order; then what is left, for machines that lack a group. */
    private List<SourceText> mixed(Map<String, Draw> draws) {
        List<SourceText> mixed = new ArrayList<>();
        List<SourceText> rest = new ArrayList<>();
        draws.forEach((group, draw) -> {
            List<SourceText> drawn = draw.drawn();
            int quota = Math.min(drawn.size(), (int) (passages * margin() * SHARES.getOrDefault(group, 0.0)));
            mixed.addAll(drawn.subList(0, quota));
            rest.addAll(drawn.subList(quota, drawn.size()));
        });
        Collections.shuffle(mixed, new Random(SEED));
        mixed.addAll(rest);
        return mixed;
    }

    private record Kept(List<SourceText> windows, int looked) {}

    private Kept withoutRepeats(List<SourceText> candidates) {
        NearDuplicates near = new NearDuplicates();
        List<SourceText> kept = new ArrayList<>();
        int looked = 0;
        while (kept.size() < passages && looked < candidates.size()) {
            SourceText window = candidates.get(looked++);
            if (overlap() || !near.repeats(window.text())) {
                kept.add(window);
            }
        }
        return new Kept(kept, looked);
    }

    private void sources(Consumer<SourceText> sink) {
        SourceTexts.data(data, sink);
        SourceTexts.jdk(Path.of(System.getProperty("java.home"), "lib", "src.zip"), sink);
        SourceTexts.manuals("man", MANUALS, sink);
        SourceTexts.manuals("doc", DOCUMENTATION, sink);
    }

    private static Map<String, Integer> counts(List<SourceText> passages) {
        Map<String, Integer> counts = new TreeMap<>();
        passages.forEach(passage -> counts.merge(passage.source(), 1, Integer::sum));
        return counts;
    }

    /** Distinct questions of every set below the data folder, a seeded draw. */
    private List<String> questions() {
        Set<String> distinct = new LinkedHashSet<>();
        try (Stream<Path> files = Files.walk(data, 2)) {
            files.filter(path -> path.getFileName().toString().matches("queries(\\.(test|dev|train))?\\.jsonl"))
                    .sorted()
                    .forEach(file -> Query.read(file).forEach(query -> distinct.add(query.text())));
        } catch (IOException e) {
            throw new UncheckedIOException("questions below '" + data + "' cannot be read", e);
        }
        List<String> questions = new ArrayList<>(distinct);
        questions.removeIf(question -> question.length() > MAX_QUESTION_LENGTH);
        Collections.shuffle(questions, new Random(SEED));
        return questions.subList(0, Math.min(QUESTIONS, questions.size()));
    }
}
