package dev.fairlead.benchmarks.quality;

import dev.fairlead.benchmarks.report.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Asks many questions with several threads; results stand in the order of the questions. */
final class EachQuestion {
    private EachQuestion() {}

    static <Q, A> List<A> of(List<Q> questions, Function<Q, A> ask, Setting setting) {
        Progress progress = new Progress("questions", questions.size(), setting.out());
        try (ExecutorService threads = Executors.newFixedThreadPool(setting.threads())) {
            List<Future<A>> asked = new ArrayList<>();
            for (Q question : questions) {
                asked.add(threads.submit(() -> {
                    A answer = ask.apply(question);
                    progress.one();
                    return answer;
                }));
            }
            List<A> answers = new ArrayList<>();
            for (Future<A> answer : asked) {
                answers.add(answer.get());
            }
            progress.end();
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a question failed", e.getCause());
        }
    }
}
