package dev.fairlead.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over several parts, each preceded by its length, so that parts cannot run into each other. Not thread-safe.
 */
public final class ContentHash {
    private final MessageDigest digest = sha256();

    /** Starts an empty hash. */
    public ContentHash() {}

    /**
     * Hashes texts.
     *
     * @param parts the texts, in order
     * @return 64 hexadecimal digits
     */
    public static String of(String... parts) {
        ContentHash hash = new ContentHash();
        for (String part : parts) {
            hash.add(part);
        }
        return hash.hex();
    }

    /**
     * Adds a text.
     *
     * @param part hashed as UTF-8
     * @return this
     */
    public ContentHash add(String part) {
        return add(part.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds bytes.
     *
     * @param part the bytes
     * @return this
     */
    public ContentHash add(byte[] part) {
        int length = part.length;
        digest.update(
                new byte[] {(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length});
        digest.update(part);
        return this;
    }

    /**
     * The hash of what was added; starts over.
     *
     * @return 64 hexadecimal digits
     */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The bare digest, for who frames the parts otherwise.
     *
     * @return a fresh SHA-256
     */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
