package dev.fairlead.benchmarks.recipe;

import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.dataset.CorpusText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads the sources of the recipe, each in the order of its names. What is not there is passed over. */
final class SourceTexts {
    private static final int DATA_DEPTH = 2;
    private static final long MAX_FILE_BYTES = 4L << 20;
    private static final Pattern DOC_COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern COMMENT_MARGIN = Pattern.compile("(?m)^[ \\t]*\\*[ \\t]?");
    private static final Pattern TAG = Pattern.compile("<[^>\\n]{1,200}>");
    private static final Pattern ROFF_LINE = Pattern.compile("(?m)^[.'].*$");
    private static final Pattern ROFF_ESCAPE = Pattern.compile("\\\\(?:f(?:\\[[^\\]]*]|\\(..|.)|\\*.|[&|^/,])");

    private SourceTexts() {}

    /** Every {@code corpus.jsonl} of a folder and of its sub-folders. */
    static void data(Path folder, Consumer<SourceText> sink) {
        List<Path> corpora = files(folder, DATA_DEPTH).stream()
                .filter(path -> path.endsWith("corpus.jsonl"))
                .toList();
        if (corpora.isEmpty()) {
            throw new InputException("folder '" + folder + "' and its sub-folders have no corpus.jsonl");
        }
        for (Path corpus : corpora) {
            String source = "data/" + corpus.resolveSibling("").getFileName();
            CorpusText.read(corpus)
                    .forEach(document -> sink.accept(new SourceText(source, document.id(), document.text())));
        }
    }

    /** The documentation comments of every class in a {@code src.zip}. */
    static void jdk(Path zip, Consumer<SourceText> sink) {
        if (!Files.isRegularFile(zip)) {
            return;
        }
        try (ZipFile file = new ZipFile(zip.toFile())) {
            List<? extends ZipEntry> entries = file.stream()
                    .filter(entry -> entry.getName().endsWith(".java"))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            for (ZipEntry entry : entries) {
                try (InputStream in = file.getInputStream(entry)) {
                    String java = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    sink.accept(new SourceText("jdk", entry.getName(), comments(java)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("'" + zip + "' cannot be read", e);
        }
    }

    /** Manual pages and documentation below a folder; licences, which repeat, are passed over. */
    static void manuals(String source, Path folder, Consumer<SourceText> sink) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Path root = real(folder);
        for (Path file : files(root, Integer.MAX_VALUE)) {
            String name = file.subpath(root.getNameCount(), file.getNameCount()).toString();
            if (!name.endsWith("copyright") && !isForeign(name)) {
                sink.accept(
                        new SourceText(source, name, source.equals("man") ? plainRoff(read(file)) : plain(read(file))));
            }
        }
    }

    /** Manual pages stand in {@code man1} to {@code man9}; folders named otherwise hold translations. */
    private static boolean isForeign(String name) {
        return name.matches("[a-z]{2}(_[A-Z]{2})?(\\.[^/]+)?/man.*");
    }

    private static List<Path> files(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(real(folder), depth)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new InputException("folder '" + folder + "' cannot be read: " + e.getMessage());
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new InputException("folder '" + folder + "' cannot be read: " + e.getMessage());
        }
    }

    private static String read(Path file) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            String text = new String(in.readNBytes((int) MAX_FILE_BYTES), StandardCharsets.UTF_8);
            return text.indexOf('\0') >= 0 || text.indexOf('\uFFFD') >= 0 ? "" : text;
        } catch (IOException e) {
            // Something without read permission or a broken archive on this machine is no loss to a corpus.
            return "";
        }
    }

    static String comments(String java) {
        StringBuilder text = new StringBuilder();
        Matcher matcher = DOC_COMMENT.matcher(java);
        while (matcher.find()) {
            text.append(plain(COMMENT_MARGIN.matcher(matcher.group(1)).replaceAll("")))
                    .append('\n');
        }
        return text.toString();
    }

    static String plainRoff(String roff) {
        String text =
                ROFF_ESCAPE.matcher(ROFF_LINE.matcher(roff).replaceAll("")).replaceAll("");
        return text.replace("\\-", "-").replace("\\e", "\\");
    }

    private static String plain(String text) {
        return TAG.matcher(text).replaceAll(" ");
    }
}
