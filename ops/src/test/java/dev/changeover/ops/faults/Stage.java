package dev.changeover.ops.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * What a run needs besides processes, for the kinds of faults it has: a small file system for a
 * full disk, a clock for one that is set.
 *
 * @param directory of what must outlive everything
 * @param data where PostgreSQL is
 */
record Stage(
    Path directory,
    Path data,
    Launch launch,
    @Nullable SmallDisk disk,
    @Nullable SteppedClock clock)
    implements AutoCloseable {
  /** Below this many faults it does not pay to prepare for many starts. */
  private static final int MANY = 40;

  /**
   * Sets it up.
   *
   * @throws TestAbortedException where this machine lacks what a kind of fault needs
   */
  static Stage of(Path directory, FaultRun.Settings settings)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Map<String, String> environment = new HashMap<>();
    SteppedClock clock = null;
    if (settings.kinds().contains(Fault.STEP_CLOCK)) {
      clock =
          SteppedClock.keptIn(directory.resolve("clock"))
              .orElseThrow(
                  () ->
                      new TestAbortedException(
                          "clocks cannot be set: libfaketime is not installed"));
      environment.putAll(clock.environment());
    }
    SmallDisk disk = null;
    if (settings.kinds().contains(Fault.FILL_DISK)) {
      Optional<SmallDisk> found = SmallDisk.at(directory.resolve("disk"));
      disk =
          found.orElseThrow(
              () ->
                  new TestAbortedException(
                      "no disk can be filled: only root may mount a small one;"
                          + " name a directory on one with -Dfaults.smallDisk"));
    }
    Launch launch =
        settings.faults() < MANY ? Launch.plain() : Launch.warm(directory.resolve("warm"));
    return new Stage(
        directory,
        (disk == null ? directory : disk.directory()).resolve("data"),
        launch.in(environment),
        disk,
        clock);
  }

  @Override
  public void close() throws IOException {
    if (disk != null) {
      disk.close();
    }
  }
}
