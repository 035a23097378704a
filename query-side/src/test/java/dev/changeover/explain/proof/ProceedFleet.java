package dev.changeover.explain.proof;

import dev.changeover.event.CoexistenceEvent.PairVerified;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MessageForm;
import dev.changeover.event.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Who runs in a {@link ProceedWorld}, who works beside whom, and who takes which message. */
final class ProceedFleet {
  static final String QUEUE = "orders";
  static final MessageForm OLD = new MessageForm("order-placed/2");
  static final MessageForm NEW = new MessageForm("order-placed/3");
  private final ProceedWorld world;
  private final boolean tolerant;
  private final boolean makesNewForm;
  private final boolean newTakesOld;
  private final boolean oldTakesNew;
  private final Map<String, Boolean> works = new HashMap<>();
  private final List<ComponentVersion> live = new ArrayList<>();
  private final Forbidding forbidding;
  private final DimPeers dim;

  ProceedFleet(ProceedWorld world) {
    this.world = world;
    tolerant = !world.often(4);
    makesNewForm = world.often(2);
    newTakesOld = !world.often(6);
    oldTakesNew = world.often(4);
    forbidding = new Forbidding(world);
    dim = new DimPeers(world, world.asked);
  }

  boolean makes(String version, MessageForm form) {
    return (version.equals("2.4.0") && makesNewForm) == form.equals(NEW);
  }

  boolean takes(String version, MessageForm form) {
    return version.equals("5.1.0")
        ? form.equals(NEW) || newTakesOld
        : form.equals(OLD) || oldTakesNew;
  }

  void live() {
    Processes processes =
        new Processes(
            world.random, world.complete, world.telling, world.lastStepEnded(), world.asked);
    brought(processes, "order-worker", ComponentKind.WORKER, "5.0.2", "5.1.0", "workers");
    brought(processes, "checkout", ComponentKind.API, "2.3.1", "2.4.0", "api");
    if (world.often(2)) {
      alive(processes, "payments", ComponentKind.API, "1.0.0");
    }
    dim.live(processes, world.began.minusSeconds(600));
    live.addAll(dim.there);
    schema();
    pairs();
  }

  /** The version before until its step, the new one since; sometimes one is left behind. */
  private void brought(
      Processes processes,
      String component,
      ComponentKind kind,
      String from,
      String to,
      String step) {
    boolean isThere = world.isDone(step);
    boolean straggles = isThere && world.often(8);
    boolean lacks = isThere && world.often(20);
    if (!isThere || straggles) {
      alive(processes, component, kind, from);
    } else if (world.often(2)) {
      processes.gone(process(component, kind, from), world.began.minusSeconds(600));
    }
    if (isThere && !lacks) {
      alive(processes, component, kind, to);
    }
    world.endanger(straggles, "an instance was left behind");
    world.endanger(lacks, "no instance of the new version is there");
  }

  private void alive(Processes processes, String component, ComponentKind kind, String version) {
    live.add(new ComponentVersion(component, version));
    boolean isNew = version.equals("5.1.0") || version.equals("2.4.0");
    Instant from = isNew ? world.lastStepEnded().minusSeconds(30) : world.began.minusSeconds(600);
    processes.alive(process(component, kind, version), from);
  }

  private Processes.Running process(String component, ComponentKind kind, String version) {
    List<MessageForm> takes =
        List.of(OLD, NEW).stream().filter(form -> takes(version, form)).toList();
    return new Processes.Running(component, kind, version, QUEUE, takes);
  }

  private String schemaVersion() {
    return world.isDone("expand") ? "42" : "41";
  }

  private void schema() {
    Instant at = world.start("expand").map(each -> each.plusSeconds(130)).orElse(world.began);
    world.telling.surely(
        "schema",
        at,
        new ComponentObserved(
            "orders-db", ComponentKind.SCHEMA, schemaVersion(), null, null, null, null));
  }

  /** What will be there after the step that is asked about. */
  private List<ComponentVersion> after() {
    TreeSet<ComponentVersion> after = new TreeSet<>(live);
    after.add(new ComponentVersion("orders-db", world.isNext("expand") ? "42" : schemaVersion()));
    if (world.isNext("workers")) {
      after.add(new ComponentVersion("order-worker", "5.1.0"));
    }
    if (world.isNext("api")) {
      after.add(new ComponentVersion("checkout", "2.4.0"));
    }
    return List.copyOf(after);
  }

  /** Whoever tried two of them told the truth, as far as anybody heard. */
  private void pairs() {
    List<ComponentVersion> all = after();
    for (ComponentVersion one : all) {
      for (ComponentVersion other : all) {
        boolean apart = one.compareTo(other) < 0 && !one.component().equals(other.component());
        if (apart && !(isOld(one) && isOld(other))) {
          forbidding.perhaps(30, one, other, world.began.minusSeconds(300));
        }
        if (apart && (world.complete || !world.often(12))) {
          world.telling.perhaps(
              "contract-tests",
              world.began.minusSeconds(500),
              new PairVerified(
                  one, other, "ci", passes(one, other) ? Outcome.SUCCEEDED : Outcome.FAILED));
        }
      }
    }
  }

  boolean isLive(String component, String version) {
    return live.contains(new ComponentVersion(component, version));
  }

  private boolean works(ComponentVersion one, ComponentVersion other) {
    return passes(one, other) && !forbidding.breaks(one, other);
  }

  /** Whether whoever tries two versions together sees them work. */
  private boolean passes(ComponentVersion one, ComponentVersion other) {
    boolean drawn =
        works.computeIfAbsent(
            one + "|" + other, _ -> world.random.nextInt(tolerant ? 200 : 12) > 0);
    return drawn || (isOld(one) && isOld(other));
  }

  private boolean isOld(ComponentVersion version) {
    return dim.there.contains(version)
        || List.of("2.3.1", "5.0.2", "41", "1.0.0").contains(version.version());
  }

  Optional<String> harm() {
    List<ComponentVersion> all = after();
    for (ComponentVersion one : all) {
      for (ComponentVersion other : all) {
        boolean apart = one.compareTo(other) < 0 && !one.component().equals(other.component());
        if (apart && !works(one, other)) {
          return Optional.of("two versions side by side do not work");
        }
      }
    }
    boolean strands =
        versions(all, "checkout").stream()
            .anyMatch(
                maker ->
                    List.of(OLD, NEW).stream()
                        .filter(form -> makes(maker, form))
                        .anyMatch(form -> isRefused(form, all)));
    return strands
        ? Optional.of("messages are made that a worker does not take")
        : Optional.empty();
  }

  /**
   * By one of the workers that are there after the step. Where workers are just being replaced, by
   * those that replace them.
   */
  private boolean isRefused(MessageForm form, List<ComponentVersion> all) {
    return versions(all, "order-worker").stream().anyMatch(each -> !takes(each, form));
  }

  private static List<String> versions(List<ComponentVersion> all, String component) {
    return all.stream()
        .filter(each -> each.component().equals(component))
        .map(ComponentVersion::version)
        .toList();
  }
}
