package dev.changeover.explain.proof;

import dev.changeover.event.CoexistenceEvent.CoexistenceDeclared;
import dev.changeover.event.CoexistenceEvent.Compatibility;
import dev.changeover.event.CoexistenceEvent.Side;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.VersionRange;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Pairs that somebody forbids, because they break in a way that no test shows. The side that is
 * named by a range may be at a version that nobody can compare with it; whether it is meant is
 * decided here.
 */
final class Forbidding {
  private final World world;
  private final Set<Set<ComponentVersion>> broken = new HashSet<>();

  Forbidding(World world) {
    this.world = world;
  }

  /** Whether two versions break each other although every test of them passes. */
  boolean breaks(ComponentVersion one, ComponentVersion other) {
    return broken.contains(Set.of(one, other));
  }

  /** Perhaps forbids a pair, and tells of it. */
  void perhaps(int oneIn, ComponentVersion one, ComponentVersion other, Instant at) {
    if (!world.often(oneIn)) {
      return;
    }
    boolean plain = world.complete || world.often(2);
    boolean meant = world.often(2);
    Side exact = new Side(one.component(), VersionRange.of(one.version()));
    Side ranged =
        new Side(
            other.component(),
            VersionRange.of(plain ? comparable(other, meant) : opaque(meant, other)));
    boolean swap = world.often(2);
    world.telling.surely(
        "architects",
        at,
        new CoexistenceDeclared(
            swap ? ranged : exact, swap ? exact : ranged, Compatibility.FORBIDDEN, null, null));
    if (!world.complete && world.often(4)) {
      world.telling.surely(
          "wiki",
          at.plusSeconds(90),
          new CoexistenceDeclared(
              swap ? ranged : exact, swap ? exact : ranged, Compatibility.ALLOWED, null, null));
    }
    if (meant) {
      broken.add(Set.of(one, other));
    }
  }

  /** A range of which it can be told whether the version is in it. */
  private static String comparable(ComponentVersion of, boolean meant) {
    String[] numbers = of.version().split("\\.", -1);
    if (numbers.length != 3) {
      return meant ? of.version() : of.version() + "-next";
    }
    int minor = Integer.parseInt(numbers[1]);
    int from = meant ? minor : minor + 4;
    return ">=%s.%d.0 <%s.%d.0".formatted(numbers[0], from, numbers[0], from + 1);
  }

  /** Written in a way, or about a version, that leaves open whether the version is in it. */
  private String opaque(boolean meant, ComponentVersion of) {
    String[] numbers = of.version().split("\\.", -1);
    if (numbers.length != 3) {
      return world.often(2) ? ">=1.2.0 <1.5.0" : "[1.2.0,1.5.0)";
    }
    int minor = Integer.parseInt(numbers[1]);
    int from = meant ? minor : minor + 4;
    return "[%s.%d.0,%s.%d.0)".formatted(numbers[0], from, numbers[0], from + 1);
  }
}
