package dev.changeover.explain.proof;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.FlagEvent.FlagChanged;
import dev.changeover.event.Outcome;
import dev.changeover.event.PathEvent.PathIntroduced;
import dev.changeover.event.PathEvent.PathKind;
import dev.changeover.event.PathEvent.PathUsed;
import dev.changeover.event.VerificationEvent.ProbeFinished;
import dev.changeover.event.VersionRange;
import dev.changeover.explain.retire.Retired;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A path, or a flag with the code that evaluates it. It is needed by versions that its owner named,
 * and perhaps by somebody whom nobody named and who uses it once in a business cycle.
 */
final class PathToRetire extends Retirement {
  private static final String PROBE = "synthetic-order";
  private final String name;
  private final boolean isFlag;
  private final PathKind kind;

  /** Whether its owner says who needs it, and a probe uses it. */
  private boolean watched = true;

  private boolean usedLately;
  private boolean oldIsThere;

  /** Whether the name was given a second meaning, or nobody who owns it can be asked. */
  private boolean reused;

  private boolean overdue;

  PathToRetire(RetireWorld world, String name, boolean isFlag) {
    super(world);
    this.name = name;
    this.isFlag = isFlag;
    this.kind = isFlag ? PathKind.FLAG : often(2) ? PathKind.ENDPOINT : PathKind.COLUMN;
  }

  @Override
  void live() {
    Map<String, VersionRange> neededBy =
        often(8) ? Map.of() : Map.of("web", VersionRange.of("1.0.0"));
    watched = !neededBy.isEmpty();
    overdue = often(12);
    world.telling.surely(
        "owners",
        world.began,
        new PathIntroduced(
            name,
            kind,
            neededBy,
            overdue ? null : "team-web",
            overdue ? world.asked.minusSeconds(9000) : null,
            List.of()));
    namesAnother();
    List<Instant> calls = new ArrayList<>();
    needing(calls);
    somebody(calls);
    List<Instant> signs = often(6) ? List.of() : world.signs();
    signs.forEach(this::probe);
    watched &= !signs.isEmpty();
    tell(calls, signs);
    if (isFlag) {
      flag();
    } else {
      steps();
    }
  }

  /** A later word of who needs it leaves out those of the first. */
  private void namesAnother() {
    if (!often(5)) {
      return;
    }
    world.processes.alive(
        new Processes.Running("billing", ComponentKind.API, "2.0.0", "", List.of()),
        world.began.plusSeconds(60));
    world.telling.surely(
        "owners",
        world.began.plusSeconds(30),
        new PathIntroduced(
            name, kind, Map.of("billing", VersionRange.of("1.0.0")), null, null, List.of()));
  }

  /** Versions that need it; where its owner does not say so, they use it once in a cycle. */
  private void needing(List<Instant> calls) {
    Processes.Running old = process("1.0.0");
    boolean there = often(4);
    oldIsThere = there;
    if (there) {
      world.processes.alive(old, world.began.plusSeconds(60));
    } else if (!often(3)) {
      world.processes.gone(old, world.began.plusSeconds(60));
    }
    if (there && !watched) {
      calls.add(lately());
    }
    endanger(there, "a live version needs it");
    if (world.complete || !often(6)) {
      world.processes.alive(process("2.0.0"), world.began.plusSeconds(60));
    }
  }

  private static Processes.Running process(String version) {
    return new Processes.Running("web", ComponentKind.FRONTEND, version, "", List.of());
  }

  /** Somebody whom nobody named: gone long ago, or one who comes once in a cycle. */
  private void somebody(List<Instant> calls) {
    if (!often(3)) {
      return;
    }
    calls.add(lately());
    usedLately = true;
    endanger(true, "somebody uses it once in a business cycle");
  }

  private Instant lately() {
    return world.asked.minusSeconds(1 + world.random.nextInt(5 * 3600));
  }

  private void probe(Instant at) {
    world.telling.surely(
        "gateway", at, new PathUsed(name, kind, Map.of(), null, null, List.of(PROBE)));
    if (world.complete || !often(4)) {
      world.telling.surely(
          "probes",
          at.plusSeconds(2),
          new ProbeFinished(PROBE, null, null, List.of(), List.of(), Outcome.SUCCEEDED));
    }
  }

  /** What the watch misses, it misses wholly: uses are told unless it was silent for too long. */
  private void tell(List<Instant> calls, List<Instant> signs) {
    for (Instant call : calls) {
      if (!world.isMissed(call, signs)) {
        List<String> callers = often(3) ? List.of() : List.of("billing-batch");
        world.telling.surely(
            "gateway", call, new PathUsed(name, kind, Map.of(), null, null, callers));
      }
    }
  }

  /** A step of an action is declared to use it; a later word may take that back. */
  private void steps() {
    if (!often(8)) {
      return;
    }
    boolean still = often(2);
    declared(world.began.plusSeconds(120), List.of(name));
    if (!still) {
      declared(world.began.plusSeconds(600), List.of());
    }
    endanger(still, "a step of an action uses it");
  }

  private void declared(Instant at, List<String> uses) {
    world.telling.surely(
        "declarations",
        at,
        new ActionTypeDeclared(
            "invoice",
            List.of(
                new StepDeclaration(
                    "print", "READ_ONLY", null, null, null, null, null, List.of(), uses)),
            null,
            null,
            null));
  }

  private void flag() {
    boolean two = often(5);
    boolean again = often(5);
    change(world.began.plusSeconds(10), "off", "m1", "web");
    change(
        world.began.plusSeconds(700),
        two ? "on" : "off",
        again ? "m2" : "m1",
        two ? "billing" : "web");
    endanger(two, "it serves two variants");
    reused = again;
    endanger(again && oldIsThere, "an instance goes by its first meaning");
  }

  private void change(Instant at, String variant, String meaning, String component) {
    world.telling.surely("flags", at, new FlagChanged(name, variant, meaning, component));
  }

  @Override
  Retired retired() {
    return isFlag ? new Retired.OldFlag(name) : new Retired.OldPath(name);
  }

  @Override
  boolean isProvable() {
    return watched && !usedLately && !reused && !overdue;
  }
}
