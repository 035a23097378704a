package dev.changeover.ops.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What processes have used of the machine, as the kernel counts it: in steps of 10 ms, user and
 * system. Source: proc(5), {@code /proc/pid/stat} and {@code /proc/pid/status}.
 */
final class CpuTime {
  private static final long MICROS_OF_A_TICK = 10_000;

  /** Places of utime, stime, cutime and cstime, counted from the field after the name. */
  private static final int FIRST = 11;

  private CpuTime() {}

  /**
   * Microseconds of a process and of all that it has started, those that have ended included.
   *
   * @param pid of a process that runs
   */
  static long ofTree(long pid) {
    return ticks(pid, 4) * MICROS_OF_A_TICK
        + ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToLong(each -> ticks(each.pid(), 2))
                .sum()
            * MICROS_OF_A_TICK;
  }

  /** MiB of memory that a process holds now. */
  static long residentMebibytes(long pid) {
    return read(Path.of("/proc/%d/status".formatted(pid)))
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private static long ticks(long pid, int fields) {
    String stat = read(Path.of("/proc/%d/stat".formatted(pid)));
    String[] afterName = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    return afterName.length <= FIRST + fields
        ? 0
        : Stream.of(afterName).skip(FIRST).limit(fields).mapToLong(Long::parseLong).sum();
  }

  /** Empty for a process that has ended meanwhile. */
  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException ended) {
      return "";
    } catch (IOException ended) {
      if (Files.exists(file)) {
        throw new UncheckedIOException(ended);
      }
      return "";
    }
  }
}
