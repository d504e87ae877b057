package dev.fairlead.retrieval.lucene;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/** A disk that holds a number of bytes, and says that it is full as Linux does. */
final class SmallDisk extends FilterDirectory {
    private final AtomicLong used = new AtomicLong();
    private volatile long size;

    SmallDisk(Directory in, long size) {
        super(in);
        this.size = size;
    }

    void resize(long newSize) {
        this.size = newSize;
    }

    long used() {
        return used.get();
    }

    private void take(long bytes) throws IOException {
        if (used.addAndGet(bytes) > size) {
            used.addAndGet(-bytes);
            throw new IOException("No space left on device");
        }
    }

    @Override
    public void deleteFile(String name) throws IOException {
        long length = in.fileLength(name);
        super.deleteFile(name);
        used.addAndGet(-length);
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        return new Output(super.createOutput(name, context));
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        return new Output(super.createTempOutput(prefix, suffix, context));
    }

    @Override
    public void close() {}

    private final class Output extends FilterIndexOutput {
        Output(IndexOutput out) {
            super("an output on a small disk", out.getName(), out);
        }

        @Override
        public void writeByte(byte b) throws IOException {
            take(1);
            super.writeByte(b);
        }

        @Override
        public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
            take(length);
            super.writeBytes(bytes, offset, length);
        }
    }
}
