package dev.changeover.explain.proceed;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

/** The times of day with the most work. */
final class Peak {
  private Peak() {}

  /**
   * When a step will have been watched for long enough, and through one whole peak.
   *
   * @param since when the step ended
   * @param due when it will have been watched for long enough without a peak
   * @param peaks times of day in UTC, e.g. {@code 11:00-13:30}, or over midnight; empty: none
   */
  static Instant watched(Instant since, Instant due, List<String> peaks) {
    return peaks.stream()
        .map(each -> endOfNext(each, since))
        .min(Instant::compareTo)
        .filter(end -> end.isAfter(due))
        .orElse(due);
  }

  /** The end of the first peak that begins at or after a moment. */
  private static Instant endOfNext(String peak, Instant since) {
    LocalTime from = LocalTime.parse(peak.substring(0, 5));
    LocalTime to = LocalTime.parse(peak.substring(6));
    LocalDate day = LocalDate.ofInstant(since, ZoneOffset.UTC);
    Instant begin = day.atTime(from).toInstant(ZoneOffset.UTC);
    Instant next = begin.isBefore(since) ? begin.plus(Duration.ofDays(1)) : begin;
    Duration length = Duration.between(from, to);
    return next.plus(length.isPositive() ? length : length.plusDays(1));
  }
}
