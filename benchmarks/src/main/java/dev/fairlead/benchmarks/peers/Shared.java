package dev.fairlead.benchmarks.peers;

import dev.fairlead.Deadline;
import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.dataset.Query;
import dev.fairlead.benchmarks.peers.work.Exchange;
import dev.fairlead.benchmarks.peers.work.Exchange.Part;
import dev.fairlead.benchmarks.peers.work.KnownText;
import dev.fairlead.benchmarks.report.Progress;
import dev.fairlead.benchmarks.vector.PerturbedVectors;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Prepares what all peers share. Beyond the passages of the set there may be fillers: the first half of one passage and the
 * second half of another, with the vector of a real one moved at random. They make a large store whose times can be
 * compared; what is found among them says less.
 */
final class Shared {
    /** Passages that are added one by one. */
    static final int LATER = 5;

    static final int TENANTS = 10;
    private static final long SEED = 20_261_128L;

    private final TextEncoder encoder;
    private final Exchange exchange;

    Shared(TextEncoder encoder, Exchange exchange) {
        this.encoder = encoder;
        this.exchange = exchange;
    }

    /**
     * Writes everything.
     *
     * @param corpus the set's passages
     * @param queries its questions
     * @param passages how many passages to load; those of the set where that is more
     * @param out where progress goes
     * @throws IOException if it cannot be written
     */
    void write(List<CorpusText> corpus, List<Query> queries, int passages, PrintStream out) throws IOException {
        Progress progress = new Progress("passages encoded", corpus.size(), out);
        List<KnownText> real = new ArrayList<>();
        for (CorpusText text : corpus) {
            String whole = (text.title() + "\n" + text.text()).strip();
            real.add(known(text.id(), whole, real.size(), TextEncoder.Kind.PASSAGE));
            progress.one();
        }
        progress.end();
        List<KnownText> fillers = fillers(real, Math.max(0, passages - real.size()) + LATER + 1);
        List<KnownText> later = new ArrayList<>(fillers.subList(0, LATER + 1));
        KnownText first = later.getFirst();
        later.set(
                0,
                new KnownText(
                        real.getFirst().id(), first.text(), real.getFirst().tenant(), first.vector()));
        List<KnownText> loaded = new ArrayList<>(real);
        loaded.addAll(fillers.subList(LATER + 1, fillers.size()));
        exchange.write(Part.PASSAGES, loaded);
        exchange.write(Part.LATER, later);
        List<KnownText> questions = queries.stream().map(this::question).toList();
        exchange.write(Part.QUESTIONS, questions);
        exchange.write(
                Part.BRACKETS,
                questions.stream()
                        .map(one -> new KnownText(one.id(), one.text() + " (", "", one.vector()))
                        .toList());
    }

    private KnownText question(Query query) {
        return new KnownText(query.id(), query.text(), "", vector(query.text(), TextEncoder.Kind.QUERY));
    }

    private KnownText known(String id, String text, int place, TextEncoder.Kind kind) {
        return new KnownText(id, text, "t" + place % TENANTS, vector(text, kind));
    }

    private float[] vector(String text, TextEncoder.Kind kind) {
        return encoder.encode(text, kind, Deadline.never()).vector();
    }

    /** Those that come later stand first; the others go on with the tenants where the real ones end. */
    private List<KnownText> fillers(List<KnownText> real, int count) {
        Random random = new Random(SEED);
        // Not closed, since it would close the encoder, which is the caller's.
        TextEncoder moved = new PerturbedVectors(
                encoder, real.stream().map(KnownText::vector).toList());
        List<KnownText> fillers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String front = real.get(random.nextInt(real.size())).text();
            String back = real.get(random.nextInt(real.size())).text();
            String text = front.substring(0, cut(front)) + " " + back.substring(cut(back)) + " " + i;
            float[] vector = moved.encode(text, TextEncoder.Kind.PASSAGE, Deadline.never())
                    .vector();
            int place = Math.floorMod(real.size() + i - LATER - 1, TENANTS);
            fillers.add(new KnownText("filler-" + i, text, "t" + place, vector));
        }
        return fillers;
    }

    /** The first white space of the second half, so that no character or word is cut in two. */
    private static int cut(String text) {
        int space = text.indexOf(' ', text.length() / 2);
        return space < 0 ? text.length() : space;
    }
}
