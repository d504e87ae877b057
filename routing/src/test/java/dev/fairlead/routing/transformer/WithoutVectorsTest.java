package dev.fairlead.routing.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.routing.Pooling;
import dev.fairlead.routing.graph.TinyBert;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another JVM, started without the Vector API's module. */
class WithoutVectorsTest {
    /** What runs there. */
    static final class Training {
        private Training() {}

        public static void main(String[] arguments) {
            List<Example> examples = List.of(new Example(new int[] {1, 2, 3}, 0), new Example(new int[] {4, 5}, 1));
            FineTuned model = TransformerTrainer.builder(TinyBert.of(16, 1, 1), Pooling.CLS)
                    .threads(1)
                    .epochs(1)
                    .build()
                    .fit(examples, List.of(), 2);
            List<float[]> shares = model.probabilities(examples, 1);
            System.out.println(shares.get(0)[0] > 0.5 && shares.get(1)[1] > 0.5 ? "learnt" : "not learnt");
        }
    }

    @Test
    void training_works_and_the_log_says_that_it_is_slow() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Training.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, process.waitFor(), output);
        assertTrue(output.contains("learnt") && !output.contains("not learnt"), output);
        assertTrue(output.contains("--add-modules jdk.incubator.vector"), output);
    }
}
