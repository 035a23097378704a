package dev.changeover.explain.retire;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.FlagEvent.FlagChanged;
import dev.changeover.event.PathEvent.PathIntroduced;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.EnvironmentAt;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.dependant.FlagFacts;
import dev.changeover.projection.environment.dependant.PathFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Names of flags and paths that were given a second meaning. An instance knows a name by its first
 * meaning unless its version came with the second: first seen since, or brought by the last release
 * before, or left out where it is told which versions need the name.
 */
public final class ReusedNames {
  private ReusedNames() {}

  /** All names that were reused, whether or not anything knows them by their first meaning. */
  public static List<ReusedName> in(EnvironmentAt at) {
    List<ReusedName> names = new ArrayList<>();
    at.facts().flags().values().forEach(each -> names.add(ofFlag(at, each)));
    at.facts().paths().values().forEach(each -> ofPath(at, each).ifPresent(names::add));
    return names.stream().filter(each -> each.change().isPresent()).toList();
  }

  static ReusedName onlyOneMeaning(String what) {
    return new ReusedName(what, Optional.empty(), List.of(), Optional.empty());
  }

  static ReusedName ofFlag(EnvironmentAt at, FlagFacts flag) {
    String what = "flag " + flag.flag();
    Optional<Recorded<FlagChanged>> change = newMeaning(flag);
    if (flag.meanings().size() < 2 || change.isEmpty()) {
      return onlyOneMeaning(what);
    }
    NavigableSet<String> components = new TreeSet<>();
    flag.changes().stream()
        .flatMap(each -> Stream.ofNullable(each.event().component()))
        .forEach(components::add);
    Optional<PathFacts> path = Optional.ofNullable(at.facts().paths().get(flag.flag()));
    path.flatMap(each -> Optional.ofNullable(each.neededBy()))
        .ifPresent(each -> components.addAll(each.keySet()));
    return reused(
        at,
        what,
        at.cite().fact(what, "means " + change.get().event().meaning(), change.get()),
        change.get().effectiveAt(),
        components,
        path);
  }

  /** A path that was removed and introduced again under its name. */
  static Optional<ReusedName> ofPath(EnvironmentAt at, PathFacts path) {
    Recorded<PathIntroduced> again = path.introduced();
    if (again == null
        || path.removed() == null
        || !again.effectiveAt().isAfter(path.removed().effectiveAt())) {
      return Optional.empty();
    }
    return Optional.of(
        reused(
            at,
            "path " + path.path(),
            at.cite().fact("path " + path.path(), "introduced again", again),
            again.effectiveAt(),
            new TreeSet<>(again.event().neededBy().keySet()),
            Optional.empty()));
  }

  /** The change from which on it has had the meaning that it has now. */
  private static Optional<Recorded<FlagChanged>> newMeaning(FlagFacts flag) {
    List<Recorded<FlagChanged>> told =
        flag.changes().stream().filter(each -> each.event().meaning() != null).toList();
    Optional<Recorded<FlagChanged>> since = Optional.empty();
    for (Recorded<FlagChanged> each : told.reversed()) {
      if (!Objects.equals(each.event().meaning(), told.getLast().event().meaning())) {
        break;
      }
      since = Optional.of(each);
    }
    return since;
  }

  private static ReusedName reused(
      EnvironmentAt at,
      String what,
      CitedFact change,
      Instant since,
      NavigableSet<String> named,
      Optional<PathFacts> path) {
    List<ComponentFacts> candidates =
        at.facts().components().values().stream()
            .filter(each -> named.isEmpty() || named.contains(each.component()))
            .filter(each -> each.kind() != ComponentKind.SCHEMA)
            .toList();
    List<CitedFact> knowing =
        candidates.stream()
            .flatMap(each -> at.possiblyLive(each.component()).stream())
            .filter(each -> each.version() != null && knows(at, each, since, path))
            .map(each -> at.cite(each))
            .toList();
    return new ReusedName(what, Optional.of(change), knowing, untold(at, what, named, candidates));
  }

  private static boolean knows(
      EnvironmentAt at, Presence presence, Instant since, Optional<PathFacts> path) {
    String version = String.valueOf(presence.version());
    Optional<Boolean> needs =
        path.flatMap(each -> Optional.ofNullable(each.neededBy()))
            .flatMap(each -> Optional.ofNullable(each.get(presence.component())))
            .map(range -> range.includes(version));
    return needs.orElseGet(() -> !cameWithIt(at, presence.component(), version, since));
  }

  /** First seen since the change, or brought by the last release that was planned before it. */
  private static boolean cameWithIt(
      EnvironmentAt at, String component, String version, Instant since) {
    boolean seenBefore =
        at.facts().component(component).stream()
            .flatMap(each -> each.at(version).stream())
            .anyMatch(each -> each.runsSince().isBefore(since));
    return !seenBefore || broughtBy(at, component, since).filter(version::equals).isPresent();
  }

  private static Optional<String> broughtBy(EnvironmentAt at, String component, Instant since) {
    return at.facts().releases().values().stream()
        .filter(each -> plannedTo(each, component).isPresent())
        .filter(
            each -> each.planFact().filter(fact -> !fact.effectiveAt().isAfter(since)).isPresent())
        .max(
            (one, other) ->
                Recorded.BY_TIME.compare(
                    one.planFact().orElseThrow(), other.planFact().orElseThrow()))
        .flatMap(each -> plannedTo(each, component));
  }

  private static Optional<String> plannedTo(ReleaseFacts release, String component) {
    return release.plan().stream()
        .flatMap(plan -> plan.components().stream())
        .filter(each -> each.name().equals(component))
        .map(each -> each.to())
        .findFirst();
  }

  /** An instance that does not tell its version, or a component of which nothing fresh is told. */
  private static Optional<MissingFact> untold(
      EnvironmentAt at, String what, NavigableSet<String> named, List<ComponentFacts> candidates) {
    Stream<String> unseen = named.stream().filter(each -> !new Scene(at).isSeen(each));
    Stream<String> unversioned =
        candidates.stream()
            .map(ComponentFacts::component)
            .filter(each -> at.possiblyLive(each).stream().anyMatch(one -> one.version() == null));
    boolean nothingSeen =
        named.isEmpty()
            && candidates.stream().noneMatch(each -> new Scene(at).isSeen(each.component()));
    return Stream.concat(
            nothingSeen ? Stream.of("the code that asks for it") : Stream.empty(),
            Stream.concat(unseen, unversioned))
        .findFirst()
        .map(
            component ->
                new MissingFact(
                    "versions of all live instances of " + component,
                    "meaning of " + what,
                    "Let every instance of %s report its version, or send component.removed."
                        .formatted(component),
                    MissingFact.Kind.HEARTBEAT));
  }
}
