package dev.changeover.explain.proof;

import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.MessageForm;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Who runs, and what of that is told: some that run fall silent, and of some that end nobody tells.
 *
 * @param settled when those that are gone ended
 */
record Processes(Random random, boolean complete, Telling telling, Instant settled, Instant asked) {

  /** What a process tells of itself. */
  record Running(
      String component, ComponentKind kind, String version, String queue, List<MessageForm> takes) {
    String named(String suffix) {
      return component + "-" + version + suffix;
    }
  }

  /** Runs from then on; whether anybody still hears of it is left to chance. */
  void alive(Running process, Instant from, WorkerState state, long inFlight) {
    String name = process.named("");
    boolean silent = !complete && random.nextInt(10) == 0;
    seen(process, name, from, state, inFlight);
    Instant last = asked.minusSeconds(1 + random.nextInt(25));
    if (silent) {
      last = asked.minusSeconds(300 + random.nextInt(2400));
    }
    if (last.isAfter(from)) {
      seen(process, name, last, state, inFlight);
    }
  }

  void alive(Running process, Instant from) {
    alive(process, from, WorkerState.RUNNING, 0);
  }

  /** Ran, and ended when things settled. */
  void gone(Running process, Instant from) {
    String name = process.named("-gone");
    seen(process, name, from, WorkerState.RUNNING, 0);
    seen(process, name, settled, WorkerState.RUNNING, 0);
    if (complete || random.nextInt(3) > 0) {
      telling.surely(
          "fleet",
          settled.plusSeconds(1),
          new WorkerStopped(process.component(), process.version(), name, null));
    }
  }

  void seen(Running process, String name, Instant at, WorkerState state, long inFlight) {
    boolean tellsQueues = complete || random.nextInt(25) > 0;
    boolean tellsWork = complete || state == WorkerState.RUNNING || random.nextInt(4) > 0;
    telling.surely(
        "fleet",
        at,
        process.kind() == ComponentKind.WORKER
            ? new WorkerReported(
                process.component(),
                process.version(),
                name,
                null,
                tellsQueues ? List.of(process.queue()) : List.of(),
                tellsQueues ? process.takes() : List.of(),
                tellsWork ? inFlight : null,
                state,
                Duration.ofSeconds(30),
                null)
            : new ComponentObserved(
                process.component(), process.kind(), process.version(), name, null, null, null));
  }
}
