package dev.fairlead.retrieval.ingestion;

import dev.fairlead.Access;
import dev.fairlead.Metadata;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Walks a folder one directory at a time, so that memory holds the names of the open directories only. */
record FolderSource(Path folder) implements Documents.Source {
    @Override
    public OptionalInt total() {
        int total = 0;
        for (Walk walk = new Walk(folder); walk.hasNext(); walk.next()) {
            total++;
        }
        return OptionalInt.of(total);
    }

    @Override
    public Stream<Loaded.Unread> open(Function<Path, Metadata> metadata, Function<Path, Access> access) {
        var entries = Spliterators.spliteratorUnknownSize(new Walk(folder), Spliterator.ORDERED);
        return StreamSupport.stream(entries, false).map(entry -> switch (entry) {
            case Entry.File file -> new DocumentFile(file.path(), file.id()).unread(metadata, access);
            case Entry.Broken broken -> Loaded.Unread.failed(broken.id(), broken.reason());
        });
    }

    private sealed interface Entry {
        record File(Path path, String id) implements Entry {}

        record Broken(String id, String reason) implements Entry {}
    }

    /** The files of a folder in the order of their names. */
    private static final class Walk implements Iterator<Entry> {
        private final Path root;
        private final Deque<Path> open = new ArrayDeque<>();
        private final Deque<Entry> ready = new ArrayDeque<>();

        Walk(Path root) {
            this.root = root;
            open.push(root);
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && !open.isEmpty()) {
                visit(open.pop());
            }
            return !ready.isEmpty();
        }

        @Override
        public Entry next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.removeFirst();
        }

        private void visit(Path path) {
            if (path.equals(root) || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                list(path);
            } else if (DocumentFile.format(path).isPresent() && !Files.isDirectory(path)) {
                ready.add(new Entry.File(path, id(path)));
            } else if (Sidecar.isStray(path)) {
                ready.add(new Entry.Broken(
                        id(path),
                        "a sidecar without its document, so it has no effect: that of a.pdf is called a.pdf"
                                + Sidecar.ENDING));
            }
        }

        private void list(Path directory) {
            List<Path> children = new ArrayList<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
                stream.forEach(children::add);
            } catch (IOException e) {
                ready.add(new Entry.Broken(id(directory), "the folder cannot be listed: " + e.getMessage()));
            } catch (DirectoryIteratorException e) {
                ready.add(new Entry.Broken(id(directory), "the folder cannot be listed: " + e.getMessage()));
            }
            children.removeIf(child -> child.getFileName().toString().startsWith("."));
            children.sort(Comparator.comparing(child -> child.getFileName().toString(), Comparator.reverseOrder()));
            children.forEach(open::push);
        }

        private String id(Path path) {
            StringBuilder id = new StringBuilder();
            for (Path part : root.relativize(path)) {
                id.append(id.isEmpty() ? "" : "/").append(part);
            }
            return id.isEmpty() ? "." : id.toString();
        }
    }
}
