package dev.fairlead.benchmarks.peers;

import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.peers.work.Work;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Sources that are compiled when they are needed, against libraries that never meet Fairlead's and the work that is the same
 * for all.
 *
 * @param folder sources in {@code java}, libraries in {@code target/libraries}
 */
public record PeerSources(Path folder) {
    /**
     * Whether the libraries are there.
     *
     * @return whether it can be compiled
     */
    public boolean ready() {
        return Files.isDirectory(libraries());
    }

    private Path libraries() {
        return folder.resolve("target/libraries");
    }

    /**
     * Compiles.
     *
     * @param scratch where classes go
     * @return the class path that runs them
     * @throws IOException if classes cannot be written
     * @throws InputException if they cannot be compiled
     */
    public String compile(Path scratch) throws IOException {
        Path classes = Files.createDirectories(scratch.resolve("classes"));
        copyWork(classes);
        String path = Stream.concat(Stream.of(classes), files(libraries()))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", path));
        files(folder.resolve("java")).map(Path::toString).forEach(arguments::add);
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler().run(null, errors, errors, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new InputException("'" + folder + "' cannot be compiled: " + errors.toString(StandardCharsets.UTF_8));
        }
        return path;
    }

    /** The files of a folder by name, none where it is missing. */
    private static Stream<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    /** The classes of {@link Work}'s package, apart from everything they lie beside. */
    private static void copyWork(Path target) throws IOException {
        String file = Work.class.getName().replace('.', '/') + ".class";
        URL url = Work.class.getClassLoader().getResource(file);
        if (url == null) {
            throw new IOException("no place of " + file);
        }
        try {
            URI source = url.toURI();
            if (source.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(source, Map.of())) {
                    copyBeside(jar.getPath(file), target.resolve(file));
                }
            } else {
                copyBeside(Path.of(source), target.resolve(file));
            }
        } catch (URISyntaxException e) {
            throw new IOException("no place of " + file, e);
        }
    }

    private static void copyBeside(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        for (Path file : files(Objects.requireNonNull(from.getParent(), "from")).toList()) {
            Files.write(to.resolveSibling(file.getFileName().toString()), Files.readAllBytes(file));
        }
    }
}
