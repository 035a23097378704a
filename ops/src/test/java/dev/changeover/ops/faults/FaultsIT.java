package dev.changeover.ops.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing acknowledged is lost and nothing is doubled, whatever is killed, cut, frozen, filled or
 * set. The long form is {@code make faults}: {@code -Dfaults.count}, {@code -Dfaults.seed}, {@code
 * -Dfaults.kinds=KILL_SERVER,KILL_BACKEND}, {@code -Dfaults.freeze=30} in seconds, {@code
 * -Dfaults.events=2000000}, {@code -Dfaults.minutes=90}, and {@code -Dfaults.directory}, in which a
 * run that has ended goes on.
 */
class FaultsIT {
  private static final String CHOSEN = "faults.kinds";

  @TempDir Path directory;

  @Test
  void nothing_acknowledged_is_lost_and_nothing_is_doubled() throws Exception {
    String wanted = System.getProperty(CHOSEN, "");
    List<Fault> kinds =
        wanted.isBlank()
            ? Fault.ANYWHERE
            : Arrays.stream(wanted.split(",")).map(Fault::valueOf).toList();
    run(Integer.getInteger("faults.count", kinds.size()), kinds);
  }

  @Test
  @DisabledIfSystemProperty(named = CHOSEN, matches = ".+", disabledReason = "others were chosen")
  void nor_when_the_disk_is_full() throws Exception {
    run(2, List.of(Fault.FILL_DISK));
  }

  @Test
  @DisabledIfSystemProperty(named = CHOSEN, matches = ".+", disabledReason = "others were chosen")
  void nor_when_clocks_are_set() throws Exception {
    run(3, List.of(Fault.STEP_CLOCK));
  }

  private void run(int count, List<Fault> kinds) throws Exception {
    String kept = System.getProperty("faults.directory", "");
    FaultRun.Settings settings =
        new FaultRun.Settings(
            Long.getLong("faults.seed", 1),
            count,
            kinds,
            Duration.ofSeconds(Integer.getInteger("faults.freeze", 2)),
            Integer.getInteger("faults.events", 0),
            Integer.getInteger("faults.compareEvery", 25),
            Duration.ofMinutes(Integer.getInteger("faults.minutes", 24 * 60)));
    try (Stage stage = Stage.of(kept.isBlank() ? directory : Path.of(kept), settings);
        FaultRun run = new FaultRun(stage, settings, FaultsIT::say)) {
      run.run();
    }
  }

  @SuppressWarnings("SystemOut")
  private static void say(String line) {
    System.out.println(line);
  }
}
