package dev.changeover.explain.environment;

import dev.changeover.event.ComponentEvent.ArtifactObserved;
import dev.changeover.event.ComponentEvent.CapacityObserved;
import dev.changeover.event.ComponentEvent.Mark;
import dev.changeover.event.ComponentEvent.VersionMarked;
import dev.changeover.event.Recorded;
import dev.changeover.event.VersionRange;
import dev.changeover.explain.CitedFact;
import dev.changeover.projection.environment.component.VersionFacts;
import dev.changeover.projection.environment.dependant.PathFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known against a version of a component that would be run. */
public record KnownAgainst(EnvironmentAt at, String component, String version) {

  /** A mark stands until whoever set it says later that the version is good. */
  public List<CitedFact> marks() {
    return told().stream()
        .flatMap(each -> bad(each))
        .sorted(Recorded.BY_TIME)
        .map(
            each ->
                at.cite()
                    .fact(
                        "mark of %s %s".formatted(component, version),
                        each.event().mark().toString(),
                        each))
        .toList();
  }

  private static Stream<Recorded<VersionMarked>> bad(VersionFacts version) {
    Recorded<VersionMarked> good = version.marks().get(Mark.LAST_KNOWN_GOOD);
    return version.marks().values().stream()
        .filter(each -> each.event().mark() == Mark.FAULTY || each.event().mark() == Mark.REVOKED)
        .filter(
            each ->
                good == null
                    || !good.id().source().equals(each.id().source())
                    || !good.effectiveAt().isAfter(each.effectiveAt()));
  }

  /** What it needs and is known not to be there: artifacts, and paths that were removed. */
  public List<CitedFact> unavailable() {
    return Stream.concat(artifacts(), paths()).toList();
  }

  private Stream<CitedFact> artifacts() {
    return told().stream()
        .flatMap(each -> each.artifacts().values().stream())
        .filter(each -> !each.event().available())
        .map(each -> at.cite().fact(nameOf(each.event()), "not available", each));
  }

  private static String nameOf(ArtifactObserved told) {
    return "%s of %s %s".formatted(told.what(), told.component(), told.version());
  }

  private Stream<CitedFact> paths() {
    return at.facts().paths().values().stream()
        .filter(each -> !each.present() && needs(each))
        .flatMap(
            each ->
                Stream.ofNullable(each.removed())
                    .map(
                        fact ->
                            at.cite()
                                .fact(
                                    "path " + each.path(),
                                    "removed, needed by %s %s".formatted(component, version),
                                    fact)));
  }

  private boolean needs(PathFacts path) {
    Map<String, VersionRange> needed = path.neededBy();
    VersionRange range = needed == null ? null : needed.get(component);
    return range != null && range.mayInclude(version);
  }

  /** How many instances of it are ready, as last counted; empty: nobody counted. */
  public Optional<Recorded<CapacityObserved>> capacity() {
    return told().flatMap(each -> Optional.ofNullable(each.capacity()));
  }

  private Optional<VersionFacts> told() {
    return at.facts()
        .component(component)
        .flatMap(each -> Optional.ofNullable(each.versions().get(version)));
  }
}
