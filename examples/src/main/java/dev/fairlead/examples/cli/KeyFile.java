package dev.fairlead.examples.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file that holds an API key and nothing else. What it holds is in no message. */
record KeyFile(Path named, Path file) {
    private static final int LONGEST = 10_000;

    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_READ);

    String key() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Refusal.nothingToWorkOn("There is no API key file " + named + ".");
        }
        if (Files.size(file) > LONGEST) {
            throw Refusal.nothingToWorkOn("The API key file " + named + " is far too long for a key.");
        }
        String key = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (key.isEmpty()) {
            throw Refusal.nothingToWorkOn("The API key file " + named + " is empty.");
        }
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw Refusal.nothingToWorkOn(
                    "The API key file " + named + " must hold one key: letters, digits and signs on one line.");
        }
        return key;
    }

    boolean readableByOthers() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null && view.readAttributes().permissions().stream().anyMatch(OTHERS::contains);
    }
}
