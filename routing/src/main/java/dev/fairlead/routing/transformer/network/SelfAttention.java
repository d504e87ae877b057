package dev.fairlead.routing.transformer.network;

import dev.fairlead.routing.transformer.kernel.Block;
import dev.fairlead.routing.transformer.kernel.Team;
import dev.fairlead.routing.transformer.kernel.Worker;
import java.util.Arrays;

/**
 * {@code dropout(softmax(q transpose(k) / sqrt(size))) v} for each head of each text. The shares of attention are not kept: the
 * backward pass computes them again, so memory grows with the tokens and not with their square.
 */
final class SelfAttention {
    private final int heads;
    private final int size;
    private final float temper;

    /**
     * @param heads how many
     * @param size of a head's queries, keys and values
     */
    SelfAttention(int heads, int size) {
        this.heads = heads;
        this.size = size;
        this.temper = (float) (1 / Math.sqrt(size));
    }

    /**
     * Attends.
     *
     * @param projected queries, keys and values of each token, {@code [tokens][3 * heads * size]}
     * @param out {@code [tokens][heads * size]}, written
     */
    void forward(Team team, Batch batch, Block projected, Dropout dropout, Block out) {
        team.each(batch.texts() * heads, (worker, task) -> {
            Head head = new Head(batch, task, projected);
            Block shares = head.shares(worker, 0);
            drop(dropout, head, shares);
            Block mine = head.slice(out, 0);
            clear(mine);
            worker.addProduct(shares, head.values, mine);
        });
    }

    /**
     * Finds the gradient by the projected.
     *
     * @param projected as in the forward pass
     * @param gradients those by the output are read, those by the projected written
     */
    void backward(Team team, Batch batch, Block projected, Dropout dropout, Gradients gradients) {
        Block byContext = gradients.context();
        Block into = gradients.projected();
        team.each(batch.texts() * heads, (worker, task) -> {
            Head head = new Head(batch, task, projected);
            Block gradient = head.slice(byContext, 0);
            Block shares = head.shares(worker, 0);
            Block turned = head.square(worker, 1);
            byValues(worker, head, shares, dropout, gradient, head.slice(into, 2));
            Block scores = head.square(worker, 2);
            clear(scores);
            worker.addProductTurned(gradient, head.values, scores);
            drop(dropout, head, scores);
            throughSoftmax(shares, scores);
            Block byQueries = head.slice(into, 0);
            clear(byQueries);
            worker.addProduct(scores, head.keys, byQueries);
            Worker.turn(scores, turned);
            Block byKeys = head.slice(into, 1);
            clear(byKeys);
            worker.addProduct(turned, head.queries, byKeys);
        });
    }

    private void byValues(Worker worker, Head head, Block shares, Dropout dropout, Block gradient, Block into) {
        Block dropped = head.square(worker, 2);
        for (int row = 0; row < shares.rows(); row++) {
            System.arraycopy(shares.values(), shares.at(row), dropped.values(), dropped.at(row), shares.columns());
        }
        drop(dropout, head, dropped);
        Block turned = head.square(worker, 1);
        Worker.turn(dropped, turned);
        clear(into);
        worker.addProduct(turned, gradient, into);
    }

    /** Turns the gradient by the shares into that by the scores before they were tempered. */
    private void throughSoftmax(Block shares, Block gradient) {
        for (int row = 0; row < shares.rows(); row++) {
            float mean = Rows.dot(shares, row, gradient, row);
            int at = gradient.at(row);
            int share = shares.at(row);
            for (int i = 0; i < gradient.columns(); i++) {
                gradient.values()[at + i] = temper * shares.values()[share + i] * (gradient.values()[at + i] - mean);
            }
        }
    }

    private void drop(Dropout dropout, Head head, Block shares) {
        for (int row = 0; row < shares.rows(); row++) {
            long unique = (long) (head.start + row) * heads + head.number;
            dropout.apply(shares.values(), shares.at(row), shares.columns(), unique);
        }
    }

    private static void clear(Block block) {
        for (int row = 0; row < block.rows(); row++) {
            Arrays.fill(block.values(), block.at(row), block.at(row) + block.columns(), 0);
        }
    }

    /** One head of one text. */
    private final class Head {
        private final int number;
        private final int start;
        private final int length;
        private final Block queries;
        private final Block keys;
        private final Block values;

        Head(Batch batch, int task, Block projected) {
            this.number = task % heads;
            this.start = batch.start(task / heads);
            this.length = batch.length(task / heads);
            this.queries = slice(projected, 0);
            this.keys = slice(projected, 1);
            this.values = slice(projected, 2);
        }

        /** This head's columns of the text's rows, in the first, second or third part of the columns. */
        Block slice(Block all, int part) {
            return all.rows(start, length).columns((part * heads + number) * size, size);
        }

        Block square(Worker worker, int scratch) {
            return Block.of(worker.scratch(scratch, length * length), length, length);
        }

        /** How much each token, a row, attends to each, a column. */
        Block shares(Worker worker, int scratch) {
            Block shares = square(worker, scratch);
            Arrays.fill(shares.values(), 0, length * length, 0);
            worker.addProductTurned(queries, keys, shares);
            for (int i = 0; i < length * length; i++) {
                shares.values()[i] *= temper;
            }
            for (int row = 0; row < length; row++) {
                worker.softmax(shares.values(), shares.at(row), length);
            }
            return shares;
        }
    }
}
