package dev.fairlead.benchmarks.jmh;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.Router;
import dev.fairlead.TextEncoder;
import dev.fairlead.routing.IntentRouter;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What a question costs without an index, on one thread: its vector, and the router on that vector. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Threads(1)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xmx512m"})
public class OneEncoding {
    private static final Set<RoutePath> ALL = EnumSet.allOf(RoutePath.class);

    /** The router that ships. */
    @State(Scope.Benchmark)
    public static class Routed {
        Router router;

        /** Loads. */
        @Setup
        public void build(Questions questions) {
            router = IntentRouter.standard(questions.known);
        }

        /** Closes. */
        @TearDown
        public void close() {
            router.close();
        }
    }

    /** The encoder alone. */
    @Benchmark
    public Encoding encode(Questions questions) {
        return questions.encoder.encode(questions.next(), TextEncoder.Kind.QUERY, Deadline.never());
    }

    /** The router beyond the encoder. */
    @Benchmark
    public RouteDecision routerHead(Questions questions, Routed routed) {
        Question question = Question.of(questions.next());
        return routed.router.route(Inquiry.of(question, dev.fairlead.Scope.none(), Deadline.never()), ALL);
    }
}
