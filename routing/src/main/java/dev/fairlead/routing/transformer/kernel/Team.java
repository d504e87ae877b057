package dev.fairlead.routing.transformer.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads a training runs on, the caller's among them. Work is cut into tasks by its shape alone, and a task writes what
 * no other task of its call writes or reads: so results are the same bit for bit however many threads there are, and
 * whichever takes which task. For one caller at a time; close it to end the threads.
 */
public final class Team implements AutoCloseable {
    private static final int COLUMNS_A_TASK = 64;
    private static final int ROWS_A_TASK = 16;

    private final Kernel kernel;
    private final List<Worker> workers = new ArrayList<>();
    private final ExecutorService others;
    private float[] turned = new float[0];

    /** One of the tasks that a piece of work was cut into. */
    public interface Task {
        /**
         * Does it.
         *
         * @param worker whose loops and scratch it may use
         * @param index which task it is
         */
        void run(Worker worker, int index);
    }

    private Team(Kernel kernel, int threads) {
        this.kernel = kernel;
        for (int i = 0; i < threads; i++) {
            workers.add(new Worker(kernel));
        }
        this.others = Executors.newFixedThreadPool(Math.max(1, threads - 1), work -> {
            Thread thread = new Thread(work, "fairlead-training");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * A team on the fastest loops this JVM has.
     *
     * @param threads at least 1
     * @return a team; close it
     */
    public static Team of(int threads) {
        return new Team(Kernels.fastest(), threads);
    }

    static Team on(Kernel kernel, int threads) {
        return new Team(kernel, threads);
    }

    /**
     * Runs tasks, and returns when all are done.
     *
     * @param tasks how many
     * @param task run once with each index in [0, tasks)
     */
    public void each(int tasks, Task task) {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 1; i < Math.min(workers.size(), tasks); i++) {
            Worker worker = workers.get(i);
            running.add(others.submit(() -> take(next, tasks, task, worker)));
        }
        try {
            take(next, tasks, task, workers.getFirst());
        } finally {
            next.set(tasks); // where one failed the others stop as well
            running.forEach(Team::await);
        }
    }

    private static void take(AtomicInteger next, int tasks, Task task, Worker worker) {
        for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
            task.run(worker, i);
        }
    }

    /** Tasks are short, so an interrupt waits for them: they write to arrays the caller goes on to use. */
    private static void await(Future<?> running) {
        boolean interrupted = false;
        while (true) {
            try {
                running.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("a training task failed", e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Runs a task for each few rows.
     *
     * @param rows how many rows there are
     * @param task given the first row and the one behind its last
     */
    public void eachRows(int rows, Span task) {
        each(
                tasks(rows, ROWS_A_TASK),
                (worker, i) -> task.run(worker, i * ROWS_A_TASK, Math.min(rows, (i + 1) * ROWS_A_TASK)));
    }

    /**
     * Runs a task for each few columns.
     *
     * @param columns how many columns there are
     * @param task given the first column and the one behind its last
     */
    public void eachColumns(int columns, Span task) {
        each(
                tasks(columns, COLUMNS_A_TASK),
                (worker, i) -> task.run(worker, i * COLUMNS_A_TASK, Math.min(columns, (i + 1) * COLUMNS_A_TASK)));
    }

    /** A task over neighbouring rows or columns. */
    public interface Span {
        /**
         * Does it.
         *
         * @param worker whose loops and scratch it may use
         * @param from the first
         * @param to the one behind the last
         */
        void run(Worker worker, int from, int to);
    }

    /**
     * {@code c += a * b}.
     *
     * @param a {@code [m][k]}
     * @param b {@code [k][n]}
     * @param c {@code [m][n]}
     */
    public void addProduct(Block a, Block b, Block c) {
        eachPanel(
                c.columns(),
                (worker, from, to) -> worker.addProduct(a, b.columns(from, to - from), c.columns(from, to - from)));
    }

    /**
     * {@code c += a * transpose(b)}.
     *
     * @param a {@code [m][k]}
     * @param b {@code [n][k]}
     * @param c {@code [m][n]}
     */
    public void addProductTurned(Block a, Block b, Block c) {
        eachPanel(
                c.columns(),
                (worker, from, to) -> worker.addProductTurned(a, b.rows(from, to - from), c.columns(from, to - from)));
    }

    /**
     * Runs a task for each panel of columns that products are cut into.
     *
     * @param columns how many columns there are
     * @param task given the first column and the one behind its last
     */
    public void eachPanel(int columns, Span task) {
        int width = kernel.width();
        each(tasks(columns, width), (worker, i) -> task.run(worker, i * width, Math.min(columns, (i + 1) * width)));
    }

    /**
     * A matrix with rows and columns changed.
     *
     * @param a {@code [m][n]}
     * @return {@code [n][m]}, valid until the next call
     */
    public Block turned(Block a) {
        int count = a.rows() * a.columns();
        if (turned.length < count) {
            turned = new float[count];
        }
        Block result = Block.of(turned, /* rows= */ a.columns(), /* columns= */ a.rows());
        eachColumns(
                a.columns(),
                (worker, from, to) -> Worker.turn(a.columns(from, to - from), result.rows(from, to - from)));
        return result;
    }

    /**
     * Sets all values of a matrix to zero.
     *
     * @param block a whole matrix
     */
    public void clear(Block block) {
        eachRows(
                block.rows(),
                (worker, from, to) ->
                        Arrays.fill(block.values(), block.at(from), block.at(from) + (to - from) * block.columns(), 0));
    }

    private static int tasks(int count, int each) {
        return (count + each - 1) / each;
    }

    @Override
    public void close() {
        others.close();
    }
}
