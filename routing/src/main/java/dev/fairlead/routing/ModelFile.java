package dev.fairlead.routing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Reads whole model files, from disk or from this artifact, and hashes them. */
final class ModelFile {
    private ModelFile() {}

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read; the message says why and names the file
     */
    static byte[] read(Path path) throws IOException {
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new IOException("file " + path + " does not exist", e);
        } catch (IOException e) {
            throw new IOException("file " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a resource of this artifact.
     *
     * @param name relative to this package
     * @throws IOException if it is missing or cannot be read; the message names it
     */
    static byte[] resource(String name) throws IOException {
        try (InputStream in = ModelFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("resource " + name + " is missing from fairlead-routing");
            }
            return in.readAllBytes();
        }
    }

    /** The hexadecimal form of a finished hash. */
    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
