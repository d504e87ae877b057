package dev.fairlead.benchmarks.jmh;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.TextEncoder;
import dev.fairlead.routing.OnnxTextEncoder;
import dev.fairlead.routing.Pooling;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** One text's vector by the encoder that ships and by the int8 file of the same model that langchain4j ships, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Threads(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 3,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-Xmx512m"})
public class EncoderVariants {
    private static final String PEER = "bge-small-en-v1.5-q";
    private static final String SENTENCE = "The tenant shall give notice in writing thirty days before leaving. ";

    /** Which graph. */
    @Param({"shipped", "langchain4j"})
    public String variant = "shipped";

    /** Tokens of the text, special ones included. */
    @Param({"13", "20", "128", "400"})
    public int tokens;

    private OnnxTextEncoder encoder;
    private String text = "";

    /**
     * Loads, and checks that both variants mean the same by the text.
     *
     * @throws IOException if the peer's file cannot be copied out of this jar
     */
    @Setup
    public void open() throws IOException {
        OnnxTextEncoder shipped = OnnxTextEncoder.bgeSmall();
        OnnxTextEncoder peer = peer();
        text = text(shipped);
        double cosine = encode(shipped).cosine(encode(peer));
        if (cosine < .98) {
            throw new IllegalStateException("the variants' vectors have cosine " + cosine);
        }
        encoder = variant.equals("shipped") ? shipped : peer;
        (encoder == shipped ? peer : shipped).close();
    }

    private static OnnxTextEncoder peer() throws IOException {
        Path folder = Files.createTempDirectory("peer");
        Path model = copy(PEER + ".onnx", folder);
        Path tokenizer = copy(PEER + "-tokenizer.json", folder);
        OnnxTextEncoder peer =
                OnnxTextEncoder.builder(model, tokenizer).pooling(Pooling.CLS).build();
        Files.delete(model);
        Files.delete(tokenizer);
        Files.delete(folder);
        return peer;
    }

    private static Path copy(String resource, Path folder) throws IOException {
        Path file = folder.resolve(resource);
        try (InputStream in = EncoderVariants.class.getResourceAsStream("/peer/" + resource)) {
            if (in == null) {
                throw new FileNotFoundException("/peer/" + resource + " is not on the class path");
            }
            Files.copy(in, file);
        }
        return file;
    }

    private String text(TextEncoder counting) {
        StringBuilder words = new StringBuilder();
        while (counting.countTokens(words.toString()) < tokens) {
            words.append(SENTENCE);
        }
        while (counting.countTokens(words.toString()) > tokens - 2) {
            words.setLength(words.length() - 1);
        }
        return words.toString();
    }

    private Encoding encode(TextEncoder by) {
        return by.encode(text, TextEncoder.Kind.PASSAGE, Deadline.never());
    }

    /** The vector. */
    @Benchmark
    public Encoding encode() {
        return encode(encoder);
    }

    /** Frees the encoder. */
    @TearDown
    public void close() {
        encoder.close();
    }
}
