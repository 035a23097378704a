package dev.changeover.ops.cli;

import java.time.Duration;
import java.util.Locale;

/**
 * How far a long work has got, in one line.
 *
 * @param done so many are done
 * @param all of so many
 * @param since in this time
 */
record ProgressBar(long done, long all, Duration since) {
  private static final int WIDTH = 30;

  /** 0 to 100, 100 only where all is done. */
  int percent() {
    return all <= 0 ? 100 : (int) (100 * Math.min(done, all) / all);
  }

  /**
   * Example: {@code [#########.....................] 30 % 300,000 of 1,000,000, 24,000/s, 29 s
   * left}.
   */
  String text() {
    int filled = WIDTH * percent() / 100;
    return String.format(
        Locale.ROOT,
        "[%s%s] %3d %%  %,d of %,d%s",
        "#".repeat(filled),
        ".".repeat(WIDTH - filled),
        percent(),
        done,
        all,
        pace());
  }

  /** Nothing where that cannot be told yet. */
  private String pace() {
    double seconds = since.toNanos() / 1e9;
    if (done <= 0 || seconds <= 0) {
      return "";
    }
    double perSecond = done / seconds;
    return String.format(
        Locale.ROOT,
        ", %,.0f/s, %s left",
        perSecond,
        left(Math.round(Math.max(0, all - done) / perSecond)));
  }

  private static String left(long seconds) {
    return seconds < 120 ? seconds + " s" : (seconds + 30) / 60 + " min";
  }
}
