package dev.fairlead.benchmarks.quality;

import dev.fairlead.Deadline;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.Router;
import dev.fairlead.Scope;
import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.dataset.LabelledText;
import dev.fairlead.benchmarks.metric.Bootstrap;
import dev.fairlead.benchmarks.metric.Confusion;
import dev.fairlead.benchmarks.report.Measurement;
import dev.fairlead.benchmarks.report.Report;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Routes texts with every path available and compares with the routes they should take. */
final class RoutesRun implements QualityRun {
    private static final String ROUTER = "router";
    private static final Set<RoutePath> ALL = EnumSet.allOf(RoutePath.class);

    private final Function<TextEncoder, Router> routers;

    RoutesRun(Function<TextEncoder, Router> routers) {
        this.routers = routers;
    }

    @Override
    public Report run(Setting setting) {
        Path data = setting.data();
        List<LabelledText<RoutePath>> rows = setting.limited(LabelledText.routes(data));
        Confusion<RoutePath> confusion = new Confusion<>(RoutePath.class);
        int shown = setting.options().integer("show", 0, Integer.MAX_VALUE).orElse(0);
        try (Router router = routers.apply(setting.encoder())) {
            for (LabelledText<RoutePath> row : rows) {
                RouteDecision decision =
                        router.route(Inquiry.of(Question.of(row.text()), Scope.none(), Deadline.never()), ALL);
                RoutePath path = decision.route().path();
                confusion.add(row.label(), path);
                if (path != row.label() && shown-- > 0) {
                    setting.note(String.format(
                            Locale.ROOT,
                            "%s, not %s (%s): %s",
                            path,
                            row.label(),
                            decision.route().ground().reason(),
                            row.text()));
                }
            }
        }
        print(confusion, setting);
        return report(String.valueOf(data.getFileName()).replace(".jsonl", ""), confusion);
    }

    static Report report(String set, Confusion<RoutePath> confusion) {
        Report report = new Report(set);
        List<double[]> right =
                confusion.labels().stream().map(path -> right(confusion, path)).toList();
        report.addMean(
                ROUTER,
                "accuracy",
                right.stream().flatMapToDouble(Arrays::stream).boxed().toList());
        report.add(new Measurement(
                set,
                ROUTER,
                "macro_recall",
                confusion.macroRecall(),
                confusion.total(),
                Optional.of(Bootstrap.meanOfMeans(right))));
        for (RoutePath path : confusion.labels()) {
            report.add(ROUTER, "recall." + name(path), confusion.recall(path), confusion.count(path));
        }
        int grounded = confusion.count(RoutePath.GROUNDED);
        if (grounded > 0) {
            double direct = (double) confusion.count(RoutePath.GROUNDED, RoutePath.DIRECT) / grounded;
            report.add(ROUTER, "grounded_went_direct", direct, grounded);
        }
        for (RoutePath gold : confusion.labels()) {
            for (RoutePath path : RoutePath.values()) {
                report.addDetail(
                        ROUTER,
                        "confusion." + name(gold) + "." + name(path),
                        confusion.count(gold, path),
                        confusion.count(gold));
            }
        }
        return report;
    }

    /** A one for each row of a path that took it, a zero for each other. */
    private static double[] right(Confusion<RoutePath> confusion, RoutePath path) {
        double[] right = new double[confusion.count(path)];
        Arrays.fill(right, 0, confusion.count(path, path), 1);
        return right;
    }

    private static void print(Confusion<RoutePath> confusion, Setting setting) {
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-22s", "should be \\ was"));
        for (RoutePath path : RoutePath.values()) {
            head.append(String.format(Locale.ROOT, "%10s", name(path)));
        }
        setting.note(head.toString());
        for (RoutePath gold : confusion.labels()) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-22s", name(gold)));
            for (RoutePath path : RoutePath.values()) {
                line.append(String.format(Locale.ROOT, "%10d", confusion.count(gold, path)));
            }
            setting.note(line.toString());
        }
    }

    private static String name(RoutePath path) {
        return path.name().toLowerCase(Locale.ROOT);
    }
}
