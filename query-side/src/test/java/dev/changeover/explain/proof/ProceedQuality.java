package dev.changeover.explain.proof;

import dev.changeover.event.ActionEvent.AttemptError;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentEvent.ArtifactKind;
import dev.changeover.event.ComponentEvent.ArtifactObserved;
import dev.changeover.event.ComponentEvent.CapacityObserved;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentEvent.Mark;
import dev.changeover.event.ComponentEvent.VersionMarked;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Outcome;
import dev.changeover.event.PathEvent.PathKind;
import dev.changeover.event.PathEvent.PathRemoved;
import dev.changeover.event.VerificationEvent.ProbeFinished;
import dev.changeover.event.VerificationEvent.VerificationFinished;
import dev.changeover.event.VersionRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the versions that a release in a {@link ProceedWorld} brings: marks, artifacts,
 * capacity, paths they need, probes and test runs that met them, and new ways in which they fail.
 */
final class ProceedQuality {
  static final String PROBE = "synthetic-order";
  static final String SMOKE = "smoke";
  private final ProceedWorld world;

  /** Whether the plan names a probe, the policy a test run, and the plan a cache. */
  final boolean probed;

  final boolean smoked;
  final boolean cached;
  private boolean provable = true;

  ProceedQuality(ProceedWorld world) {
    this.world = world;
    probed = world.often(4);
    smoked = world.often(6);
    cached = world.often(15);
  }

  void live() {
    for (ComponentVersion each : List.of(checkout(), worker())) {
      if (world.often(2)) {
        continue;
      }
      marks(each);
      artifact(each);
      capacity(each);
      path(each);
    }
    if (probed && (world.isDone("workers") || world.isDone("api"))) {
      probe();
    }
    if (smoked) {
      smoke();
    }
    if (cached) {
      cache();
    }
    errors();
  }

  private static ComponentVersion checkout() {
    return new ComponentVersion("checkout", "2.4.0");
  }

  private static ComponentVersion worker() {
    return new ComponentVersion("order-worker", "5.1.0");
  }

  private boolean isBrought(ComponentVersion version) {
    return world.isDone(version.equals(worker()) ? "workers" : "api");
  }

  /**
   * Whoever marked it bad may say later that it is good; a pipeline that says so did not mean that.
   */
  private void marks(ComponentVersion version) {
    if (!world.often(25)) {
      return;
    }
    Instant at = world.asked.minusSeconds(4000);
    boolean cleared = world.often(3);
    boolean others = !cleared && world.often(2);
    mark("quality", at, version, world.often(2) ? Mark.FAULTY : Mark.REVOKED);
    if (cleared || others) {
      mark(cleared ? "quality" : "pipeline", at.plusSeconds(600), version, Mark.LAST_KNOWN_GOOD);
    }
    world.endanger(!cleared, "a version is faulty");
  }

  private void mark(String source, Instant at, ComponentVersion version, Mark mark) {
    world.telling.surely(
        source, at, new VersionMarked(version.component(), version.version(), mark, null));
  }

  private void artifact(ComponentVersion version) {
    if (!world.often(25)) {
      return;
    }
    boolean there = world.often(2);
    Instant at = world.asked.minusSeconds(3000);
    artifact(version, at, false);
    if (there) {
      artifact(version, at.plusSeconds(300), true);
    }
    world.endanger(!there, "an artifact of a version is gone");
  }

  private void artifact(ComponentVersion version, Instant at, boolean there) {
    world.telling.surely(
        "registry",
        at,
        new ArtifactObserved(version.component(), version.version(), ArtifactKind.ARTIFACT, there));
  }

  private void capacity(ComponentVersion version) {
    if (!isBrought(version) || !world.often(15)) {
      return;
    }
    boolean isShort = world.often(2);
    capacity(version, world.lastStepEnded().plusSeconds(10), isShort ? 4 : 1);
    capacity(version, world.asked.minusSeconds(world.random.nextInt(80)), isShort ? 1 : 4);
    world.endanger(isShort, "too few instances of a version are ready");
  }

  private void capacity(ComponentVersion version, Instant at, int ready) {
    world.telling.surely(
        "fleet", at, new CapacityObserved(version.component(), version.version(), ready, 4));
  }

  private void path(ComponentVersion version) {
    if (!world.often(25)) {
      return;
    }
    boolean needed = world.often(2);
    world.telling.surely(
        "gateway",
        world.asked.minusSeconds(3500),
        new PathRemoved(
            "/v1/" + version.component(),
            PathKind.ENDPOINT,
            Map.of(version.component(), VersionRange.of(needed ? version.version() : "1.0.0")),
            "team",
            null,
            List.of()));
    world.endanger(needed, "a path that a version needs is gone");
  }

  /**
   * It goes through all that is new, unless something stops it; what it met it may leave untold.
   */
  private void probe() {
    boolean stops = world.often(8);
    world.endanger(stops, "a synthetic order stops on its way");
    boolean names = world.complete || !world.often(6);
    boolean lately = world.complete || !world.often(6);
    List<ComponentVersion> met = new ArrayList<>();
    if (names) {
      List.of(checkout(), worker()).stream().filter(this::isBrought).forEach(met::add);
    }
    Instant at = world.asked.minusSeconds(lately ? 30 + world.random.nextInt(600) : 3000);
    boolean since = at.isAfter(world.lastStepEnded().plusSeconds(60));
    if (stops && !since) {
      at = world.asked.minusSeconds(20);
    }
    world.telling.surely(
        "probes",
        at,
        new ProbeFinished(
            PROBE,
            "order",
            null,
            met,
            List.of(ProceedFleet.QUEUE),
            stops ? Outcome.FAILED : Outcome.SUCCEEDED));
    provable &= since;
  }

  private void smoke() {
    boolean ran = world.complete || !world.often(6);
    boolean fails = world.often(8);
    world.endanger(fails, "a required test run fails");
    if (ran || fails) {
      world.telling.surely(
          "tests",
          world.lastStepEnded().plusSeconds(100),
          new VerificationFinished(SMOKE, "smoke", fails ? "FAIL" : "PASS", null));
    }
  }

  /** A part of the plan of which nobody may have told anything, and which may be missing. */
  private void cache() {
    boolean told = world.complete || world.often(2);
    if (told) {
      world.telling.surely(
          "fleet",
          world.asked.minusSeconds(40),
          new ComponentObserved("cart-cache", ComponentKind.CACHE, "2", null, null, null, null));
    }
    world.endanger(!told && world.often(2), "a part of the plan is not there");
    provable = false;
  }

  /** Orders stumble, and complete after all; before the release they may have stumbled too. */
  private void errors() {
    boolean brought = isBrought(worker());
    if (!brought || !world.often(8)) {
      return;
    }
    boolean before = world.often(2);
    boolean since = world.often(2);
    for (int i = 0; i < 5; i++) {
      if (before) {
        failed("b" + i, world.began.minusSeconds(600 + i * 600L), "5.0.2");
      }
      if (since) {
        failed("x" + i, world.lastStepEnded().plusSeconds(100 + i * 20L), "5.1.0");
      }
    }
    world.endanger(since && !before, "orders fail in a new way");
    provable = false;
  }

  private void failed(String id, Instant at, @Nullable String version) {
    world.telling.perhaps(
        "worker",
        at,
        TryWords.first(new ActionRef("order", id), "reserve", "order-worker", version)
            .finished(AttemptOutcome.FAILED, new AttemptError("NullPointerException", null), null));
  }

  boolean isProvable() {
    return provable;
  }
}
