package dev.changeover.explain.rollback;

import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.Compatibility;
import dev.changeover.explain.environment.CompatibilityReading;
import dev.changeover.explain.environment.MigrationStanding;
import dev.changeover.explain.environment.SchemaVersion;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What each target would live beside: every version of every other component that is there, and
 * every schema as it is. A component that is already at its target, and nothing else, stays.
 */
record PairReading(Scene scene, List<MigrationInTheWay> migrations) {

  /** Targets beside what stays. */
  List<PairAfterRollback> pairs() {
    List<PairAfterRollback> pairs = new ArrayList<>();
    List<String> changing = changing();
    List<String> peers = staying(Set.copyOf(changing));
    for (String component : changing) {
      ComponentVersion target = target(component);
      for (String peer : peers) {
        if (peer.equals(component)) {
          continue;
        }
        if (scene.isSchema(peer)) {
          schemas(peer).forEach(schema -> pairs.add(besideSchema(target, schema)));
        } else {
          scene
              .at()
              .versionsInUse(peer)
              .forEach(version -> pairs.add(beside(target, new ComponentVersion(peer, version))));
        }
      }
    }
    return pairs;
  }

  /** Schemas, and components that stay as they are. */
  private List<String> staying(Set<String> changing) {
    NavigableSet<String> peers = new TreeSet<>(scene.environment().components().keySet());
    peers.addAll(scene.at().migratedSchemas());
    peers.removeIf(each -> !scene.isSchema(each) && changing.contains(each));
    return List.copyOf(peers);
  }

  /** Pairs of components that both go back. */
  List<OrderOfReturn> orders() {
    List<OrderOfReturn> orders = new ArrayList<>();
    List<String> changing = changing();
    for (int i = 0; i < changing.size(); i++) {
      for (int j = i + 1; j < changing.size(); j++) {
        orders.add(order(changing.get(i), changing.get(j)));
      }
    }
    return withKnots(orders);
  }

  /** Marks the orders that are possible for each two, and for all of them together are not. */
  private static List<OrderOfReturn> withKnots(List<OrderOfReturn> orders) {
    NavigableSet<String> broken = Knot.in(before(orders, order -> !OrderOfReturn.breaks(order)));
    NavigableSet<String> unproved = Knot.in(before(orders, OrderOfReturn::proved));
    return orders.stream()
        .map(
            each ->
                new OrderOfReturn(
                    each.one(),
                    each.other(),
                    each.oneFirst(),
                    each.otherFirst(),
                    each.end(),
                    holds(broken, each),
                    holds(unproved, each),
                    each.ranTogether()))
        .toList();
  }

  private static Set<String> holds(NavigableSet<String> knot, OrderOfReturn order) {
    return knot.contains(order.one()) && knot.contains(order.other()) ? knot : Set.of();
  }

  private static List<Knot.Before> before(
      List<OrderOfReturn> orders, Predicate<List<Compatibility>> possible) {
    List<Knot.Before> before = new ArrayList<>();
    for (OrderOfReturn each : orders) {
      boolean oneFirst = possible.test(each.oneFirst());
      boolean otherFirst = possible.test(each.otherFirst());
      if (oneFirst && !otherFirst) {
        before.add(new Knot.Before(each.one(), each.other()));
      } else if (otherFirst && !oneFirst) {
        before.add(new Knot.Before(each.other(), each.one()));
      }
    }
    return before;
  }

  private OrderOfReturn order(String one, String other) {
    return new OrderOfReturn(
        one,
        other,
        mixed(target(one), other),
        mixed(target(other), one),
        read(target(one), target(other)),
        Set.of(),
        Set.of(),
        ranTogether(one, other));
  }

  /** The target beside what is there of the other component, now. */
  private List<Compatibility> mixed(ComponentVersion target, String other) {
    String past = target(other).version();
    List<Compatibility> mixed = new ArrayList<>();
    for (String version : scene.liveVersions(other)) {
      if (!version.equals(past)) {
        mixed.add(read(target, new ComponentVersion(other, version)));
      }
    }
    return List.copyOf(mixed);
  }

  private Compatibility read(ComponentVersion one, ComponentVersion other) {
    return CompatibilityReading.read(scene.at(), one, other);
  }

  private Optional<CitedFact> ranTogether(String one, String other) {
    return from(one) && from(other)
        ? scene
            .release()
            .flatMap(ReleaseFacts::planFact)
            .map(
                fact ->
                    scene
                        .cite()
                        .fact(
                            "versions before the release",
                            target(one) + ", " + target(other),
                            fact))
        : Optional.empty();
  }

  private boolean from(String component) {
    return scene
        .planned(component)
        .map(PlannedComponent::from)
        .filter(target(component).version()::equals)
        .isPresent();
  }

  private PairAfterRollback beside(ComponentVersion target, ComponentVersion peer) {
    return new PairAfterRollback(read(target, peer), false, true);
  }

  /** An expanded schema is judged as the migration that expanded it. */
  private PairAfterRollback besideSchema(ComponentVersion target, ComponentVersion schema) {
    boolean expanded =
        migrations.stream()
            .filter(MigrationInTheWay::isOnlyExpanded)
            .flatMap(each -> scene.environment().migration(each.migration()).stream())
            .flatMap(each -> MigrationStanding.schemaOf(scene.at(), each).stream())
            .anyMatch(schema.component()::equals);
    return new PairAfterRollback(read(target, schema), true, !expanded);
  }

  /** The schema as it is, and as it would be where it goes back too. */
  private NavigableSet<ComponentVersion> schemas(String schema) {
    NavigableSet<ComponentVersion> versions = new TreeSet<>();
    SchemaVersion.of(scene.at(), schema).ifPresent(versions::add);
    if (scene.targets().versions().containsKey(schema)) {
      versions.add(target(schema));
    }
    return versions;
  }

  private ComponentVersion target(String component) {
    return new ComponentVersion(component, scene.targets().versions().getOrDefault(component, ""));
  }

  private List<String> changing() {
    return scene.goingBack().stream().filter(this::changes).toList();
  }

  /** Whether something else than its target is or may be there. */
  private boolean changes(String component) {
    NavigableSet<String> live = scene.liveVersions(component);
    return live.size() != 1 || !live.contains(target(component).version());
  }
}
