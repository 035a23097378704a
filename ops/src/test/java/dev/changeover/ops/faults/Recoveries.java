package dev.changeover.ops.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long after each fault everything was up again; kept in a file, so that a run can go on. */
final class Recoveries {
  private final Path file;
  private final Map<Fault, List<Long>> millis = new EnumMap<>(Fault.class);

  Recoveries(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] part = line.split(" ", 2);
        add(Fault.valueOf(part[0]), Long.parseLong(part[1]));
      }
    }
  }

  void add(Fault fault, Duration untilReady) throws IOException {
    add(fault, untilReady.toMillis());
    Files.writeString(
        file,
        fault + " " + untilReady.toMillis() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void add(Fault fault, long time) {
    millis.computeIfAbsent(fault, _ -> new ArrayList<>()).add(time);
  }

  /** How many faults there were. */
  int count() {
    return millis.values().stream().mapToInt(List::size).sum();
  }

  /** One row for each kind. */
  String table() {
    StringBuilder table =
        new StringBuilder("| Fault | Times | Ready again after, p50 | p95 | longest |\n")
            .append("|---|---|---|---|---|\n");
    millis.forEach(
        (fault, times) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "| `%s` | %,d | %,d ms | %,d ms | %,d ms |%n",
                    fault,
                    times.size(),
                    percentile(times, 50),
                    percentile(times, 95),
                    percentile(times, 100))));
    return table.toString();
  }

  private static long percentile(List<Long> times, int percent) {
    List<Long> sorted = times.stream().sorted().toList();
    return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
  }
}
