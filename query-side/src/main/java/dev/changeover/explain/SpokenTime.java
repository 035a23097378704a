package dev.changeover.explain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Moments (in UTC) and lengths as people say them, seen from the instant asked. */
public final class SpokenTime {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("HH:mm:ss 'on' uuuu-MM-dd", Locale.ROOT);

  private SpokenTime() {}

  /**
   * {@code 14:02:11}, {@code 14:02:11 tomorrow}, {@code 14:02:11 yesterday} or {@code 14:02:11 on
   * 2026-11-02}. Seconds are always told: "at 00:05 or later" would be too early for 00:05:11.
   */
  public static String moment(Instant moment, Instant asked) {
    ZonedDateTime at = moment.atZone(ZoneOffset.UTC);
    LocalDate today = asked.atZone(ZoneOffset.UTC).toLocalDate();
    return switch ((int) Math.clamp(ChronoUnit.DAYS.between(today, at.toLocalDate()), -2L, 2L)) {
      case 0 -> TIME.format(at);
      case 1 -> TIME.format(at) + " tomorrow";
      case -1 -> TIME.format(at) + " yesterday";
      default -> DAY.format(at);
    };
  }

  /** {@code 10 s}, {@code 15 min}, {@code 2 h 5 min}, {@code 3 d 4 h}; the two largest units. */
  public static String length(Duration length) {
    long seconds = Math.abs(length.toSeconds());
    if (seconds < 60) {
      return seconds == 0 && !length.isZero() ? length.abs().toMillis() + " ms" : seconds + " s";
    }
    if (seconds < 3600) {
      return two(seconds / 60, "min", seconds % 60, "s");
    }
    return seconds < 86_400
        ? two(seconds / 3600, "h", seconds % 3600 / 60, "min")
        : two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    return small == 0 ? large + " " + unit : large + " " + unit + " " + small + " " + smallUnit;
  }
}
