package dev.changeover.explain.proof;

import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.MessageForm;
import dev.changeover.event.WorkerEvent.OnUnknown;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The processes of one component: who really runs, and what of that is told. */
final class Fleet {
  static final String COMPONENT = "payments";
  static final String QUEUE = "work";

  private final Random random;
  private final boolean complete;

  /** Whether anybody tells of the component's presence at all. */
  final boolean told;

  private final boolean workers;
  private final boolean newTakesOld;
  private final @Nullable OnUnknown onUnknown;
  private final List<Worker> processes = new ArrayList<>();
  private int named;

  Fleet(Random random, boolean complete, boolean workers, Instant from) {
    this.random = random;
    this.complete = complete;
    this.workers = workers;
    this.told = complete || random.nextInt(4) > 0;
    this.newTakesOld = random.nextInt(4) > 0;
    this.onUnknown =
        switch (random.nextInt(4)) {
          case 0 -> OnUnknown.DISCARD;
          case 1 -> OnUnknown.NACK;
          case 2 -> OnUnknown.PARK;
          default -> null;
        };
    boolean mixed = random.nextInt(3) == 0;
    String version = version();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      start("p-" + ++named, mixed ? version() : version, from);
    }
  }

  private String version() {
    return random.nextInt(3) == 0 ? "2" : "1";
  }

  private Worker start(String name, String version, Instant at) {
    Worker process = new Worker(name, version, at);
    processes.add(process);
    return process;
  }

  /** Somebody who is there; a new one, where nobody is. */
  Worker any(Instant at) {
    List<Worker> alive = alive(at);
    return alive.isEmpty()
        ? start("p-" + ++named, version(), at)
        : alive.get(random.nextInt(alive.size()));
  }

  /** It dies; often another one takes its place, under its name or a new one. */
  void die(Worker process, Instant at) {
    process.diedAt = at;
    process.deathTold = complete || random.nextInt(3) > 0;
    if (random.nextInt(3) > 0) {
      String name = random.nextBoolean() ? process.name : "p-" + ++named;
      start(name, version(), at.plusSeconds(5 + random.nextInt(60)));
    }
  }

  /** It runs on, and nobody hears of it any more. */
  void fallSilent(Worker process) {
    process.silent = !complete;
  }

  /** Whether it goes on telling that it is there. */
  boolean isHeardOf(Worker process) {
    return told && !process.silent;
  }

  List<Worker> alive(Instant at) {
    List<Worker> alive = new ArrayList<>();
    for (Worker each : processes) {
      if (!each.from.isAfter(at) && (each.diedAt == null || each.diedAt.isAfter(at))) {
        alive.add(each);
      }
    }
    return alive;
  }

  Set<String> versions(Instant at) {
    Set<String> versions = new TreeSet<>();
    alive(at).forEach(each -> versions.add(each.version));
    return versions;
  }

  boolean accepts(String version, String form) {
    return switch (form) {
      case "task/1" -> version.equals("1") || newTakesOld;
      default -> version.equals("2");
    };
  }

  /** A form that version 2 made up, or the old one. */
  boolean discards() {
    return onUnknown == null || onUnknown == OnUnknown.DISCARD;
  }

  void tell(Telling telling, Instant asked) {
    if (!told) {
      return;
    }
    for (Worker each : processes) {
      if (each.from.isAfter(asked)) {
        continue;
      }
      heartbeat(telling, each, each.from);
      Instant last = last(each, asked);
      if (last.isAfter(each.from)) {
        heartbeat(telling, each, last);
      }
      if (each.diedAt != null && each.deathTold && !each.diedAt.isAfter(asked)) {
        telling.surely(
            "fleet", each.diedAt, new WorkerStopped(COMPONENT, each.version, each.name, null));
      }
    }
  }

  /** Version 1 was there before version 2, and somebody saw it. */
  void tellOfOlder(Telling telling, Instant from, Instant to) {
    if (told) {
      heartbeat(telling, new Worker("p-0", "1", from), from);
      telling.surely("fleet", to, new WorkerStopped(COMPONENT, "1", "p-0", null));
    }
  }

  private Instant last(Worker each, Instant asked) {
    Instant last = asked.minusSeconds(random.nextInt(20));
    if (each.silent) {
      last = asked.minusSeconds(180 + random.nextInt(3000));
    }
    Instant died = each.diedAt;
    return died != null && last.isAfter(died) ? died : last;
  }

  private void heartbeat(Telling telling, Worker process, Instant at) {
    if (workers) {
      List<MessageForm> accepts = new ArrayList<>();
      for (String form : List.of("task/1", "task/2")) {
        if (accepts(process.version, form)) {
          accepts.add(new MessageForm(form));
        }
      }
      telling.surely(
          "fleet",
          at,
          new WorkerReported(
              COMPONENT,
              process.version,
              process.name,
              null,
              List.of(QUEUE),
              accepts,
              null,
              WorkerState.RUNNING,
              Duration.ofSeconds(30),
              onUnknown));
    } else {
      telling.surely(
          "fleet",
          at,
          new ComponentObserved(
              COMPONENT, ComponentKind.WORKER, process.version, process.name, null, null, null));
    }
  }

  /** One process of a version. */
  static final class Worker {
    final String name;
    final String version;
    final Instant from;
    @Nullable Instant diedAt;
    private boolean deathTold;
    private boolean silent;

    private Worker(String name, String version, Instant from) {
      this.name = name;
      this.version = version;
      this.from = from;
    }
  }
}
