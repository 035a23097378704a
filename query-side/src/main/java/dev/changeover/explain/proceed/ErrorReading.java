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
import dev.changeover.projection.environment.queue.FormFlow;
import dev.changeover.projection.environment.queue.QueueFacts;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  private NewErrors sinceMigrations(String schema, Recorded<?> began) {
    Instant since = began.effectiveAt();
    List<ErrorFacts> all = rollout.at().facts().errors();
    List<ErrorFacts> before =
        all.stream().filter(each -> each.first().effectiveAt().isBefore(since)).toList();
    String version = rollout.at().planned(schema).map(PlannedComponent::to).orElse("changed");
    return newErrors(
        new ComponentVersion(schema, version),
        all.stream()
            .filter(each -> !before.contains(each) && before.stream().noneMatch(each::isLike))
            .map(this::cite)
            .toList(),
        rollout.running().stream().map(PlannedComponent::name).toList(),
        since,
        List.of(rollout.cite().fact("step of the migration", "taken", began)));
  }

  private NewErrors of(PlannedComponent component) {
    ComponentVersion version = new ComponentVersion(component.name(), component.to());
    List<ErrorFacts> all = rollout.at().facts().errors();
    List<CitedFact> errors =
        all.stream()
            .filter(each -> isOn(each, version))
            .filter(each -> all.stream().noneMatch(other -> wasThere(other, each, version)))
            .map(this::cite)
            .toList();
    return newErrors(
        version,
        errors,
        List.of(component.name()),
        since(component),
        rollout.at().possiblyLive(component.name()).stream()
            .filter(each -> component.to().equals(each.version()))
            .map(rollout.at()::cite)
            .toList());
  }

  private NewErrors newErrors(
      ComponentVersion version,
      List<CitedFact> errors,
      List<String> components,
      Instant since,
      List<CitedFact> watched) {
    List<QueueFacts> grown =
        components.stream()
            .flatMap(each -> queues(each).stream())
            .distinct()
            .flatMap(each -> rollout.at().facts().queue(each).stream())
            .filter(each -> grown(each, since) > 0)
            .toList();
    return new NewErrors(
        version,
        errors,
        grown.stream().flatMap(each -> dead(each, since).stream()).toList(),
        grown.stream().mapToLong(each -> grown(each, since)).sum(),
        watched);
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
    return count(queue.deadLetters())
        - queue.deadLettersBefore(since).map(ErrorReading::count).orElse(0L);
  }

  private static long count(@Nullable Recorded<QueueObserved> told) {
    Long count = told == null ? null : told.event().deadLetters();
    return count == null ? 0 : count;
  }

  private List<CitedFact> dead(QueueFacts queue, Instant since) {
    Optional<CitedFact> before =
        queue
            .deadLettersBefore(since)
            .map(
                each ->
                    rollout
                        .cite()
                        .fact("dead letters of " + queue.queue(), "" + count(each), each));
    Optional<CitedFact> now =
        Optional.ofNullable(queue.deadLetters())
            .map(
                each ->
                    rollout
                        .cite()
                        .fact("dead letters of " + queue.queue(), "" + count(each), each));
    return Stream.concat(before.stream(), now.stream()).toList();
  }
}
