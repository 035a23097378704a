package dev.changeover.explain.proceed;

import dev.changeover.event.ComponentVersion;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.Consumers;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedMigration;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import dev.changeover.projection.environment.ErrorFacts;
import dev.changeover.projection.environment.queue.DeadLetters;
import dev.changeover.projection.environment.queue.FormFlow;
import dev.changeover.projection.environment.queue.QueueFacts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Failures that came with what the release brought. */
record ErrorReading(Rollout rollout) {

  static List<ProceedSubject> subjects(Rollout rollout) {
    ErrorReading reading = new ErrorReading(rollout);
    return Stream.<ProceedSubject>concat(
            rollout.exposed().stream().map(reading::of), reading.sinceMigrations().stream())
        .toList();
  }

  /** Of schemas that steps have changed: what failed on anything since the first of these. */
  private List<NewErrors> sinceMigrations() {
    return rollout.plan().migrations().stream()
        .map(PlannedMigration::component)
        .distinct()
        .flatMap(schema -> sinceMigrations(schema).stream())
        .toList();
  }

  private Optional<NewErrors> sinceMigrations(String schema) {
    return rollout.migrated().stream()
        .filter(step -> changes(step, schema))
        .flatMap(
            step ->
                Stream.<Recorded<?>>concat(
                    Stream.ofNullable(rollout.facts(step).started()),
                    Stream.ofNullable(rollout.facts(step).finished())))
        .min(Recorded.BY_TIME)
        .map(began -> sinceMigrations(schema, began));
  }

  private boolean changes(PlannedStep step, String schema) {
    return rollout.plan().migrations().stream()
        .anyMatch(each -> each.name().equals(step.migrate()) && each.component().equals(schema));
  }

  /** Without what came only with a version that was brought after it. */
  private NewErrors sinceMigrations(String schema, Recorded<?> began) {
    Instant since = began.effectiveAt();
    List<ErrorFacts> errors = errorsSince(since);
    List<QueueFacts> grown =
        grown(rollout.running().stream().map(PlannedComponent::name).toList(), since);
    List<PlannedComponent> later =
        rollout.exposed().stream().filter(each -> since(each).isAfter(since)).toList();
    List<ErrorFacts> ownErrors =
        errors.stream().filter(each -> later.stream().noneMatch(it -> brought(it, each))).toList();
    List<QueueFacts> ownGrown =
        grown.stream()
            .filter(each -> later.stream().noneMatch(it -> brought(it, each, since)))
            .toList();
    boolean allCameLater =
        ownErrors.isEmpty() && ownGrown.isEmpty() && !(errors.isEmpty() && grown.isEmpty());
    String version = rollout.at().planned(schema).map(PlannedComponent::to).orElse("changed");
    return newErrors(
        new ComponentVersion(schema, version),
        ownErrors,
        ownGrown,
        since,
        allCameLater
            ? List.of()
            : List.of(rollout.cite().fact("step of the migration", "taken", began)));
  }

  private List<ErrorFacts> errorsSince(Instant since) {
    List<ErrorFacts> all = rollout.at().facts().errors();
    List<ErrorFacts> before =
        all.stream().filter(each -> each.first().effectiveAt().isBefore(since)).toList();
    return all.stream()
        .filter(each -> !before.contains(each) && before.stream().noneMatch(each::isLike))
        .toList();
  }

  /** Whether a failure is named with a component, and did not come before its version did. */
  private boolean brought(PlannedComponent component, ErrorFacts error) {
    return !error.first().effectiveAt().isBefore(since(component))
        && errors(component).contains(error);
  }

  /**
   * Whether dead letters are named with a component, and a count of each who sees more shows none
   * before its version.
   */
  private boolean brought(PlannedComponent component, QueueFacts queue, Instant since) {
    Instant came = since(component);
    return queues(component.name()).contains(queue.queue())
        && queue.deadLettersSideBySide().stream()
            .filter(each -> grown(queue, each, since) > 0)
            .allMatch(each -> hadNotGrown(queue, each, since, came));
  }

  private static boolean hadNotGrown(
      QueueFacts queue, DeadLetters counting, Instant since, Instant came) {
    long before = queue.deadLettersBefore(counting, since).map(DeadLetters::count).orElse(0L);
    return counting
        .before(came)
        .filter(each -> !each.effectiveAt().isBefore(since) && DeadLetters.count(each) <= before)
        .isPresent();
  }

  private NewErrors of(PlannedComponent component) {
    return newErrors(
        new ComponentVersion(component.name(), component.to()),
        errors(component),
        grown(List.of(component.name()), since(component)),
        since(component),
        rollout.at().possiblyLive(component.name()).stream()
            .filter(each -> component.to().equals(each.version()))
            .map(rollout.at()::cite)
            .toList());
  }

  private List<ErrorFacts> errors(PlannedComponent component) {
    ComponentVersion version = new ComponentVersion(component.name(), component.to());
    List<ErrorFacts> all = rollout.at().facts().errors();
    return all.stream()
        .filter(each -> isOn(each, version))
        .filter(each -> all.stream().noneMatch(other -> wasThere(other, each, version)))
        .toList();
  }

  private NewErrors newErrors(
      ComponentVersion version,
      List<ErrorFacts> errors,
      List<QueueFacts> grown,
      Instant since,
      List<CitedFact> watched) {
    return new NewErrors(
        version,
        errors.stream().map(this::cite).toList(),
        grown.stream().flatMap(each -> dead(each, since).stream()).toList(),
        grown.stream().mapToLong(each -> grown(each, since)).sum(),
        watched);
  }

  /** The queues of components whose dead letters are more than before. */
  private List<QueueFacts> grown(List<String> components, Instant since) {
    return components.stream()
        .flatMap(each -> queues(each).stream())
        .distinct()
        .flatMap(each -> rollout.at().facts().queue(each).stream())
        .filter(each -> grown(each, since) > 0)
        .toList();
  }

  /** Those it takes from, and those it puts into: what it makes may die there. */
  private NavigableSet<String> queues(String component) {
    NavigableSet<String> queues = new TreeSet<>(new Consumers(rollout.at(), component).queues());
    rollout.plan().messages().stream()
        .filter(each -> each.producedBy().containsKey(component))
        .flatMap(each -> Stream.ofNullable(each.queue()))
        .forEach(queues::add);
    rollout.at().facts().flows().stream()
        .filter(each -> each.published() != null && component.equals(each.component()))
        .map(FormFlow::queue)
        .forEach(queues::add);
    return queues;
  }

  private static boolean isOn(ErrorFacts error, ComponentVersion version) {
    return version.component().equals(error.component())
        && (error.version() == null || version.version().equals(error.version()));
  }

  /** The same failure on something else than this version, before it came here. */
  private static boolean wasThere(ErrorFacts other, ErrorFacts error, ComponentVersion version) {
    return other.isLike(error)
        && other.version() != null
        && !isOn(other, version)
        && other.first().effectiveAt().isBefore(error.first().effectiveAt());
  }

  private CitedFact cite(ErrorFacts error) {
    return rollout
        .cite()
        .fact(
            "failure of %s of %s".formatted(error.step(), error.actionType()),
            error.error(),
            error.latest());
  }

  /** When the first step that brought it began; the release where none did. */
  private Instant since(PlannedComponent component) {
    return rollout.deploying(component.name()).stream()
        .flatMap((PlannedStep each) -> Stream.ofNullable(rollout.facts(each).started()))
        .map(Recorded::effectiveAt)
        .min(Instant::compareTo)
        .orElse(rollout.beginning().effectiveAt());
  }

  private static long grown(QueueFacts queue, Instant since) {
    return queue.deadLettersSideBySide().stream()
        .mapToLong(each -> grown(queue, each, since))
        .max()
        .orElse(0);
  }

  /** As one source counts them: what another counts may be others. */
  private static long grown(QueueFacts queue, DeadLetters counting, Instant since) {
    return counting.count()
        - queue.deadLettersBefore(counting, since).map(DeadLetters::count).orElse(0L);
  }

  private List<CitedFact> dead(QueueFacts queue, Instant since) {
    return queue.deadLettersSideBySide().stream()
        .max(Comparator.comparingLong(each -> grown(queue, each, since)))
        .stream()
        .flatMap(
            each ->
                Stream.concat(
                    queue.deadLettersBefore(each, since).stream(), Stream.of(each.latest())))
        .map(each -> cite(queue, each))
        .toList();
  }

  private CitedFact cite(QueueFacts queue, Recorded<QueueObserved> told) {
    return rollout
        .cite()
        .fact("dead letters of " + queue.queue(), "" + DeadLetters.count(told), told);
  }
}
