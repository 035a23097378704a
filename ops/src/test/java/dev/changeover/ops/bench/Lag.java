package dev.changeover.ops.bench;

import dev.changeover.ops.bench.OpenLoop.Round;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** How long accepted events take to be seen in what verdicts are made of, in rounds. */
final class Lag {
  private final Side side;
  private final OpenLoop load;
  private final Duration length;
  private final Consumer<String> progress;
  private final List<Round> rounds = new ArrayList<>();

  Lag(Side side, int requestsPerSecond, Duration length, Consumer<String> progress) {
    this.side = side;
    this.load = new OpenLoop(requestsPerSecond);
    this.length = length;
    this.progress = progress;
  }

  /** One more round; the first ones may be to warm up. */
  void run(boolean counted) {
    side.begin();
    Round round = load.run(side, length);
    side.end();
    progress.accept(
        "  %-30s accepted to seen: p50 %9.2f ms, p99 %9.2f ms; due to seen: p50 %9.2f, p99 %9.2f%s"
            .formatted(
                side.name(),
                millis(round.acceptedToSeen(), 50),
                millis(round.acceptedToSeen(), 99),
                millis(round.dueToSeen(), 50),
                millis(round.dueToSeen(), 99),
                counted ? "" : " (warming up)"));
    if (counted) {
      rounds.add(round);
    }
  }

  /** Median of the rounds, milliseconds. */
  double acceptedToSeen(double percentile) {
    return median(Round::acceptedToSeen, percentile);
  }

  private double median(Function<Round, Histogram> part, double percentile) {
    return rounds.stream()
        .map(round -> millis(part.apply(round), percentile))
        .sorted()
        .skip((rounds.size() - 1) / 2)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double millis(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }
}
