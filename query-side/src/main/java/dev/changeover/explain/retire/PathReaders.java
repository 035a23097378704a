package dev.changeover.explain.retire;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.Recorded;
import dev.changeover.event.VersionRange;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.CallersLeft;
import dev.changeover.explain.environment.DeclaredUses;
import dev.changeover.explain.retire.Readers.Untold;
import dev.changeover.projection.environment.ActionTypeFacts.Told;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.dependant.PathFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The live versions and the declared steps that need a path. */
record PathReaders(Scene scene, PathFacts path, String retired) {

  Readers read() {
    List<String> readers = new ArrayList<>();
    List<CitedFact> facts = new ArrayList<>();
    neededBy()
        .forEach(
            (component, range) ->
                scene.possiblyLive(component).stream()
                    .filter(each -> each.version() != null && range.mayInclude(each.version()))
                    .forEach(
                        each -> {
                          readers.add(component + " " + each.version());
                          facts.add(scene.at().cite(each));
                        }));
    new DeclaredUses(scene.at())
        .of(path.path()::equals)
        .forEach(
            fact -> {
              readers.add(DeclaredUses.stepOf(fact.event(), path.path()::equals));
              facts.add(scene.cite("declaration of " + fact.event().type(), "uses it", fact));
            });
    return new Readers(
        retired,
        PathReading.isData(path),
        readers.stream().distinct().toList(),
        facts.isEmpty() ? none() : facts,
        untold());
  }

  private SortedMap<String, VersionRange> neededBy() {
    Map<String, VersionRange> told = path.neededBy();
    return told == null ? new TreeMap<>() : new TreeMap<>(told);
  }

  /** What shows that none of those that need it is there. */
  private List<CitedFact> none() {
    return neededBy().keySet().stream()
        .flatMap(each -> scene.at().lastSeen(each).stream())
        .toList();
  }

  private Optional<Untold> untold() {
    Optional<String> unseen =
        neededBy().keySet().stream().filter(each -> !scene.isSeen(each)).findFirst();
    Optional<Presence> unversioned =
        neededBy().keySet().stream()
            .flatMap(each -> scene.possiblyLive(each).stream())
            .filter(each -> each.version() == null)
            .findFirst();
    return unseen
        .map(this::unseen)
        .or(() -> unversioned.map(this::unversioned))
        .or(this::stillOpen)
        .or(this::nobodyNamed);
  }

  private Untold unseen(String component) {
    return new Untold(
        "Nothing fresh tells which versions of %s run, and some of them need %s."
            .formatted(component, retired),
        scene.at().lastSeen(component).stream().toList(),
        new MissingFact(
            "live versions of " + component,
            "readers of " + retired,
            "Let %s report: a heartbeat, spans or component.observed; or send component.removed."
                .formatted(component),
            MissingFact.Kind.HEARTBEAT));
  }

  private Untold unversioned(Presence presence) {
    return new Untold(
        "A live instance of %s does not tell its version, and some versions need %s."
            .formatted(presence.component(), retired),
        List.of(scene.at().cite(presence)),
        new MissingFact(
            "version of every live instance of " + presence.component(),
            "readers of " + retired,
            "Let every instance of %s report its version.".formatted(presence.component()),
            MissingFact.Kind.HEARTBEAT));
  }

  /** A declaration that used it was replaced; actions of the time before may still go on. */
  private Optional<Untold> stillOpen() {
    return new DeclaredUses(scene.at())
        .bySource()
        .flatMap(this::replacedLately)
        .min(Recorded.BY_TIME)
        .map(
            each ->
                new Untold(
                    "%s used %s within the longest business cycle; actions that began then may still go on."
                        .formatted(DeclaredUses.stepOf(each.event(), path.path()::equals), retired),
                    List.of(scene.cite("declaration of " + each.event().type(), "used it", each)),
                    new MissingFact(
                        "end of all actions of %s that began before".formatted(each.event().type()),
                        "readers of " + retired,
                        "Wait until a whole business cycle has passed since the declaration.",
                        MissingFact.Kind.DECLARATION)));
  }

  /** Earlier declarations of a source that used it and that it held to within the cycle. */
  private Stream<Recorded<ActionTypeDeclared>> replacedLately(List<Told> declarations) {
    Instant since = scene.ago(scene.policy().longestBusinessCycle());
    return declarations.stream()
        .limit(declarations.size() - 1L)
        .filter(each -> DeclaredUses.uses(each.last().event(), path.path()::equals))
        .filter(each -> replacedAt(each, declarations).isAfter(since))
        .map(Told::last);
  }

  /** When the source first said something else after it had last said this. */
  private static Instant replacedAt(Told told, List<Told> declarations) {
    Instant last = told.last().effectiveAt();
    return declarations.stream()
        .flatMap(each -> Stream.of(each.first(), each.last()))
        .map(Recorded::effectiveAt)
        .filter(each -> each.isAfter(last))
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }

  /** Nobody is named who needs it, and nothing shows that calls would be told. */
  private Optional<Untold> nobodyNamed() {
    boolean watched = !PathReading.isData(path) && probedLately();
    return !neededBy().isEmpty() || watched
        ? Optional.empty()
        : Optional.of(
            new Untold(
                "Who needs %s is not told, so silence proves nothing.".formatted(retired),
                List.of(),
                new MissingFact(
                    "who needs " + retired,
                    "readers of " + retired,
                    "Tell path.introduced of %s with neededBy: its components and their versions."
                        .formatted(path.path()),
                    MissingFact.Kind.DECLARATION)));
  }

  private boolean probedLately() {
    Instant since = scene.ago(scene.policy().probeMaxAge());
    return path.callers().entrySet().stream()
        .filter(each -> new CallersLeft(scene.at(), path).isProbe(each.getKey()))
        .anyMatch(each -> !each.getValue().effectiveAt().isBefore(since));
  }
}
