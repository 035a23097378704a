package dev.changeover.explain.proceed;

import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.SpokenTime;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import dev.changeover.projection.action.ActionRun;
import dev.changeover.projection.action.RunsAlike;
import dev.changeover.projection.completion.Completion;
import dev.changeover.projection.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the runs of a type of action on what the release brought to those on what was there
 * before. A run that never came to a component and did not complete may have been lost on its way
 * there: it counts to the version of its time. Where only migrations have been done, those that
 * began after one to those before it.
 */
record HealthReading(Rollout rollout) {

  List<CompletionHealth> of(String type, List<RunsAlike> runs) {
    List<CompletionHealth> byVersion =
        rollout.exposed().stream().flatMap(each -> of(type, each, runs).stream()).toList();
    return rollout.exposed().isEmpty()
        ? rollout.migrated().stream().map(each -> of(type, each, runs)).toList()
        : byVersion;
  }

  /** Of one changed component; empty: no run of the type tells of it. */
  Optional<CompletionHealth> of(String type, PlannedComponent component, List<RunsAlike> runs) {
    Predicate<RunsAlike> touches =
        run ->
            run.one().versions().stream()
                .anyMatch(each -> each.component().equals(component.name()));
    if (runs.stream().noneMatch(touches)) {
      return Optional.empty();
    }
    Instant brought = brought(component);
    Instant changed = rollout.lastChange().orElse(brought);
    Predicate<RunsAlike> lost = touches.negate().and(run -> !run.one().hasCompleted());
    Predicate<RunsAlike> onNew = on(component.name(), component.to());
    Predicate<RunsAlike> isNew =
        onNew
            .and(run -> !wasOver(run, changed))
            .or(lost.and(run -> !run.one().beganAt().isBefore(brought)));
    String from = component.from();
    Predicate<RunsAlike> isOld =
        from == null ? touches.negate() : on(component.name(), from).or(lost);
    return Optional.of(
        compared(
            type,
            component.name(),
            Optional.ofNullable(from),
            component.to(),
            runs.stream().filter(isOld.and(isNew.negate()).and(onNew.negate())).toList(),
            runs.stream().filter(isNew).toList()));
  }

  /** When the step that brings it began: what began later and got lost on the way counts to it. */
  private Instant brought(PlannedComponent component) {
    return rollout.deploying(component.name()).stream()
        .filter(rollout::wasTaken)
        .map(this::began)
        .min(Instant::compareTo)
        .orElse(rollout.beginning().effectiveAt());
  }

  /** Before the last step, or of an earlier try to bring the version: it says nothing of now. */
  private static boolean wasOver(RunsAlike runs, Instant changed) {
    return runs.one().isOver()
        && runs.one().end().filter(end -> end.at().isBefore(changed)).isPresent();
  }

  private Instant began(PlannedStep step) {
    return Stream.<Recorded<?>>concat(
            Stream.ofNullable(rollout.facts(step).started()),
            Stream.ofNullable(rollout.facts(step).finished()))
        .map(Recorded::effectiveAt)
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private CompletionHealth of(String type, PlannedStep step, List<RunsAlike> runs) {
    Instant began = began(step);
    return compared(
        type,
        String.valueOf(step.migrate()),
        Optional.of("before " + step.id()),
        "since " + step.id(),
        runs.stream().filter(each -> each.one().beganAt().isBefore(began)).toList(),
        runs.stream().filter(each -> !each.one().beganAt().isBefore(began)).toList());
  }

  private static Predicate<RunsAlike> on(String component, String version) {
    return run -> run.one().versions().contains(new ComponentVersion(component, version));
  }

  private CompletionHealth compared(
      String type,
      String component,
      Optional<String> from,
      String to,
      List<RunsAlike> before,
      List<RunsAlike> since) {
    Duration within = within(type);
    List<RunsAlike> window = before.stream().filter(this::isInBaseline).toList();
    Completion baseline = Completion.of(window, rollout.instant(), within);
    Completion current = Completion.of(since, rollout.instant(), within);
    Policy policy = rollout.policy().of(component);
    return CompletionHealth.of(
        type,
        component,
        from,
        to,
        baseline,
        current,
        policy,
        Stream.concat(
                cite(
                    "%s on %s %s".formatted(type, component, from.orElse("(without)")),
                    baseline,
                    window,
                    null)
                    .stream(),
                cite(
                    "%s on %s %s".formatted(type, component, to),
                    current,
                    judged(since, within),
                    policy.bake())
                    .stream())
            .toList());
  }

  /** Whether they are business actions of the type, and no bare traces. */
  static boolean counts(RunsAlike runs, String type) {
    return runs.one().ref().type().equals(type) && !runs.one().isBareTrace();
  }

  private boolean isInBaseline(RunsAlike runs) {
    return !runs.one().beganAt().isBefore(baselineFrom());
  }

  /** Where the baseline begins. */
  Instant baselineFrom() {
    return rollout.beginning().effectiveAt().minus(rollout.policy().baselineWindow());
  }

  /** All moments that decide what a run counts to. */
  NavigableSet<Instant> moments(Collection<String> types) {
    NavigableSet<Instant> moments = new TreeSet<>();
    moments.add(baselineFrom());
    rollout.lastChange().ifPresent(moments::add);
    rollout.running().forEach(each -> moments.add(brought(each)));
    rollout.migrated().forEach(each -> moments.add(began(each)));
    types.forEach(each -> moments.add(rollout.instant().minus(within(each))));
    return moments;
  }

  private Optional<CitedFact> cite(
      String name, Completion completion, List<RunsAlike> runs, @Nullable Duration maxAge) {
    return runs.stream()
        .map(RunsAlike::lastSeenAt)
        .max(Instant::compareTo)
        .map(last -> last.isAfter(rollout.instant()) ? rollout.instant() : last)
        .map(
            last ->
                new CitedFact(
                    "completion of " + name,
                    value(completion),
                    last,
                    last,
                    Duration.between(last, rollout.instant()),
                    maxAge,
                    LongStream.of(completion.firstPosition(), completion.lastPosition())
                        .filter(each -> each >= 0)
                        .distinct()
                        .boxed()
                        .toList()));
  }

  /** Those whose fate is known, or all where that of none is: only these show how work goes. */
  private List<RunsAlike> judged(List<RunsAlike> runs, Duration within) {
    List<RunsAlike> judged = runs.stream().filter(each -> isJudged(each.one(), within)).toList();
    return judged.isEmpty() ? runs : judged;
  }

  private boolean isJudged(ActionRun run, Duration within) {
    return run.isOver()
        ? run.end().filter(end -> end.outcome() != ActionOutcome.CANCELLED).isPresent()
        : run.beganAt().plus(within).isBefore(rollout.instant());
  }

  /** E.g. {@code 57 of 60 completed, 2 failed, 1 stuck, 4 under way; p50 3 s, p95 9 s}. */
  private static String value(Completion completion) {
    String times =
        completion
            .p50()
            .flatMap(
                half ->
                    completion
                        .p95()
                        .map(
                            most ->
                                "; p50 %s, p95 %s%s"
                                    .formatted(
                                        SpokenTime.length(half),
                                        SpokenTime.length(most),
                                        ofNewest(completion))))
            .orElse("");
    return "%d of %d completed, %d failed, %d stuck, %d under way%s%s"
        .formatted(
            completion.completed(),
            completion.judged(),
            completion.failed(),
            completion.stuck(),
            completion.pending(),
            completion.cancelled() == 0 ? "" : ", %d called off".formatted(completion.cancelled()),
            times);
  }

  private static String ofNewest(Completion completion) {
    return completion.timed() == completion.completed()
        ? ""
        : " of the newest %d".formatted(completion.timed());
  }

  /** How long such an action may take: as declared, else as the policy says. */
  private Duration within(String type) {
    return rollout.at().facts().declared(type, rollout.instant()).stream()
        .map(Recorded::event)
        .map(ActionTypeDeclared::expectedDuration)
        .flatMap(Stream::ofNullable)
        .reduce((_, later) -> later)
        .orElse(rollout.policy().completionWithin());
  }
}
