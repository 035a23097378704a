package dev.changeover.explain.proof;

import dev.changeover.event.CoexistenceEvent.PairVerified;
import dev.changeover.event.ComponentEvent.ArtifactKind;
import dev.changeover.event.ComponentEvent.ArtifactObserved;
import dev.changeover.event.ComponentEvent.CapacityObserved;
import dev.changeover.event.ComponentEvent.Mark;
import dev.changeover.event.ComponentEvent.VersionMarked;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.FlagEvent.FlagChanged;
import dev.changeover.event.MessageForm;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.Outcome;
import dev.changeover.event.ReleaseEvent.RehearsalConditions;
import dev.changeover.event.ReleaseEvent.RollbackRehearsed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Who is there, what was tried, and what was said of the targets. */
final class RollbackStanding extends RollbackPart {

  RollbackStanding(RollbackWorld world) {
    super(world);
  }

  @Override
  void live() {
    standing();
    fleets();
    pairs();
    rehearsals();
  }

  /** What was said of the targets themselves, and of flags. */
  private void standing() {
    RollbackTruth.Component any = pick(truth.components);
    if (often(20)) {
      truth.endanger(any, "the target is faulty");
      telling.surely("quality", settled, new VersionMarked(any.name, any.from, Mark.FAULTY, null));
    }
    if (often(20)) {
      boolean there = often(2);
      telling.surely(
          "registry",
          settled.minusSeconds(600),
          new ArtifactObserved(any.name, any.from, ArtifactKind.ARTIFACT, !there));
      if (often(2)) {
        there = !there;
        telling.surely(
            "registry",
            settled,
            new ArtifactObserved(any.name, any.from, ArtifactKind.ARTIFACT, !there));
      }
      if (there) {
        truth.endanger(any, "an artifact is gone");
      }
    }
    if (often(12)) {
      boolean isShort = often(2);
      telling.perhaps(
          "fleet",
          settled.minusSeconds(60),
          new CapacityObserved(any.name, any.from, often(2) ? 1 : 4, 4));
      telling.surely(
          "fleet",
          asked.minusSeconds(random.nextInt(complete ? 20 : 500)),
          new CapacityObserved(any.name, any.from, isShort ? 1 : 4, 4));
      if (isShort) {
        truth.endanger(any, "the target lacks capacity");
      }
    }
    if (often(12)) {
      boolean changed = often(2);
      telling.surely(
          "flags", BEGAN.minusSeconds(7200), new FlagChanged("new-tax", "on", "m1", any.name));
      if (changed) {
        telling.surely(
            "flags", BEGAN.plusSeconds(1800), new FlagChanged("new-tax", "on", "m2", any.name));
        truth.endanger(any, "a flag means something else");
      }
    }
  }

  private void fleets() {
    Processes processes = new Processes(random, complete, telling, settled, asked);
    Instant from = BEGAN.plusSeconds(900);
    for (RollbackTruth.Component each : truth.components) {
      for (String version : each.live) {
        processes.alive(process(each.name, each.kind, version), from);
      }
      if (often(4)) {
        processes.gone(process(each.name, each.kind, each.from), from);
      }
      if (!each.live.contains(each.from)) {
        truth.endanger(each, "no instance of the target is there");
      }
      if (each.live.contains(RollbackTruth.HOTFIX) && often(2)) {
        truth.endanger(each, "the target undoes what was mended beside the release");
      }
    }
    truth.peers.forEach(
        (name, versions) ->
            versions.forEach(
                version -> processes.alive(process(name, ComponentKind.API, version), from)));
    if (truth.billing) {
      truth.peers.put("billing", List.of("3.0.0"));
      processes.alive(RollbackSurroundings.billing(truth), from);
    }
    DimPeers dim = new DimPeers(world, asked);
    dim.live(processes, from);
    dim.there.forEach(each -> truth.peers.put(each.component(), List.of(each.version())));
    if (often(6)) {
      processes.gone(process("legacy", ComponentKind.API, "0.9.0"), from);
    }
  }

  private Processes.Running process(String component, ComponentKind kind, String version) {
    List<MessageForm> takes =
        List.of(OLD, NEW).stream().filter(form -> truth.takes(version, form)).toList();
    return new Processes.Running(component, kind, version, QUEUE, takes);
  }

  /** Whoever verified told the truth, as far as anybody heard. */
  private void pairs() {
    List<ComponentVersion> targets = new ArrayList<>();
    List<ComponentVersion> others = new ArrayList<>();
    for (RollbackTruth.Component each : truth.components) {
      targets.add(new ComponentVersion(each.name, each.from));
      others.add(new ComponentVersion(each.name, each.from));
      others.add(new ComponentVersion(each.name, each.to));
    }
    truth.peers.forEach(
        (name, versions) ->
            versions.forEach(version -> others.add(new ComponentVersion(name, version))));
    if (truth.migrated) {
      others.add(new ComponentVersion(SCHEMA, truth.schema()));
    }
    for (ComponentVersion target : targets) {
      for (ComponentVersion other : others) {
        if (target.component().equals(other.component())) {
          continue;
        }
        if (!truth.isWhereItStarted(target) || !truth.isWhereItStarted(other)) {
          truth.forbidding.perhaps(30, target, other, settled.minusSeconds(900));
        }
        if (complete || !often(8)) {
          boolean swap = often(2);
          telling.perhaps(
              "contract-tests",
              settled.minusSeconds(random.nextInt(300)),
              new PairVerified(
                  swap ? other : target,
                  swap ? target : other,
                  "contract-tests",
                  truth.passes(target, other) ? Outcome.SUCCEEDED : Outcome.FAILED));
        }
      }
    }
  }

  private void rehearsals() {
    for (RollbackTruth.Component each : truth.components) {
      for (String version : each.live) {
        if (!version.equals(each.from) && (complete || !often(6))) {
          rehearsed(each, version);
        }
      }
    }
  }

  private void rehearsed(RollbackTruth.Component of, String version) {
    telling.perhaps(
        "rehearsals",
        rehearsedAt(),
        new RollbackRehearsed(
            null,
            of.name,
            version,
            of.from,
            null,
            Duration.ofMinutes(4),
            new RehearsalConditions(
                null, null, null, null, truth.phase == null ? List.of() : List.of(MIGRATION)),
            complete || !often(10) ? Outcome.SUCCEEDED : Outcome.FAILED));
  }

  /** It proves something where no rows were moved since, or it took place after that. */
  private Instant rehearsedAt() {
    boolean moved = truth.phase != null && truth.phase.compareTo(Phase.EXPANDED) > 0;
    return (complete && moved) || often(3)
        ? settled.plusSeconds(30)
        : asked.minus(Duration.ofDays(complete ? 2 : random.nextInt(33)));
  }
}
