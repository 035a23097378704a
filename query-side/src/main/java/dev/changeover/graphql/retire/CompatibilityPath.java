package dev.changeover.graphql.retire;

import dev.changeover.event.PathEvent.PathKind;
import dev.changeover.event.Recorded;
import dev.changeover.explain.retire.Retired;
import dev.changeover.explain.retire.Retired.OldFlag;
import dev.changeover.explain.retire.Retired.OldPath;
import dev.changeover.graphql.Cites;
import dev.changeover.graphql.asof.Point;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.dependant.PathFacts;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A compatibility path within all that is known of its environment: a debt. */
public record CompatibilityPath(PathFacts known, EnvironmentFacts facts, Point point)
    implements Cites {

  /** The versions of a component that need it. */
  public record NeededBy(String component, String versions) {}

  /** All that have not been removed, by name. */
  static List<CompatibilityPath> all(EnvironmentFacts facts, Point point) {
    return facts.paths().values().stream()
        .filter(PathFacts::present)
        .map(each -> new CompatibilityPath(each, facts, point))
        .toList();
  }

  public String path() {
    return known.path();
  }

  public @Nullable PathKind kind() {
    return known.kind();
  }

  public @Nullable String owner() {
    return known.owner();
  }

  public List<NeededBy> neededBy() {
    var told = known.neededBy();
    return told == null
        ? List.of()
        : new TreeMap<>(told)
            .entrySet().stream()
                .map(each -> new NeededBy(each.getKey(), each.getValue().toString()))
                .toList();
  }

  public @Nullable Instant introducedAt() {
    return known.introduced() == null ? null : known.introduced().effectiveAt();
  }

  public @Nullable Instant expires() {
    return known.expires();
  }

  public boolean overdue() {
    Instant end = known.expires();
    return end != null && !point.instant().isBefore(end);
  }

  public @Nullable Instant lastUsedAt() {
    return known.used() == null ? null : known.used().effectiveAt();
  }

  public List<String> callers() {
    return List.copyOf(known.callers().keySet());
  }

  /** A flag is asked about as such, since its meaning and its arms matter too. */
  Retired retired() {
    return known.kind() == PathKind.FLAG ? new OldFlag(path()) : new OldPath(path());
  }

  @Override
  public List<Long> positions() {
    return Stream.<Recorded<?>>concat(
            Stream.<Recorded<?>>concat(
                Stream.ofNullable(known.introduced()), Stream.ofNullable(known.firstUsed())),
            Stream.<Recorded<?>>concat(
                Stream.ofNullable(known.used()), Stream.ofNullable(known.removed())))
        .map(Recorded::position)
        .distinct()
        .sorted()
        .toList();
  }
}
