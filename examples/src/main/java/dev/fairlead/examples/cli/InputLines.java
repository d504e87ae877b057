package dev.fairlead.examples.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/** The lines of an input, each stripped; one that is longer than it may be is cut one character past that, not held. */
record InputLines(BufferedReader in, int longest) {
    /** Empty at the end of the input. */
    Optional<String> next() throws IOException {
        int character = in.read();
        if (character < 0) {
            return Optional.empty();
        }
        StringBuilder line = new StringBuilder();
        for (; character >= 0 && character != '\n'; character = in.read()) {
            if (line.length() <= longest) {
                line.append((char) character);
            }
        }
        return Optional.of(line.toString().strip());
    }
}
