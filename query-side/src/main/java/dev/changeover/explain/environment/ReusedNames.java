package dev.changeover.explain.environment;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.FlagEvent.FlagChanged;
import dev.changeover.event.PathEvent.PathIntroduced;
import dev.changeover.event.Recorded;
import dev.changeover.event.VersionRange;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
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
 * meaning where its version ran before the second, or was what a release planned before that
 * replaced; by the second where a release that was under way then, or planned later, brought it, or
 * where it is told which versions need the name and it is none of these. Else it is not told.
 */
public final class ReusedNames {
  private ReusedNames() {}

  /** All names that were reused, whether or not anything knows them by their first meaning. */
  public static List<NameMeaning> in(EnvironmentAt at) {
    List<NameMeaning> names = new ArrayList<>();
    at.facts().flags().values().forEach(each -> names.add(ofFlag(at, each)));
    at.facts().paths().values().forEach(each -> ofPath(at, each).ifPresent(names::add));
    return names.stream().filter(each -> each.change().isPresent()).toList();
  }

  public static NameMeaning onlyOneMeaning(String what) {
    return new NameMeaning(what, Optional.empty(), List.of(), Optional.empty());
  }

  public static NameMeaning ofFlag(EnvironmentAt at, FlagFacts flag) {
    String what = "flag " + flag.flag();
    Optional<Recorded<FlagChanged>> change = newMeaning(flag);
    boolean firstUntold = flag.changes().getFirst().event().meaning() == null;
    if (change.isEmpty() || (flag.meanings().size() < 2 && !firstUntold)) {
      return onlyOneMeaning(what);
    }
    NavigableSet<String> components = new TreeSet<>();
    flag.changes().stream()
        .flatMap(each -> Stream.ofNullable(each.event().component()))
        .forEach(components::add);
    Optional<PathFacts> path = Optional.ofNullable(at.facts().paths().get(flag.flag()));
    path.flatMap(each -> Optional.ofNullable(each.neededBy()))
        .ifPresent(each -> components.addAll(each.keySet()));
    NameMeaning reused =
        reused(
            at,
            what,
            at.cite().fact(what, "means " + change.get().event().meaning(), change.get()),
            change.get().effectiveAt(),
            components,
            path);
    return flag.meanings().size() < 2 ? perhaps(reused) : reused;
  }

  /**
   * What it meant at first was not told: whoever is of that time may know it by another meaning.
   */
  private static NameMeaning perhaps(NameMeaning reused) {
    return reused.knowing().isEmpty()
        ? reused
        : new NameMeaning(
            reused.what(),
            reused.change(),
            List.of(),
            Optional.of(
                new MissingFact(
                    "what %s meant at first".formatted(reused.what()),
                    "meaning of " + reused.what(),
                    "Tell flag.changed of that time with its meaning.",
                    MissingFact.Kind.DECLARATION)));
  }

  /** A path that was removed and introduced again under its name. */
  public static Optional<NameMeaning> ofPath(EnvironmentAt at, PathFacts path) {
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

  private static NameMeaning reused(
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
    List<Presence> there =
        candidates.stream()
            .flatMap(each -> at.possiblyLive(each.component()).stream())
            .filter(each -> each.version() != null)
            .toList();
    List<CitedFact> knowing =
        there.stream()
            .filter(each -> knows(at, each, since, path) == Knows.OLD)
            .map(each -> at.cite(each))
            .toList();
    return new NameMeaning(
        what,
        Optional.of(change),
        knowing,
        untold(at, what, named, candidates)
            .or(
                () ->
                    there.stream()
                        .filter(each -> knows(at, each, since, path) == Knows.UNTOLD)
                        .findFirst()
                        .map(each -> meaningWanted(what, each))));
  }

  /** By which meaning an instance knows a name. */
  private enum Knows {
    OLD,
    NEW,
    UNTOLD
  }

  private static Knows knows(
      EnvironmentAt at, Presence presence, Instant since, Optional<PathFacts> path) {
    String version = String.valueOf(presence.version());
    return path.flatMap(each -> Optional.ofNullable(each.neededBy()))
        .flatMap(each -> Optional.ofNullable(each.get(presence.component())))
        .map(range -> knows(range, version))
        .orElseGet(() -> byReleases(at, presence.component(), version, since));
  }

  private static Knows knows(VersionRange needsTheOld, String version) {
    if (needsTheOld.includes(version)) {
      return Knows.OLD;
    }
    return needsTheOld.mayInclude(version) ? Knows.UNTOLD : Knows.NEW;
  }

  private static Knows byReleases(
      EnvironmentAt at, String component, String version, Instant since) {
    List<ReleaseFacts> before = plannedBy(at, component, since);
    Optional<ReleaseFacts> last =
        before.isEmpty() ? Optional.empty() : Optional.of(before.getLast());
    if (last.flatMap(each -> planned(each, component))
        .filter(each -> version.equals(each.to()))
        .isPresent()) {
      return last.filter(each -> isOver(each, since)).isPresent() ? Knows.UNTOLD : Knows.NEW;
    }
    boolean replaced =
        before.stream()
            .flatMap(each -> planned(each, component).stream())
            .anyMatch(each -> version.equals(each.from()));
    boolean seenBefore =
        at.facts().component(component).stream()
            .flatMap(each -> each.at(version).stream())
            .anyMatch(each -> each.runsSince().isBefore(since));
    if (replaced || seenBefore) {
      return Knows.OLD;
    }
    boolean broughtLater =
        at.facts().releases().values().stream()
            .filter(each -> !before.contains(each))
            .flatMap(each -> planned(each, component).stream())
            .anyMatch(each -> version.equals(each.to()));
    return broughtLater ? Knows.NEW : Knows.UNTOLD;
  }

  /** Releases of a component that were planned by then, in order of time. */
  private static List<ReleaseFacts> plannedBy(EnvironmentAt at, String component, Instant moment) {
    return at.facts().releases().values().stream()
        .filter(each -> planned(each, component).isPresent())
        .filter(
            each -> each.planFact().filter(fact -> !fact.effectiveAt().isAfter(moment)).isPresent())
        .sorted(
            (one, other) ->
                Recorded.BY_TIME.compare(
                    one.planFact().orElseThrow(), other.planFact().orElseThrow()))
        .toList();
  }

  /** Whether it was told to be over by then: what comes later may be of something else. */
  private static boolean isOver(ReleaseFacts release, Instant moment) {
    return release.finished() != null && release.finished().effectiveAt().isBefore(moment);
  }

  private static Optional<PlannedComponent> planned(ReleaseFacts release, String component) {
    return release.plan().stream()
        .flatMap(plan -> plan.components().stream())
        .filter(each -> each.name().equals(component))
        .findFirst();
  }

  private static MissingFact meaningWanted(String what, Presence presence) {
    String version = presence.component() + " " + presence.version();
    return new MissingFact(
        "by which meaning %s knows %s".formatted(version, what),
        "meaning of " + what,
        "Tell path.introduced of it with neededBy: the versions that know its old meaning.",
        MissingFact.Kind.DECLARATION);
  }

  /** An instance that does not tell its version, or a component of which nothing fresh is told. */
  private static Optional<MissingFact> untold(
      EnvironmentAt at, String what, NavigableSet<String> named, List<ComponentFacts> candidates) {
    Stream<String> unseen = named.stream().filter(each -> !at.isSeen(each));
    Stream<String> unversioned =
        candidates.stream()
            .map(ComponentFacts::component)
            .filter(each -> at.possiblyLive(each).stream().anyMatch(one -> one.version() == null));
    boolean nothingSeen =
        named.isEmpty() && candidates.stream().noneMatch(each -> at.isSeen(each.component()));
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
