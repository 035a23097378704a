package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.Recorded;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.Step;
import dev.changeover.projection.environment.ActionTypeFacts;
import dev.changeover.projection.environment.component.Presence;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Columns, tables, topics and paths that steps use: as was declared last, and, while a version from
 * before that may run the retry, as was declared before.
 */
record UsedPaths(RetryFacts facts) {

  Set<String> of(Step step) {
    Stream<StepDeclaration> before =
        olderMayRun()
            ? told()
                .flatMap(each -> each.last().event().steps().stream())
                .filter(each -> each.name().equals(step.name()))
            : Stream.empty();
    return Stream.concat(step.declared().stream(), before)
        .flatMap(each -> each.uses().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Versions from before the longest business cycle are taken for gone. */
  private Stream<ActionTypeFacts.Told> told() {
    Instant since =
        facts
            .action()
            .beganAt()
            .orElse(facts.asked().instant())
            .minus(facts.policy().longestBusinessCycle());
    return Optional.ofNullable(facts.environment().actionTypes().get(facts.ref().type())).stream()
        .flatMap(type -> type.told().values().stream())
        .filter(each -> each.last().effectiveAt().isAfter(since));
  }

  /**
   * A declaration does not say of which version it is: the last one is not that of a version which
   * was there before it was told, or may have been, where nobody tells who is there.
   */
  private boolean olderMayRun() {
    Optional<Instant> last =
        told()
            .max(Comparator.comparing(ActionTypeFacts.Told::last, Recorded.BY_TIME))
            .map(each -> each.first().effectiveAt().minus(ActionAt.CLOCK_SKEW));
    return told().count() > 1
        && last.isPresent()
        && tries()
            .flatMap(each -> each.component().stream())
            .distinct()
            .anyMatch(each -> olderMayRun(each, last.get()));
  }

  private boolean olderMayRun(String component, Instant last) {
    Optional<SortedSet<String>> retrying =
        new RetryingVersions(facts).of(component, versions(triesOf(component)));
    NavigableSet<String> before =
        versions(
            triesOf(component).filter(each -> each.startedAt().filter(last::isAfter).isPresent()));
    List<Presence> seen =
        facts.environment().component(component).stream()
            .flatMap(each -> each.presences().stream())
            .toList();
    seen.stream()
        .filter(each -> each.sightings().first().effectiveAt().isBefore(last))
        .flatMap(each -> Stream.ofNullable(each.version()))
        .forEach(before::add);
    return seen.isEmpty()
        || retrying.isEmpty()
        || retrying.get().size() > 1
        || !Collections.disjoint(retrying.get(), before);
  }

  private Stream<Attempt> tries() {
    return facts.at().forwardSteps().stream().flatMap(step -> step.attempts().stream());
  }

  private Stream<Attempt> triesOf(String component) {
    return tries().filter(each -> each.component().filter(component::equals).isPresent());
  }

  private static NavigableSet<String> versions(Stream<Attempt> tries) {
    return tries
        .flatMap(each -> each.version().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
