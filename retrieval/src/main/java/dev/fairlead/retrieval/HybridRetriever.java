package dev.fairlead.retrieval;

import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.RankedPassage;
import dev.fairlead.Retriever;
import dev.fairlead.Rewriter;
import dev.fairlead.TextEncoder;
import dev.fairlead.Trace;
import dev.fairlead.context.ContextBudget;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.PassageIndex;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.fusion.ConvexMinMaxFusion;
import dev.fairlead.retrieval.fusion.Fusion;
import dev.fairlead.retrieval.query.NamedSearch;
import dev.fairlead.retrieval.reading.Reading;
import dev.fairlead.retrieval.whole.WholeReading;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Retrieves by words and by meaning: both legs to a constant depth, each hit that one leg missed scored there exactly,
 * both scores fused. Because the depth is constant, five passages are the first five of ten: k counts hits, before any are
 * joined for reading. Thread-safe.
 */
public final class HybridRetriever implements Retriever {
    /** How deep each leg is searched. */
    public static final int DEPTH = 100;

    /** How many passages are returned unless said otherwise; reproduce with {@code quality spans}. */
    public static final int DEFAULT_K = 5;

    /**
     * How much surer all documents together must be than the ones a question names to be preferred to them. Of .3, .5 and 1 on
     * 800 questions, .5 failed least; reproduce with {@code quality across}.
     */
    private static final double DOUBT = 0.5;

    /**
     * Evidence below this confidence is looked for again: more than what is abstained from, so that what may tip over is tried.
     */
    private static final double POOR = 0.4;

    /** About how many tokens a passage is widened to for a reader; it may grow to twice as many where hits join. */
    public static final int DEFAULT_READER_TOKENS = 500;

    /** Name of the leg by words. */
    public static final String LEXICAL = "lexical";

    /** Name of the leg by meaning. */
    public static final String DENSE = "dense";

    /** The step of a trace that holds the features of evidence and, as {@value #PROBABILITY}, what they make it worth. */
    public static final String CONFIDENCE = "confidence";

    /** The detail of {@value #CONFIDENCE} that is {@link Evidence#confidence()}; all others there are features. */
    public static final String PROBABILITY = "probability";

    private final PassageIndex index;
    private final TextEncoder encoder;
    private final int k;
    private final AskedSearch search;
    private final boolean namedDocuments;
    private final boolean asWritten;
    private final WholeReading whole;
    private final Optional<Reranking> reranking;
    private final Optional<SecondLook> secondLook;
    private final Reading reading;

    private HybridRetriever(Builder builder) {
        this.index = builder.index;
        this.encoder = builder.encoder;
        this.k = builder.k;
        this.search = new AskedSearch(new HybridSearch(builder.encoder, builder.fusion));
        this.namedDocuments = builder.namedDocuments;
        this.asWritten = builder.asWritten;
        this.whole = new WholeReading(builder.budget, builder.k);
        this.reranking = builder.reranking;
        this.secondLook = builder.secondLook ? Optional.of(new SecondLook(POOR, builder.rewriter)) : Optional.empty();
        this.reading = new Reading(builder.readerTokens);
    }

    /** The same retriever, which fuses otherwise. */
    private HybridRetriever(HybridRetriever other, Fusion fusion) {
        this.index = other.index;
        this.encoder = other.encoder;
        this.k = other.k;
        this.search = new AskedSearch(new HybridSearch(other.encoder, fusion));
        this.namedDocuments = other.namedDocuments;
        this.asWritten = other.asWritten;
        this.whole = other.whole;
        this.reranking = other.reranking;
        this.secondLook = other.secondLook;
        this.reading = other.reading;
    }

    /**
     * A retriever over any index.
     *
     * @param index where to search
     * @param encoder the encoder the index was made with
     * @return a builder
     */
    public static Builder builder(PassageIndex index, TextEncoder encoder) {
        return new Builder(index, encoder);
    }

    @Override
    public Optional<TextEncoder> encoder() {
        return Optional.of(encoder);
    }

    @Override
    public Evidence retrieve(Inquiry inquiry) {
        Within within = new Within(inquiry.scope(), inquiry.question().filter());
        try (IndexSnapshot snapshot = index.snapshot()) {
            return whole.evidence(inquiry, snapshot, within, (asked, where) -> found(asked, snapshot, where));
        }
    }

    /**
     * Why {@link #retrieve} gives what it gives: retrieves again and keeps the arithmetic. Costs what retrieving costs.
     *
     * @param inquiry as for {@link #retrieve}
     * @return each hit's place in each leg, how its score came about, and what was decided on the way
     * @throws dev.fairlead.FairleadException as {@link #retrieve}
     */
    public Explanation explain(Inquiry inquiry) {
        int before = inquiry.steps().size();
        RecordedFusion recorded = new RecordedFusion(search.search().fusion());
        Evidence evidence = new HybridRetriever(this, recorded).retrieve(inquiry);
        List<Trace.Step> steps = inquiry.steps();
        return Explanation.of(inquiry, evidence, recorded, steps.subList(before, steps.size()));
    }

    @Override
    public Evidence forReading(Inquiry inquiry, Evidence evidence) {
        if (evidence.kind() != Evidence.Kind.RETRIEVED || evidence.isEmpty()) {
            return evidence;
        }
        Within within = new Within(inquiry.scope(), inquiry.question().filter());
        try (IndexSnapshot snapshot = index.snapshot()) {
            return new Evidence(
                    evidence.kind(),
                    reading.of(evidence.passages(), inquiry, snapshot, within),
                    evidence.confidence(),
                    evidence.obtained());
        }
    }

    private Evidence found(Inquiry inquiry, IndexSnapshot snapshot, Within within) {
        Asked asked = asWritten ? Asked.read(inquiry) : Asked.plain(inquiry);
        int wanted = Math.max(k, reranking.map(Reranking::depth).orElse(k));
        Look everywhere = Look.at(asked, new EvidenceSearch(search, snapshot, within, wanted));
        boolean resolve = namedDocuments && within.documents().isEmpty();
        Look look = resolve ? named(everywhere) : everywhere;
        Evidence evidence = secondLook
                .map(second -> second.better(look.found(), look.asked(), look.search()))
                .orElse(look.found().evidence());
        return best(look.asked().positive(), evidence);
    }

    /** What was asked where, and what was found. */
    private record Look(Asked asked, EvidenceSearch search, EvidenceSearch.Found found) {
        static Look at(Asked asked, EvidenceSearch search) {
            return new Look(asked, search, search.find(asked));
        }

        double confidence() {
            return found.evidence().confidence();
        }
    }

    /** The documents the question names, searched alone for what it asks of them; where doubt remains, what was found. */
    private static Look named(Look everywhere) {
        long start = System.nanoTime();
        Inquiry inquiry = everywhere.asked().positive();
        Question question = inquiry.question();
        EvidenceSearch search = everywhere.search();
        Optional<NamedSearch> named = NamedSearch.of(question.text(), search.snapshot(), search.within());
        if (named.isEmpty()) {
            return everywhere;
        }
        Set<String> documents = named.get().documents();
        Question rest = new Question(named.get().question(), question.turns(), question.filter());
        Look inside = Look.at(
                everywhere.asked().about(rest), search.in(search.within().documents(documents)));
        boolean kept = inside.confidence() >= everywhere.confidence() - DOUBT;
        inquiry.record("name", start, Map.of("documents", List.copyOf(documents), "kept", kept));
        return kept ? inside : everywhere;
    }

    /** The k best once the reranker, where there is one, has ordered what was found. */
    private Evidence best(Inquiry inquiry, Evidence found) {
        if (reranking.isEmpty()) {
            return found;
        }
        List<RankedPassage> ordered = reranking.get().apply(inquiry, found.passages());
        List<RankedPassage> kept = ordered.subList(0, Math.min(k, ordered.size()));
        // The confidence stays that of the search, on whose order it was fitted.
        return new Evidence(found.kind(), kept, found.confidence(), found.obtained() + ", reranked");
    }

    /** Settings of a {@link HybridRetriever}. Not thread-safe. */
    public static final class Builder {
        private final PassageIndex index;
        private final TextEncoder encoder;
        private int k = DEFAULT_K;
        private Fusion fusion = new ConvexMinMaxFusion();
        private boolean namedDocuments = true;
        private boolean asWritten = true;
        private ContextBudget budget = ContextBudget.documentsOnly();
        private Optional<Reranking> reranking = Optional.empty();
        private boolean secondLook = true;
        private Optional<Rewriter> rewriter = Optional.empty();
        private int readerTokens = DEFAULT_READER_TOKENS;

        private Builder(PassageIndex index, TextEncoder encoder) {
            this.index = Objects.requireNonNull(index, "index");
            this.encoder = Objects.requireNonNull(encoder, "encoder");
        }

        /**
         * How many passages to return.
         *
         * @param passages in [1, {@value HybridRetriever#DEPTH}]; {@value HybridRetriever#DEFAULT_K} unless said otherwise
         * @return this
         * @throws IllegalArgumentException if {@code passages} is out of range
         */
        public Builder k(int passages) {
            if (passages < 1 || passages > DEPTH) {
                throw new IllegalArgumentException("k must be in [1, " + DEPTH + "], was " + passages);
            }
            this.k = passages;
            return this;
        }

        /**
         * How the legs are joined.
         *
         * @param newFusion {@link ConvexMinMaxFusion} at its default weight unless said otherwise
         * @return this
         */
        public Builder fusion(Fusion newFusion) {
            this.fusion = Objects.requireNonNull(newFusion, "newFusion");
            return this;
        }

        /**
         * Whether a question that names its document, by title or party, is answered from that document alone.
         *
         * @param resolve true unless said otherwise
         * @return this
         */
        public Builder namedDocuments(boolean resolve) {
            this.namedDocuments = resolve;
            return this;
        }

        /**
         * Whether a question is taken apart as {@link dev.fairlead.retrieval.query.QuestionReading} reads it: what it excludes
         * ("but do not mention ..") counts against a passage, clause numbers, codes, amounts and quoted phrases come first where
         * they match to the letter, and several questions in one are searched apart. Otherwise it is a bag of words and a vector.
         *
         * @param read true unless said otherwise
         * @return this
         */
        public Builder asWritten(boolean read) {
            this.asWritten = read;
            return this;
        }

        /**
         * How much a chat model may be given to read: whole documents where a question asks to summarise, compare or find
         * contradictions, and the whole corpus where it fits and is worth its price. {@link Evidence#obtained()} and the step
         * {@code "plan"} say what was chosen.
         *
         * @param newBudget {@link ContextBudget#documentsOnly()} unless said otherwise, which never sends the whole corpus
         * @return this
         */
        public Builder budget(ContextBudget newBudget) {
            this.budget = Objects.requireNonNull(newBudget, "newBudget");
            return this;
        }

        /**
         * How the best passages are ordered anew.
         *
         * @param newReranking the reranker with its settings; none unless said otherwise
         * @return this
         */
        public Builder reranking(Reranking newReranking) {
            this.reranking = Optional.of(newReranking);
            return this;
        }

        /**
         * Whether poor evidence is looked for again in other words: with words of what was found, without words the documents
         * do not use, clause by clause. Costs up to three more searches where evidence is poor, and nothing where it is good.
         *
         * @param again true unless said otherwise
         * @return this
         */
        public Builder secondLook(boolean again) {
            this.secondLook = again;
            return this;
        }

        /**
         * Who rewrites a question whose evidence stays poor after all that costs little, see {@link #secondLook}.
         *
         * @param newRewriter such as {@link dev.fairlead.generation.ChatRewriter}; none unless said otherwise
         * @return this
         */
        public Builder rewriter(Rewriter newRewriter) {
            this.rewriter = Optional.of(newRewriter);
            return this;
        }

        /**
         * How long passages are for a reader of paragraphs, see {@link HybridRetriever#forReading}.
         *
         * @param tokens about how many tokens a passage is widened to, in [16, 4000];
         *     {@value HybridRetriever#DEFAULT_READER_TOKENS} unless said otherwise
         * @return this
         * @throws IllegalArgumentException if {@code tokens} is out of range
         */
        public Builder readerTokens(int tokens) {
            this.readerTokens = new Reading(tokens).tokens();
            return this;
        }

        /**
         * Makes the retriever.
         *
         * @return the retriever
         */
        public HybridRetriever build() {
            return new HybridRetriever(this);
        }
    }
}
