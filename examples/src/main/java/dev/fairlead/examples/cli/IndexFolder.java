package dev.fairlead.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The option that names the index. Checks the folder first, since opening one that holds no index would make one there. */
final class IndexFolder {
    private static final Path DEFAULT = Path.of(".fairlead");
    /** Lucene's commit files begin so. */
    private static final String COMMIT = "segments_";

    @Option(
            names = "--index",
            paramLabel = "DIR",
            description = "where the index is; .fairlead in the working directory unless said otherwise")
    private Path folder = DEFAULT;

    /** A folder to write to: missing, empty or an index. */
    Path toWrite(Shell shell) throws IOException {
        Path path = shell.resolve(folder);
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw Refusal.nothingToWorkOn("--index " + folder + " is a file, not a folder.");
        }
        List<String> names = names(path);
        if (!names.isEmpty() && names.stream().noneMatch(IndexFolder::ofIndex)) {
            throw Refusal.nothingToWorkOn(
                    "--index " + folder + " holds other files and no index. Name a folder of its own.");
        }
        return path;
    }

    /** A folder that holds an index. */
    Path toRead(Shell shell) throws IOException {
        Path path = shell.resolve(folder);
        if (names(path).stream().noneMatch(name -> name.startsWith(COMMIT))) {
            throw Refusal.nothingToWorkOn("There is no index at " + folder + ". Make one first: fairlead ingest"
                    + (folder.equals(DEFAULT) ? "" : " --index " + folder) + " FOLDER");
        }
        return path;
    }

    private static boolean ofIndex(String name) {
        return name.startsWith(COMMIT) || name.equals("write.lock");
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
