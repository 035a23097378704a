package dev.changeover.explain.proof;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MessageForm;
import dev.changeover.event.MigrationEvent.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the versions before a release could really do now, and what going back would break. */
final class RollbackTruth {
  /** A version that somebody brought beside the release. */
  static final String HOTFIX = "9.9.9";

  /** A component of the release, and which of its versions run. */
  static final class Component {
    final String name;
    final ComponentKind kind;
    final String from;
    final String to;
    final List<String> live = new ArrayList<>();

    Component(String name, ComponentKind kind, String from, String to) {
      this.name = name;
      this.kind = kind;
      this.from = from;
      this.to = to;
    }
  }

  private final Random random;
  private final boolean tolerant;
  private final boolean makesNewForm;
  private final boolean oldTakesNew;
  private final Map<String, Boolean> works = new HashMap<>();

  final List<Component> components = new ArrayList<>();

  /** Components that are not of the release, with their live versions. */
  final Map<String, List<String>> peers = new TreeMap<>();

  /** Each stands for itself: none of them may be there. */
  final List<String> dangers = new ArrayList<>();

  /** Names of those that would go back; the others stay as they are. */
  Set<String> goingBack = Set.of();

  final Map<MessageForm, Long> waiting = new TreeMap<>();
  long dead;
  boolean migrated;

  /** Whether a consumer of what checkout makes stays, and whether it takes the form of before. */
  boolean billing;

  boolean billingTakesOld;

  /** Whether the plan takes the schema back as well, and whether that is asked about. */
  boolean planTakesSchemaBack;

  boolean schemaGoesBack;

  /** Whether a full record of it leaves something open. */
  boolean unprovable;

  /** The furthest phase that was reached and not undone; null: none. */
  @Nullable Phase phase;

  long hiddenRows;
  boolean lag;
  boolean dualWrite = true;

  final Forbidding forbidding;

  RollbackTruth(World world) {
    this.random = world.random;
    this.forbidding = new Forbidding(world);
    this.tolerant = random.nextInt(3) > 0;
    this.makesNewForm = random.nextInt(2) == 0;
    this.oldTakesNew = random.nextInt(2) == 0;
  }

  /** What matters only where the component goes back. */
  void endanger(Component component, String what) {
    if (goingBack.contains(component.name)) {
      dangers.add(what);
    }
  }

  boolean makes(String version, MessageForm form) {
    boolean isNew = form.text().endsWith("/3");
    return (version.equals("2.4.0") && makesNewForm) == isNew;
  }

  boolean takes(String version, MessageForm form) {
    return form.text().endsWith("/2") || version.equals("5.1.0") || oldTakesNew;
  }

  String schema() {
    return phase == null ? "41" : "42";
  }

  /** Whether two versions work side by side, whichever is named first. */
  boolean works(ComponentVersion one, ComponentVersion other) {
    return passes(one, other) && !forbidding.breaks(one, other);
  }

  /** Whether whoever tries two versions together sees them work. */
  boolean passes(ComponentVersion one, ComponentVersion other) {
    boolean inOrder = one.compareTo(other) <= 0;
    String pair = inOrder ? one + "|" + other : other + "|" + one;
    boolean drawn = works.computeIfAbsent(pair, _ -> random.nextInt(tolerant ? 40 : 5) > 0);
    return drawn || (isWhereItStarted(one) && isWhereItStarted(other));
  }

  boolean isWhereItStarted(ComponentVersion version) {
    return components.stream().map(RollbackTruth::target).anyMatch(version::equals);
  }

  /** The first thing that going back would break; empty: nothing. */
  Optional<String> harm() {
    return dangers.stream()
        .findFirst()
        .or(this::data)
        .or(this::messages)
        .or(this::consumers)
        .or(this::schemaFirst)
        .or(this::neighbours)
        .or(this::order);
  }

  private Optional<String> data() {
    if (phase == Phase.CONTRACTED) {
      return Optional.of("the old form is gone");
    }
    if (hiddenRows > 0) {
      return Optional.of("rows are hidden from the target");
    }
    if (phase == null || phase == Phase.EXPANDED) {
      return Optional.empty();
    }
    return lag || !dualWrite ? Optional.of("the old form is behind") : Optional.empty();
  }

  private Optional<String> messages() {
    for (Component worker : components) {
      if (worker.kind != ComponentKind.WORKER || !changes(worker)) {
        continue;
      }
      for (Map.Entry<MessageForm, Long> each : waiting.entrySet()) {
        if (!takes(worker.from, each.getKey()) && (each.getValue() > 0 || dead > 0)) {
          return Optional.of("messages wait that the target does not take");
        }
        boolean made =
            components.stream()
                .filter(component -> component.name.equals("checkout"))
                .flatMap(component -> component.live.stream())
                .anyMatch(version -> makes(version, each.getKey()));
        if (made && !takes(worker.from, each.getKey())) {
          return Optional.of("messages are made that the target does not take");
        }
      }
    }
    return Optional.empty();
  }

  /** It makes the form of before again, once it is back. */
  private Optional<String> consumers() {
    boolean goes =
        components.stream().anyMatch(each -> each.name.equals("checkout") && changes(each));
    return goes && billing && !billingTakesOld
        ? Optional.of("a consumer that stays does not take what the target makes")
        : Optional.empty();
  }

  /** What came with the newer schema is at work until it is gone. */
  private Optional<String> schemaFirst() {
    boolean needed = components.stream().anyMatch(each -> each.live.contains(each.to));
    return schemaGoesBack && phase != null && needed
        ? Optional.of("the schema would go back under versions that need it")
        : Optional.empty();
  }

  private Optional<String> neighbours() {
    for (Component each : components) {
      ComponentVersion target = target(each);
      if (!changes(each)) {
        continue;
      }
      for (Map.Entry<String, List<String>> peer : peers.entrySet()) {
        for (String version : peer.getValue()) {
          if (!works(target, new ComponentVersion(peer.getKey(), version))) {
            return Optional.of("the target does not work with a peer");
          }
        }
      }
      boolean staysApart =
          components.stream()
              .filter(other -> !goingBack.contains(other.name))
              .flatMap(
                  other -> other.live.stream().map(live -> new ComponentVersion(other.name, live)))
              .anyMatch(other -> !works(target, other));
      if (staysApart) {
        return Optional.of("the target does not work with what stays of the release");
      }
      if (migrated && !works(target, new ComponentVersion("orders-db", schema()))) {
        return Optional.of("the target does not run on the schema");
      }
    }
    return Optional.empty();
  }

  /** Whether there is no order in which all go back with every state in between working. */
  private Optional<String> order() {
    List<Component> changing = components.stream().filter(this::changes).toList();
    return goesBack(changing, new ArrayList<>())
        ? Optional.empty()
        : Optional.of("every order passes through versions that do not work side by side");
  }

  private boolean goesBack(List<Component> left, List<Component> gone) {
    if (left.isEmpty()) {
      return true;
    }
    for (Component next : left) {
      List<Component> others =
          components.stream()
              .filter(each -> goingBack.contains(each.name) && !each.equals(next))
              .toList();
      boolean fits =
          others.stream()
              .allMatch(
                  other ->
                      (gone.contains(other) || !changes(other))
                          ? works(target(next), target(other))
                          : other.live.stream()
                              .filter(version -> !version.equals(other.from))
                              .allMatch(
                                  version ->
                                      works(
                                          target(next),
                                          new ComponentVersion(other.name, version))));
      if (fits) {
        List<Component> rest = new ArrayList<>(left);
        rest.remove(next);
        List<Component> done = new ArrayList<>(gone);
        done.add(next);
        if (goesBack(rest, done)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether some order would break, so that the one to take must be named. */
  boolean needsAnOrder() {
    return components.stream()
        .anyMatch(
            one ->
                components.stream()
                    .filter(other -> !other.equals(one) && goingBack.contains(one.name))
                    .anyMatch(
                        other ->
                            other.live.stream()
                                .anyMatch(
                                    version ->
                                        !works(
                                            target(one),
                                            new ComponentVersion(other.name, version)))));
  }

  private static ComponentVersion target(Component component) {
    return new ComponentVersion(component.name, component.from);
  }

  private boolean changes(Component component) {
    return goingBack.contains(component.name) && isNotYetBack(component);
  }

  private static boolean isNotYetBack(Component component) {
    return component.live.stream().anyMatch(each -> !each.equals(component.from));
  }
}
