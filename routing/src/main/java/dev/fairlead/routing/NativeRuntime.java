package dev.fairlead.routing;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.fairlead.routing.graph.SumProbe;
import dev.fairlead.routing.graph.UnsignedWeights;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way to ONNX Runtime: checks its version before it is touched, and opens sessions that run on the caller's thread. */
final class NativeRuntime {
    /** The version this module is built and tested with. */
    static final String TESTED = "1.28.0";

    // 1.29.0 ends the JVM inside getEnvironment() when the command line is longer than about 4 KB.
    private static final Set<String> CRASHING = Set.of("1.29.0");

    private NativeRuntime() {}

    /**
     * The environment of this process. Never closed: it belongs to everybody in the process who uses ONNX Runtime.
     *
     * @throws IllegalStateException if the version on the class path is one that crashes
     */
    static OrtEnvironment environment() {
        // A class literal does not initialise the class, so nothing native has been loaded yet.
        checkVersion(OrtEnvironment.class.getPackage().getImplementationVersion());
        return Holder.ENVIRONMENT;
    }

    static void checkVersion(@Nullable String version) {
        if (version != null && CRASHING.contains(version)) {
            throw new IllegalStateException("com.microsoft.onnxruntime:onnxruntime " + version
                    + " is on the class path and crashes the JVM; use " + TESTED + " instead");
        }
    }

    /** Opens a model that runs on one thread, the caller's; where the processor needs it, with unsigned weights. */
    static OrtSession open(byte[] model) throws OrtException {
        return session(Sums.OVERFLOW ? UnsignedWeights.of(model) : model);
    }

    private static OrtSession session(byte[] model) throws OrtException {
        OrtEnvironment environment = environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            // Failures come as exceptions; printed as well, they would land in the host's standard error.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            // Plans of memory are kept for each input shape; texts have hundreds of lengths.
            options.setMemoryPatternOptimization(false);
            return environment.createSession(model, options);
        }
    }

    /** Options of one run, as quiet as its session. */
    static OrtSession.RunOptions runOptions() throws OrtException {
        OrtSession.RunOptions options = new OrtSession.RunOptions();
        options.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        return options;
    }

    /** What this processor does with sums of eight-bit products: asked once, of ONNX Runtime itself. */
    private static final class Sums {
        static final boolean OVERFLOW = overflow();

        private static boolean overflow() {
            int[] codes = new int[SumProbe.CODES];
            Arrays.fill(codes, SumProbe.LARGEST);
            try (OrtSession session = session(SumProbe.graph());
                    OnnxTensor input = OnnxTensor.createTensor(
                            environment(), IntBuffer.wrap(codes), new long[] {1, codes.length});
                    OrtSession.RunOptions options = runOptions();
                    OrtSession.Result result = session.run(Map.of("codes", input), options)) {
                return ((float[][]) result.get(0).getValue())[0][0] != SumProbe.EXACT;
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime cannot multiply bytes: " + e.getMessage(), e);
            }
        }
    }

    private static final class Holder {
        static final OrtEnvironment ENVIRONMENT = create();

        private static OrtEnvironment create() {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try {
                environment.setTelemetry(false);
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime's telemetry could not be switched off", e);
            }
            return environment;
        }
    }
}
