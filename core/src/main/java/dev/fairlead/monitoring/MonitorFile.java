package dev.fairlead.monitoring;

import dev.fairlead.Encoding;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Two windows on disk. Layout, big-endian: the format's name, window, fingerprint, then each window as its size and observations:
 * path, outcome, probability and confidence (NaN for none), the vector's length (0 for none) and components.
 */
record MonitorFile(int window, String fingerprint, List<Observation> reference, List<Observation> current) {
    private static final String FORMAT = "fairlead monitor 1";
    private static final int MAX_DIMENSION = 65_536;

    /** A whole file or none. */
    void write(Path path) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)))) {
            out.writeUTF(FORMAT);
            out.writeInt(window);
            out.writeUTF(fingerprint);
            write(reference, out);
            write(current, out);
        }
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(List<Observation> observations, DataOutputStream out) throws IOException {
        out.writeInt(observations.size());
        for (Observation observation : observations) {
            out.writeUTF(observation.path());
            out.writeUTF(observation.outcome());
            out.writeDouble(observation.probability().orElse(Double.NaN));
            out.writeDouble(observation.confidence().orElse(Double.NaN));
            float[] vector = observation.encoding().map(Encoding::vector).orElse(new float[0]);
            out.writeInt(vector.length);
            for (float component : vector) {
                out.writeFloat(component);
            }
        }
    }

    static MonitorFile read(Path path) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            if (!in.readUTF().equals(FORMAT)) {
                throw new IOException("not of the format '" + FORMAT + "'");
            }
            int window = in.readInt();
            String fingerprint = in.readUTF();
            MonitorFile file = new MonitorFile(window, fingerprint, window(in), window(in));
            if (in.read() != -1) {
                throw new IOException("it goes on after its end");
            }
            return file;
        } catch (IOException e) {
            throw new IOException("file " + path + " could not be read as a monitor's: " + e, e);
        }
    }

    private static List<Observation> window(DataInputStream in) throws IOException {
        int size = within(in.readInt(), Monitor.MAX_WINDOW, "window");
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            observations.add(new Observation(in.readUTF(), in.readUTF(), number(in), number(in), vector(in)));
        }
        return observations;
    }

    private static OptionalDouble number(DataInputStream in) throws IOException {
        double number = in.readDouble();
        return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    private static Optional<Encoding> vector(DataInputStream in) throws IOException {
        float[] vector = new float[within(in.readInt(), MAX_DIMENSION, "vector")];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = in.readFloat();
        }
        // What it cost is not kept; nobody asks a window for that.
        return vector.length == 0 ? Optional.empty() : Optional.of(Encoding.of(vector, 1, false));
    }

    private static int within(int size, int most, String what) throws IOException {
        if (size < 0 || size > most) {
            throw new IOException(what + " must have a size in [0, " + most + "], was " + size);
        }
        return size;
    }
}
