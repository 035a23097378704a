package dev.changeover.explain.proceed;

import dev.changeover.event.ComponentVersion;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.Consumers;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import dev.changeover.projection.environment.ErrorFacts;
import dev.changeover.projection.environment.queue.QueueFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Failures that came with what the release brought. */
record ErrorReading(Rollout rollout) {

  static List<ProceedSubject> subjects(Rollout rollout) {
    ErrorReading reading = new ErrorReading(rollout);
    return rollout.exposed().stream().<ProceedSubject>map(reading::of).toList();
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
    Instant since = since(component);
    List<QueueFacts> grown =
        new Consumers(rollout.at(), component.name())
            .queues().stream()
                .flatMap(each -> rollout.at().facts().queue(each).stream())
                .filter(each -> grown(each, since) > 0)
                .toList();
    return new NewErrors(
        version,
        errors,
        grown.stream().flatMap(each -> dead(each, since).stream()).toList(),
        grown.stream().mapToLong(each -> grown(each, since)).sum(),
        rollout.at().possiblyLive(component.name()).stream()
            .filter(each -> component.to().equals(each.version()))
            .map(rollout.at()::cite)
            .toList());
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
