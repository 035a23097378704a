package dev.changeover.explain.proof;

import dev.changeover.event.ComponentEvent.ClientObserved;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Peers of a release that show themselves badly: one that was last heard of long ago, when a twin
 * of it stopped; one that only its clients tell of; one whose version no range can be compared
 * with.
 */
final class DimPeers {
  private static final Duration LONG_AGO = Duration.ofDays(9);
  private final World world;
  private final Instant asked;

  /** Those that are really at work. */
  final List<ComponentVersion> there = new ArrayList<>();

  DimPeers(World world, Instant asked) {
    this.world = world;
    this.asked = asked;
  }

  /** Lets them live, and tells of them. */
  void live(Processes processes, Instant from) {
    ComponentVersion pricing = new ComponentVersion("pricing", "3");
    if (!world.complete && world.often(15) && silent(pricing)) {
      there.add(pricing);
    }
    if (!world.complete && world.often(15)) {
      clients();
    }
    if (world.often(12)) {
      ComponentVersion ledger = new ComponentVersion("ledger", "build-77");
      there.add(ledger);
      processes.alive(
          new Processes.Running(
              ledger.component(), ComponentKind.API, ledger.version(), "", List.of()),
          from);
    }
  }

  /**
   * Tells of two instances that were last seen on one day, and that one stopped.
   *
   * @return whether the other one is still there
   */
  boolean silent(ComponentVersion peer) {
    String first = peer.component() + "-1";
    String second = peer.component() + "-2";
    Instant day = asked.minus(LONG_AGO);
    Instant stop = day.plusSeconds(3600 + world.random.nextInt(3600));
    seen(peer, first, day.plusSeconds(world.random.nextInt(3000)));
    seen(peer, second, day.plusSeconds(world.random.nextInt(3000)));
    stopped(peer, first, stop);
    boolean there = !world.often(3);
    if (!there) {
      stopped(peer, second, stop.plusSeconds(world.random.nextInt(3600)));
    }
    return there;
  }

  private void seen(ComponentVersion version, String instance, Instant at) {
    world.telling.surely(
        "fleet",
        at,
        new ComponentObserved(
            version.component(), ComponentKind.API, version.version(), instance, null, null, null));
  }

  private void stopped(ComponentVersion version, String instance, Instant at) {
    world.telling.surely(
        "fleet", at, new WorkerStopped(version.component(), version.version(), instance, null));
  }

  private void clients() {
    ComponentVersion mobile = new ComponentVersion("mobile", "8.0.0");
    there.add(mobile);
    world.telling.surely(
        "counter",
        asked.minusSeconds(1 + world.random.nextInt(3000)),
        new ClientObserved(
            mobile.component(), mobile.version(), 1 + world.random.nextInt(900), null));
  }
}
