package dev.changeover.ops.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/**
 * Times of several kinds of questions, asked in turns so that whatever else the machine does meets
 * all of them alike.
 */
final class AnswerTimes {
  private static final int ROUNDS = 5;

  private final Map<String, Question> questions = new LinkedHashMap<>();

  private record Question(int count, Runnable asking, List<Histogram> rounds) {}

  /**
   * One kind of question.
   *
   * @param count how often it is asked in each round
   */
  AnswerTimes with(String name, int count, Runnable asking) {
    questions.put(name, new Question(count, asking, new ArrayList<>()));
    return this;
  }

  /** Asks all of them in turns, a round to warm up and then those that count. */
  AnswerTimes run() {
    for (int round = 0; round <= ROUNDS; round++) {
      for (Question each : questions.values()) {
        Histogram times = new Histogram(3);
        for (int i = 0; i < each.count(); i++) {
          long begin = System.nanoTime();
          each.asking().run();
          times.recordValue(System.nanoTime() - begin);
        }
        if (round > 0) {
          each.rounds().add(times);
        }
      }
    }
    return this;
  }

  /** Median of the rounds, in milliseconds. */
  double millis(String name, double percentile) {
    List<Double> all =
        Objects.requireNonNull(questions.get(name), name).rounds().stream()
            .map(each -> each.getValueAtPercentile(percentile) / 1e6)
            .sorted()
            .toList();
    return all.get((all.size() - 1) / 2);
  }

  /** A line for each, beside the first one. */
  List<String> lines() {
    String yardstick = questions.keySet().iterator().next();
    return questions.keySet().stream()
        .map(
            name ->
                "  %-34s p50 %8.2f (%6.1f x)  p99 %8.2f (%6.1f x)"
                    .formatted(
                        name,
                        millis(name, 50),
                        millis(name, 50) / millis(yardstick, 50),
                        millis(name, 99),
                        millis(name, 99) / millis(yardstick, 99)))
        .toList();
  }
}
