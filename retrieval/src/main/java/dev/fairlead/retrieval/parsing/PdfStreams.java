package dev.fairlead.retrieval.parsing;

import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Guards against a small file whose streams unpack to more than memory holds: PDFBox unpacks a stream as a whole. Every
 * deflated stream but those of images, which reading text does not unpack, is unpacked once beforehand and counted.
 */
final class PdfStreams {
    /** A page's content has at most a few megabytes, an embedded font rarely more than thirty. */
    private static final long MAX_STREAM_BYTES = 64L << 20;

    private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "end".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_DICTIONARY = 2_048;
    private static final int SINK_BYTES = 64 << 10;

    private PdfStreams() {}

    static void requireBounded(byte[] file) throws UnreadableFileException {
        byte[] sink = new byte[SINK_BYTES];
        for (int at = next(file, 0); at >= 0; at = next(file, at)) {
            if (!isImage(file, at) && inflated(file, dataStart(file, at), sink) > MAX_STREAM_BYTES) {
                throw new UnreadableFileException(
                        "a part of it unpacks to more than " + (MAX_STREAM_BYTES >> 20) + " MB");
            }
        }
    }

    /** The index after the next {@code stream} that is no {@code endstream}, or -1. */
    private static int next(byte[] file, int from) {
        for (int i = from; i + STREAM.length < file.length; i++) {
            if (matches(file, i, STREAM) && !matches(file, i - END.length, END)) {
                return i + STREAM.length;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] file, int at, byte[] word) {
        if (at < 0 || at + word.length > file.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (file[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static int dataStart(byte[] file, int at) {
        int start = at;
        while (start < file.length && (file[start] == '\r' || file[start] == '\n')) {
            start++;
        }
        return start;
    }

    private static boolean isImage(byte[] file, int at) {
        int from = Math.max(0, at - LONGEST_DICTIONARY);
        String before = new String(file, from, at - from, StandardCharsets.ISO_8859_1);
        return before.substring(Math.max(0, before.lastIndexOf(" obj")))
                .replaceAll("\\s", "")
                .contains("/Subtype/Image");
    }

    /** How much deflated data unpacks to, as far as it can be unpacked; looks no further than the limit. */
    private static long inflated(byte[] file, int start, byte[] sink) {
        // A zlib header says method 8, and is a multiple of 31.
        boolean deflated = start + 1 < file.length
                && (file[start] & 0x0F) == 8
                && ((file[start] & 0xFF) * 256 + (file[start + 1] & 0xFF)) % 31 == 0;
        if (!deflated) {
            return 0;
        }
        long total = 0;
        Inflater inflater = new Inflater();
        inflater.setInput(file, start, file.length - start);
        try {
            int read = inflater.inflate(sink);
            while (read > 0 && total <= MAX_STREAM_BYTES) {
                total += read;
                read = inflater.inflate(sink);
            }
        } catch (DataFormatException e) {
            // Broken from here on: PDFBox keeps what came before, as this count does.
            return total;
        } finally {
            inflater.end();
        }
        return total;
    }
}
