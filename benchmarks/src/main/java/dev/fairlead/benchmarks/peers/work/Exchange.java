package dev.fairlead.benchmarks.peers.work;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The folder all peers read: passages to load, questions, the same questions with a stray bracket, and passages that come
 * later: the first replaces a passage of its id, the others are new.
 *
 * @param folder the folder
 */
public record Exchange(Path folder) {
    /** The lists there are. */
    public enum Part {
        /** Passages to load. */
        PASSAGES,
        /** Questions. */
        QUESTIONS,
        /** The same questions, with their own vectors, and a bracket that opens and never closes. */
        BRACKETS,
        /** Passages that come later. */
        LATER
    }

    private Path file(Part part) {
        return folder.resolve(part.name().toLowerCase(Locale.ROOT));
    }

    /**
     * Writes one list.
     *
     * @param part which
     * @param texts at least one text
     * @throws IOException if it cannot be written
     */
    public void write(Part part, List<KnownText> texts) throws IOException {
        Files.createDirectories(folder);
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file(part))))) {
            out.writeInt(texts.size());
            out.writeInt(texts.getFirst().vector().length);
            for (KnownText text : texts) {
                for (String one : new String[] {text.id(), text.text(), text.tenant()}) {
                    byte[] bytes = one.getBytes(StandardCharsets.UTF_8);
                    out.writeInt(bytes.length);
                    out.write(bytes);
                }
                for (float component : text.vector()) {
                    out.writeFloat(component);
                }
            }
        }
    }

    /**
     * Reads one list.
     *
     * @param part which
     * @return its texts, in order
     * @throws IOException if it cannot be read
     */
    public List<KnownText> read(Part part) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file(part))))) {
            int count = in.readInt();
            float[] vector = new float[in.readInt()];
            List<KnownText> texts = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                String id = string(in);
                String text = string(in);
                String tenant = string(in);
                for (int j = 0; j < vector.length; j++) {
                    vector[j] = in.readFloat();
                }
                texts.add(new KnownText(id, text, tenant, vector));
            }
            return texts;
        }
    }

    private static String string(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
