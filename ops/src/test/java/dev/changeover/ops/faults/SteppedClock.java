package dev.changeover.ops.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The clock of the processes that are started with {@link #environment}, which can be set while
 * they run; all others keep the true time. Works by libfaketime, which is not everywhere.
 */
final class SteppedClock {
  private static final String LIBRARY = "faketime/libfaketime.so.1";
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/usr/local/lib"));

  private static final List<Duration> OFFSETS =
      List.of(Duration.ofMinutes(-2), Duration.ZERO, Duration.ofMinutes(2));

  private static final Duration TOLERANCE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path library;
  private final Path file;
  private Duration offset = Duration.ZERO;

  private SteppedClock(Path library, Path file) {
    this.library = library;
    this.file = file;
  }

  /**
   * A clock that shows the true time.
   *
   * @param file where its offset is kept
   * @return empty: libfaketime is not installed
   */
  static Optional<SteppedClock> keptIn(Path file) throws IOException {
    for (Path place : PLACES) {
      try (Stream<Path> below = Files.isDirectory(place) ? Files.list(place) : Stream.of()) {
        Optional<Path> library =
            Stream.concat(Stream.of(place), below)
                .map(each -> each.resolve(LIBRARY))
                .filter(Files::exists)
                .findFirst();
        if (library.isPresent()) {
          SteppedClock clock = new SteppedClock(library.get(), file);
          clock.set(Duration.ZERO);
          return Optional.of(clock);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * For processes that go by it. What measures lengths of time is left alone, as by a real step.
   */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", file.toString(),
        "FAKETIME_CACHE_DURATION", "1",
        "FAKETIME_DISABLE_SHM", "1",
        "NO_FAKE_STAT", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        "FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }

  /**
   * Sets it to the true time, two minutes ahead or two minutes behind, whichever of these it is
   * not, and waits until PostgreSQL and the server have noticed.
   */
  void step(Random random, Victim victim) throws Exception {
    List<Duration> others = OFFSETS.stream().filter(each -> !each.equals(offset)).toList();
    Duration ahead = others.get(random.nextInt(others.size()));
    set(ahead);
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    while (!shows(victim.timeOfPostgres(), ahead) || !shows(victim.timeOfServer(), ahead)) {
      if (System.nanoTime() > giveUpAt) {
        throw new AssertionError(
            "the clock was set by %s, but PostgreSQL says %s and the server %s"
                .formatted(ahead, victim.timeOfPostgres(), victim.timeOfServer()));
      }
    }
  }

  private static boolean shows(Instant time, Duration ahead) {
    Duration error = Duration.between(Instant.now().plus(ahead), time).abs();
    return error.compareTo(TOLERANCE) < 0;
  }

  /** From now on, seen within a second, it shows a time that far ahead of the true one. */
  private void set(Duration ahead) throws IOException {
    offset = ahead;
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, "%+d%n".formatted(ahead.toSeconds()));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
