package dev.fairlead.retrieval;

import dev.fairlead.Document;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Has an index open for writing in a JVM of its own, and does as it is told a line at a time. */
final class HoldingMain {
    private HoldingMain() {}

    /**
     * Says {@code open}, then answers each line with {@code done}: the id of a document to add, or {@code commit}.
     *
     * @param args the index
     * @throws IOException if the standard input cannot be read
     */
    @SuppressWarnings("SystemOut") // how a process answers
    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (HybridIndex index = HybridIndex.open(Path.of(args[0]), new WordEncoder())) {
            System.out.println("open");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("commit")) {
                    index.commit();
                } else {
                    index.add(Document.of(line, "Text of " + line + "."));
                }
                System.out.println("done");
            }
        }
    }
}
