package dev.fairlead.retrieval.lucene;

import dev.fairlead.IndexException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NIOFSDirectory;

/**
 * Copies a commit into a directory that opens by itself. Lucene never changes a file once written, so what an earlier
 * backup holds already is not copied again; the file that makes a commit is renamed into place last, so a copy that was
 * cut short leaves the earlier backup whole.
 */
final class LuceneBackup {
    private static final String PART = ".part";

    private final Directory source;
    private final IndexCommit commit;
    private final String name;

    LuceneBackup(Directory source, IndexCommit commit, String name) {
        this.source = source;
        this.commit = commit;
        this.name = name;
    }

    /** Copies what is not there yet; how many bytes that was. */
    long to(Path path, String indexId) throws IOException {
        try (Directory target = new NIOFSDirectory(path);
                Lock lock = lock(target, path)) {
            Collection<String> earlier = earlier(target, path, indexId);
            Set<String> files = new HashSet<>(commit.getFileNames());
            files.remove(commit.getSegmentsFileName());
            long copied = 0;
            for (String file : files) {
                copied += copy(target, file);
            }
            target.syncMetaData();
            copied += copy(target, commit.getSegmentsFileName());
            target.syncMetaData();
            lock.ensureValid();
            files.add(commit.getSegmentsFileName());
            for (String file : target.listAll()) {
                if (earlier.contains(file) && !files.contains(file)) {
                    target.deleteFile(file);
                }
            }
            return copied;
        }
    }

    private Lock lock(Directory target, Path path) throws IOException {
        try {
            return target.obtainLock(IndexWriter.WRITE_LOCK_NAME);
        } catch (LockObtainFailedException e) {
            throw new IndexException("the backup at " + path + " of " + name + " is in use", e);
        }
    }

    /** Lucene's files of an earlier backup, or of one cut short; refuses a directory that holds something else instead. */
    private Collection<String> earlier(Directory target, Path path, String indexId) throws IOException {
        List<String> names = List.of(target.listAll());
        List<String> ofLucene = names.stream()
                .filter(file -> IndexFileNames.CODEC_FILE_PATTERN.matcher(file).matches() || isCommit(file))
                .toList();
        if (names.stream().noneMatch(LuceneBackup::isCommit)) {
            if (names.stream()
                    .anyMatch(file -> !ofLucene.contains(file) && !file.equals(IndexWriter.WRITE_LOCK_NAME))) {
                throw new IndexException("the directory " + path + " holds other files than a backup of " + name);
            }
        } else if (!LuceneCommit.id(SegmentInfos.readLatestCommit(target).getUserData())
                .equals(indexId)) {
            throw new IndexException("the directory " + path + " holds another index than " + name);
        }
        return ofLucene;
    }

    private static boolean isCommit(String file) {
        return file.startsWith(IndexFileNames.SEGMENTS) && !file.endsWith(PART);
    }

    private long copy(Directory target, String file) throws IOException {
        if (isThere(target, file)) {
            return 0;
        }
        String part = file + PART;
        deletePart(target, part);
        target.copyFrom(source, file, part, IOContext.READONCE);
        try (IndexInput in = target.openInput(part, IOContext.READONCE)) {
            CodecUtil.checksumEntireFile(in);
        }
        target.sync(List.of(part));
        target.rename(part, file);
        return target.fileLength(file);
    }

    private static void deletePart(Directory target, String part) throws IOException {
        if (List.of(target.listAll()).contains(part)) {
            target.deleteFile(part);
        }
    }

    /** Whether a file of equal length and checksum lies there; both were synced before they got their name. */
    private boolean isThere(Directory target, String file) throws IOException {
        if (!List.of(target.listAll()).contains(file) || target.fileLength(file) != source.fileLength(file)) {
            return false;
        }
        try (IndexInput mine = source.openInput(file, IOContext.READONCE);
                IndexInput theirs = target.openInput(file, IOContext.READONCE)) {
            return CodecUtil.retrieveChecksum(mine) == CodecUtil.retrieveChecksum(theirs);
        } catch (CorruptIndexException e) {
            return false;
        }
    }
}
