package dev.fairlead.retrieval;

import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Encoding;
import dev.fairlead.Metadata;
import dev.fairlead.TextEncoder;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Seeded random vectors that lie in clusters, documents whose text is the number of one, and the ranking by hand. */
final class ClusteredVectors implements TextEncoder {
    private static final int CLUSTER = 100;
    private static final double SPREAD = 0.1;

    private final int dimension;
    private final float[][] vectors;

    ClusteredVectors(long seed, int count, int dimension) {
        this.dimension = dimension;
        this.vectors = new float[count][];
        Random random = new Random(seed);
        float[][] centres = new float[count / CLUSTER][];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = near(new float[dimension], 1, random);
        }
        for (int i = 0; i < count; i++) {
            vectors[i] = near(centres[random.nextInt(centres.length)], SPREAD, random);
        }
    }

    /** A vector of unit length around another. */
    float[] near(float[] centre, double spread, Random random) {
        double[] sum = new double[dimension];
        double norm = 0;
        for (int i = 0; i < dimension; i++) {
            sum[i] = centre[i] + spread * random.nextGaussian();
            norm += sum[i] * sum[i];
        }
        float[] unit = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            unit[i] = (float) (sum[i] / Math.sqrt(norm));
        }
        return unit;
    }

    /** A question close to one of the passages. */
    float[] question(Random random) {
        return near(vectors[random.nextInt(vectors.length)], SPREAD / 2, random);
    }

    /** A question close to none. */
    float[] stray(Random random) {
        return near(new float[dimension], 1, random);
    }

    /** Documents of one passage; {@code hundredth} is the number modulo 100. */
    List<Document> documents(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Document.of(documentId(i), "n" + i)
                        .withTitle("")
                        .withMetadata(Metadata.of("hundredth", i % 100)))
                .toList();
    }

    static String documentId(int number) {
        return String.format(Locale.ROOT, "d%05d", number);
    }

    static int number(String passageId) {
        return Integer.parseInt(passageId.substring(1, 6));
    }

    double cosine(float[] query, String passageId) {
        return dot(query, vectors[number(passageId)]);
    }

    /** The best passages among some, by comparing all. */
    List<String> exact(float[] query, IntPredicate admitted, int depth) {
        return IntStream.range(0, vectors.length)
                .filter(admitted)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -dot(query, vectors[i])))
                .limit(depth)
                .map(i -> documentId(i) + "#00001")
                .toList();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public String fingerprint() {
        return "clustered/" + dimension;
    }

    @Override
    public int maxTokens() {
        return 512;
    }

    @Override
    public int countTokens(String text) {
        return 1;
    }

    @Override
    public Encoding encode(String text, Kind kind, Deadline deadline) {
        return Encoding.of(vectors[Integer.parseInt(text.substring(text.lastIndexOf('n') + 1))], 3, false);
    }

    @Override
    public void close() {}
}
