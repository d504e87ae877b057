package dev.fairlead.examples.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for Java installations that can run the program. The running one and the one of {@code JAVA_HOME} come first,
 * because somebody chose them; all others follow, newest first, ties by path. Reads a few folders and files, starts
 * nothing.
 */
final class JavaSearch {
    private static final Pattern JDK_HOME = Pattern.compile("<jdkHome>\\s*([^<]+?)\\s*</jdkHome>");

    private final Map<Path, JavaHome> chosen = new LinkedHashMap<>();
    private final Map<Path, JavaHome> others = new LinkedHashMap<>();
    private final List<String> looked = new ArrayList<>();

    private JavaSearch() {}

    /**
     * Searches.
     *
     * @param system the operating system's name, as in {@code os.name}
     * @param environment environment variables
     * @param userHome the user's folder
     */
    static JavaSearch of(String system, Map<String, String> environment, Path userHome) {
        JavaSearch search = new JavaSearch();
        search.home("the running java", System.getProperty("java.home", ""), search.chosen);
        search.home("JAVA_HOME", environment.getOrDefault("JAVA_HOME", ""), search.chosen);
        search.path(environment.getOrDefault("PATH", ""));
        search.user(userHome);
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            search.windows(environment, userHome);
        } else if (name.startsWith("mac")) {
            search.mac(userHome);
        } else {
            Stream.of("/usr/lib/jvm", "/usr/lib64/jvm", "/usr/java", "/opt", "/opt/java", "/usr/local")
                    .forEach(folder -> search.below(Path.of(folder), ""));
        }
        return search;
    }

    /** What can run the program, in the order to try. */
    List<JavaHome> found() {
        Map<Path, JavaHome> all = new LinkedHashMap<>(chosen);
        others.values().stream().sorted(JavaHome.NEWEST_FIRST).forEach(java -> all.putIfAbsent(java.home(), java));
        return List.copyOf(all.values());
    }

    /** Every place that was looked at, in order. */
    List<String> looked() {
        return Collections.unmodifiableList(looked);
    }

    private void home(String what, String folder, Map<Path, JavaHome> into) {
        looked.add(what + ": " + (folder.isEmpty() ? "not set" : folder));
        pathOf(folder).flatMap(JavaHome::at).ifPresent(java -> into.put(java.home(), java));
    }

    private void path(String folders) {
        looked.add("PATH");
        for (String folder : folders.split(File.pathSeparator, -1)) {
            pathOf(folder)
                    .filter(bin ->
                            Files.isRegularFile(bin.resolve("java")) || Files.isRegularFile(bin.resolve("java.exe")))
                    .flatMap(JavaSearch::homeOfBin)
                    .flatMap(JavaHome::at)
                    .ifPresent(java -> others.put(java.home(), java));
        }
    }

    /** {@code /usr/bin/java} is a link to a link to the real one. */
    private static Optional<Path> homeOfBin(Path bin) {
        try {
            Path java = bin.resolve(Files.exists(bin.resolve("java")) ? "java" : "java.exe")
                    .toRealPath();
            return Optional.ofNullable(java.getParent()).map(Path::getParent);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void user(Path home) {
        Stream.of(
                        ".sdkman/candidates/java",
                        ".jdks",
                        ".gradle/jdks",
                        ".local/share/mise/installs/java",
                        ".asdf/installs/java")
                .forEach(folder -> below(home.resolve(folder), ""));
        toolchains(home.resolve(".m2/toolchains.xml"));
        toolchains(home.resolve(".m2/discovered-jdk-toolchains-cache.xml"));
    }

    private void windows(Map<String, String> environment, Path userHome) {
        List<Path> roots = Stream.of("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")
                .map(name -> environment.getOrDefault(name, ""))
                .distinct()
                .flatMap(folder -> pathOf(folder).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        roots.add(userHome.resolve("AppData/Local/Programs"));
        for (Path root : roots) {
            Stream.of(
                            "Java",
                            "Eclipse Adoptium",
                            "Eclipse Foundation",
                            "Microsoft",
                            "Zulu",
                            "Amazon Corretto",
                            "BellSoft")
                    .forEach(vendor -> below(root.resolve(vendor), ""));
        }
    }

    private void mac(Path userHome) {
        below(Path.of("/Library/Java/JavaVirtualMachines"), "Contents/Home");
        below(userHome.resolve("Library/Java/JavaVirtualMachines"), "Contents/Home");
        below(Path.of("/opt/homebrew/opt"), "libexec/openjdk.jdk/Contents/Home");
        below(Path.of("/usr/local/opt"), "libexec/openjdk.jdk/Contents/Home");
    }

    private void below(Path parent, String suffix) {
        looked.add(parent.resolve("*").resolve(suffix).toString());
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (Stream<Path> children = Files.list(parent)) {
            children.flatMap(child -> JavaHome.at(child.resolve(suffix)).stream())
                    .forEach(java -> others.put(java.home(), java));
        } catch (IOException e) {
            looked.add("  (not readable: " + e.getMessage() + ")");
        }
    }

    private void toolchains(Path file) {
        looked.add(file.toString());
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            Matcher homes = JDK_HOME.matcher(Files.readString(file, StandardCharsets.UTF_8));
            while (homes.find()) {
                pathOf(homes.group(1)).flatMap(JavaHome::at).ifPresent(java -> others.put(java.home(), java));
            }
        } catch (IOException e) {
            looked.add("  (not readable: " + e.getMessage() + ")");
        }
    }

    private static Optional<Path> pathOf(String folder) {
        try {
            return folder.isBlank() ? Optional.empty() : Optional.of(Path.of(folder));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
