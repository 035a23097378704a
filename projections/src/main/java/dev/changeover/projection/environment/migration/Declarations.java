package dev.changeover.projection.environment.migration;

import dev.changeover.event.MigrationEvent.MigrationDeclared;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.MigrationEvent.PhaseDeclaration;
import dev.changeover.event.Recorded;
import dev.changeover.event.VersionRange;
import dev.changeover.event.json.EventJson;
import dev.changeover.projection.join.Join;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that was declared of a migration. Of each source its last word on a thing counts: what a
 * later declaration leaves out is not unsaid, and what another source says does not outweigh it.
 *
 * @param told the latest of each source and content
 */
public record Declarations(SortedMap<String, Recorded<MigrationDeclared>> told) {
  static final Declarations NONE = new Declarations(Join.none());

  /** What versions of a component a phase requires, and who says so. */
  public record Requirement(String component, VersionRange range, Recorded<MigrationDeclared> by) {}

  Declarations and(Recorded<MigrationDeclared> fact) {
    String content = EventJson.mapper().writeValueAsString(fact.event());
    return new Declarations(Join.latest(told, fact.id().source() + " " + content, fact));
  }

  /** The latest of all; empty: nothing was declared. */
  public Optional<Recorded<MigrationDeclared>> latest() {
    return told.values().stream().max(Recorded.BY_TIME);
  }

  /** The SCHEMA component that it changes, as last told. */
  public Optional<String> schema() {
    return last(told.values(), MigrationDeclared::schema)
        .flatMap(each -> Optional.ofNullable(each.event().schema()));
  }

  /** The version of the schema that it leads to, as last told. */
  public Optional<String> target() {
    return last(told.values(), MigrationDeclared::target)
        .flatMap(each -> Optional.ofNullable(each.event().target()));
  }

  /** Whether a source that told the phases says that it goes through this one. */
  public boolean names(Phase phase) {
    return ofEach(fact -> fact.phases().isEmpty() ? null : fact.phases())
        .anyMatch(fact -> of(fact.event(), phase).isPresent());
  }

  /** What each source says of undoing a phase. */
  Stream<Reversibility> reversibility(Phase phase) {
    return ofEach(fact -> of(fact, phase).map(PhaseDeclaration::reversible).orElse(null))
        .map(
            fact ->
                Reversibility.said(
                    of(fact.event(), phase).map(PhaseDeclaration::reversible).orElse(null), fact));
  }

  /** Who says that both forms are written in a phase; empty: nobody, or another says no. */
  public Optional<Recorded<MigrationDeclared>> dualWrite(Phase phase) {
    List<Recorded<MigrationDeclared>> all =
        ofEach(fact -> of(fact, phase).map(PhaseDeclaration::dualWrite).orElse(null)).toList();
    boolean agreed =
        all.stream()
            .flatMap(fact -> of(fact.event(), phase).stream())
            .allMatch(each -> Boolean.TRUE.equals(each.dualWrite()));
    return agreed ? all.stream().max(Recorded.BY_TIME) : Optional.empty();
  }

  /** What a phase requires, of each source the last that it told for the phase. */
  public List<Requirement> requires(Phase phase) {
    return ofEach(fact -> of(fact, phase).filter(each -> !each.requires().isEmpty()).orElse(null))
        .sorted(Recorded.BY_TIME.reversed())
        .flatMap(
            fact ->
                of(fact.event(), phase).stream()
                    .flatMap(each -> new TreeMap<>(each.requires()).entrySet().stream())
                    .map(each -> new Requirement(each.getKey(), each.getValue(), fact)))
        .toList();
  }

  private static Optional<PhaseDeclaration> of(MigrationDeclared declared, Phase phase) {
    return declared.phases().stream().filter(each -> each.phase() == phase).findFirst();
  }

  /** Of each source the last declaration that tells a part. */
  private Stream<Recorded<MigrationDeclared>> ofEach(
      Function<MigrationDeclared, @Nullable Object> part) {
    Map<String, List<Recorded<MigrationDeclared>>> bySource =
        told.values().stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.id().source(), TreeMap::new, Collectors.toList()));
    return bySource.values().stream().flatMap(each -> last(each, part).stream());
  }

  private static <T> Optional<Recorded<MigrationDeclared>> last(
      Collection<Recorded<MigrationDeclared>> facts,
      Function<MigrationDeclared, @Nullable T> part) {
    return facts.stream().filter(each -> part.apply(each.event()) != null).max(Recorded.BY_TIME);
  }
}
