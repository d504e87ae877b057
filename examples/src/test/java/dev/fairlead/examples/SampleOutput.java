package dev.fairlead.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.function.Executable;

/** What a sample prints, beside what its Javadoc says it prints. */
final class SampleOutput {
    private static final int MOST_LINES = 60;
    private static final Pattern BLOCK = Pattern.compile("<pre>\\{@code\\R(.*?)}</pre>", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("(?m)^ \\* ?");
    private static final Pattern TIME = Pattern.compile("\\b\\d+(?:\\.\\d+)? (?:ms|s)\\b");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final Pattern LEFT_OUT = Pattern.compile("(?m)^\\s*\\.\\.\\.\\s*$");

    private SampleOutput() {}

    static String of(Executable main) throws Throwable {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            main.execute();
        } finally {
            System.setOut(out);
        }
        return printed.toString(UTF_8);
    }

    /**
     * Compares, apart from times and from where lines are broken. A line of three dots stands for any lines left out.
     * Checks that the sample is short, too.
     */
    static void assertDocumented(Class<?> sample, String printed) throws IOException {
        String source =
                Files.readString(Path.of("src/main/java", sample.getName().replace('.', '/') + ".java"), UTF_8);
        assertTrue(
                source.lines().count() <= MOST_LINES,
                sample + " has " + source.lines().count() + " lines");
        Matcher block = BLOCK.matcher(source);
        assertTrue(block.find(), sample + " has no output in its Javadoc");
        String documented = COMMENT.matcher(block.group(1)).replaceAll("");
        String all = plain(printed);
        int from = 0;
        for (String part : LEFT_OUT.split(documented, -1)) {
            int at = all.indexOf(plain(part), from);
            assertTrue(
                    at >= 0 && (from > 0 || at == 0 || documented.startsWith("...")),
                    sample + " says it prints\n" + part + "\nbut prints\n" + printed);
            from = at + plain(part).length();
        }
        boolean complete = documented.strip().endsWith("...") || from == all.length();
        assertTrue(complete, sample + " prints more than it says:\n" + printed);
    }

    private static String plain(String text) {
        return WHITE_SPACE
                .matcher(TIME.matcher(text).replaceAll("TIME"))
                .replaceAll(" ")
                .strip();
    }
}
