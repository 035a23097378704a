package dev.changeover.ops.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing acknowledged is lost and nothing is doubled, whatever is killed, cut or frozen. The long
 * form is {@code make faults}: {@code -Dfaults.count}, {@code -Dfaults.seed}, {@code
 * -Dfaults.kinds=KILL_SERVER,KILL_BACKEND}, {@code -Dfaults.freeze=30} in seconds.
 */
class FaultsIT {
  @TempDir Path directory;

  @Test
  void nothing_acknowledged_is_lost_and_nothing_is_doubled() throws Exception {
    FaultRun.Settings settings =
        new FaultRun.Settings(
            Long.getLong("faults.seed", 1),
            Integer.getInteger("faults.count", 6),
            kinds(),
            Duration.ofSeconds(Integer.getInteger("faults.freeze", 2)),
            Integer.getInteger("faults.compareEvery", 6));
    try (FaultRun run = new FaultRun(directory, settings, FaultsIT::say)) {
      run.run();
    }
  }

  private static List<Fault> kinds() {
    String wanted = System.getProperty("faults.kinds", "");
    return wanted.isBlank()
        ? List.of(Fault.values())
        : Arrays.stream(wanted.split(",")).map(Fault::valueOf).toList();
  }

  @SuppressWarnings("SystemOut")
  private static void say(String line) {
    System.out.println(line);
  }
}
