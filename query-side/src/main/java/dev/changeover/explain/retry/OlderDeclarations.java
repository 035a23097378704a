package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.Recorded;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.environment.ActionTypeFacts.Told;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Declarations before the last one that a version which may run the retry may be of. A declaration
 * does not say of which version it is: but not of one that came only after the next declaration.
 */
record OlderDeclarations(RetryFacts facts) {

  /** In order of time. */
  List<Recorded<ActionTypeDeclared>> all() {
    Collection<Told> told = told();
    return told.stream()
        .filter(each -> replacedAt(each, told).filter(at -> mayStillRun(each, at)).isPresent())
        .<Recorded<ActionTypeDeclared>>map(Told::last)
        .sorted(Recorded.BY_TIME)
        .toList();
  }

  /** Instances that may be there of versions that were before a declaration was replaced. */
  List<Presence> instancesOf(Recorded<ActionTypeDeclared> declaration) {
    Collection<Told> told = told();
    return told.stream()
        .filter(each -> each.last().equals(declaration))
        .flatMap(each -> replacedAt(each, told).stream())
        .flatMap(
            replaced ->
                components().stream()
                    .flatMap(Optional::stream)
                    .flatMap(name -> instances(name, replaced)))
        .distinct()
        .toList();
  }

  /** Whether it was tried, and each try tells its component. */
  boolean allNamed() {
    Set<Optional<String>> components = components();
    return !components.isEmpty() && !components.contains(Optional.<String>empty());
  }

  /** Tries that do not tell their component. */
  List<Attempt> unnamed() {
    return tries().filter(each -> each.component().isEmpty()).toList();
  }

  private Collection<Told> told() {
    return Optional.ofNullable(facts.environment().actionTypes().get(facts.ref().type()))
        .map(type -> type.told().values())
        .orElse(List.of());
  }

  /** When another one was told, for all that clocks say; empty: it is the last one. */
  private static Optional<Instant> replacedAt(Told declaration, Collection<Told> all) {
    return all.stream()
        .filter(each -> !each.equals(declaration))
        .flatMap(each -> Stream.of(each.first(), each.last()))
        .filter(each -> Recorded.BY_TIME.compare(each, declaration.last()) > 0)
        .map(Recorded::effectiveAt)
        .min(Comparator.naturalOrder())
        .map(at -> at.minus(ActionAt.CLOCK_SKEW));
  }

  private boolean mayStillRun(Told declaration, Instant replaced) {
    boolean remembered = isRemembered(declaration);
    return (!allNamed() && (remembered || somebodyRunsSince(replaced)))
        || components().stream()
            .flatMap(Optional::stream)
            .anyMatch(name -> mayStillRun(name, replaced, remembered));
  }

  /**
   * Where nobody tells who is there, or which of several versions came with which declaration,
   * those from before the longest business cycle are taken for gone.
   */
  private boolean isRemembered(Told declaration) {
    Instant began = facts.action().beganAt().orElse(facts.asked().instant());
    return declaration
        .last()
        .effectiveAt()
        .isAfter(began.minus(facts.policy().longestBusinessCycle()));
  }

  /** A try that does not tell its component may have been that of anybody. */
  private boolean somebodyRunsSince(Instant replaced) {
    return unnamed().stream().anyMatch(each -> began(each, replaced))
        || facts.environment().components().values().stream()
            .filter(each -> each.kind() != ComponentKind.SCHEMA)
            .anyMatch(each -> mayStillRun(each.component(), replaced, false));
  }

  private boolean mayStillRun(String component, Instant replaced, boolean remembered) {
    boolean seen =
        facts
            .environment()
            .component(component)
            .filter(each -> !each.presences().isEmpty())
            .isPresent();
    RetryingVersions retrying = retrying(component);
    if (!retrying.complete()) {
      return seen || remembered || triesOf(component).anyMatch(each -> began(each, replaced));
    }
    NavigableSet<String> before = versionsBefore(component, replaced);
    return retrying.versions().stream().anyMatch(before::contains)
        || (remembered && (!seen || retrying.versions().size() > 1));
  }

  private Stream<Presence> instances(String component, Instant replaced) {
    NavigableSet<String> before = versionsBefore(component, replaced);
    return facts.environment().component(component).stream()
        .flatMap(each -> each.possiblyLive(facts.asked().instant(), facts.policy()).stream())
        .filter(
            each ->
                each.version() == null
                    ? each.runsSince().isBefore(replaced)
                    : before.contains(each.version()));
  }

  /** Versions that tried, were seen or were put in place before a moment. */
  private NavigableSet<String> versionsBefore(String component, Instant replaced) {
    NavigableSet<String> before =
        versions(triesOf(component).filter(each -> began(each, replaced)));
    facts.environment().component(component).stream()
        .flatMap(each -> versionsBefore(each, replaced))
        .forEach(before::add);
    return before;
  }

  private static Stream<String> versionsBefore(ComponentFacts component, Instant replaced) {
    Stream<String> seen =
        component.presences().stream()
            .filter(each -> each.runsSince().isBefore(replaced))
            .flatMap(each -> Stream.ofNullable(each.version()));
    Stream<String> announced =
        component.announced().entrySet().stream()
            .filter(each -> each.getValue().effectiveAt().isBefore(replaced))
            .map(each -> each.getKey());
    return Stream.concat(seen, announced);
  }

  private RetryingVersions retrying(String component) {
    return RetryingVersions.of(facts, component, versions(triesOf(component)));
  }

  private static boolean began(Attempt attempt, Instant before) {
    return attempt.startedAt().filter(before::isAfter).isPresent();
  }

  /** Of the tries; empty in the set: one does not tell its own. */
  private Set<Optional<String>> components() {
    return tries().map(Attempt::component).collect(Collectors.toSet());
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
