package dev.changeover.explain.cases;

import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionRef;
import dev.changeover.event.CoexistenceEvent.PairVerified;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentEvent.Mark;
import dev.changeover.event.ComponentEvent.VersionMarked;
import dev.changeover.event.Event;
import dev.changeover.event.MessageForm;
import dev.changeover.event.MigrationEvent.MigrationProgressed;
import dev.changeover.event.MigrationEvent.MigrationReverted;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.MigrationEvent.PhaseFinished;
import dev.changeover.event.MigrationEvent.PhaseStarted;
import dev.changeover.event.Outcome;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.event.ReleaseEvent.ReleaseStepFinished;
import dev.changeover.event.ReleaseEvent.ReleaseStepStarted;
import dev.changeover.event.ReleaseEvent.RollbackFinished;
import dev.changeover.event.ReleaseEvent.RollbackStarted;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.explain.Verdict;
import dev.changeover.projection.join.Join;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A second, much plainer opinion on whether going back is dangerous, read straight from the events.
 * It knows a few dangers only, but shares no code with the rules.
 */
final class PlainReading {
  private final List<Recorded<Event>> events;
  private final Set<String> targets;
  private final Set<String> live;

  /** What is asked about, e.g. {@code production/2026.11.3}. */
  private final String subject;

  private PlainReading(List<Recorded<Event>> events, Verdict verdict) {
    this.events = events.stream().sorted(Recorded.BY_TIME).toList();
    this.subject = verdict.subject();
    this.targets = Set.of(String.valueOf(verdict.target()).split(", "));
    Instant since = verdict.asked().instant().minusSeconds(80);
    this.live =
        this.events.stream()
            .filter(each -> each.occurredAt().isAfter(since))
            .flatMap(each -> seen(each.event()).stream())
            .collect(Collectors.toSet());
  }

  /** Dangers that no SAFE answer may have beside it. */
  static List<String> dangers(List<Recorded<Event>> events, Verdict verdict) {
    PlainReading reading = new PlainReading(events, verdict);
    List<String> dangers = new ArrayList<>();
    reading.runningSteps().forEach(dangers::add);
    reading.halfDoneMigrations().forEach(dangers::add);
    reading.hiddenRows().forEach(dangers::add);
    reading.failedTargets().forEach(dangers::add);
    reading.badTargets().forEach(dangers::add);
    reading.strandedMessages().forEach(dangers::add);
    reading.openActions().forEach(dangers::add);
    return dangers;
  }

  private Stream<String> runningSteps() {
    Stream<String> steps =
        of(ReleaseStepStarted.class)
            .filter(
                start ->
                    of(ReleaseStepFinished.class)
                        .filter(end -> end.event().release().equals(start.event().release()))
                        .filter(end -> end.event().step().equals(start.event().step()))
                        .noneMatch(end -> notBefore(end, start)))
            .map(start -> "running " + start.event());
    Stream<String> rollbacks =
        of(RollbackStarted.class)
            .filter(start -> of(RollbackFinished.class).noneMatch(end -> notBefore(end, start)))
            .map(start -> "running " + start.event());
    return Stream.concat(steps, rollbacks);
  }

  /** A contraction since the release began, or at least was planned, that was not undone. */
  private Stream<String> halfDoneMigrations() {
    Instant since =
        of(ReleaseStarted.class)
            .filter(each -> subject.endsWith("/" + each.event().release()))
            .map(Recorded::occurredAt)
            .min(Instant::compareTo)
            .orElse(Instant.parse("2026-11-20T09:00:00Z"));
    Stream<Recorded<?>> begun =
        Stream.concat(
            of(PhaseStarted.class).filter(each -> each.event().phase() == Phase.CONTRACTED),
            of(PhaseFinished.class).filter(each -> each.event().phase() == Phase.CONTRACTED));
    return begun
        .filter(each -> each.occurredAt().isAfter(since))
        .filter(
            each ->
                of(MigrationReverted.class)
                    .filter(undone -> undone.event().phase() == Phase.CONTRACTED)
                    .noneMatch(undone -> notBefore(undone, each)))
        .map(each -> "contracted " + each.event());
  }

  private Stream<String> hiddenRows() {
    return last(of(MigrationProgressed.class)
            .filter(each -> each.event().newFormOnlyRows() != null))
        .filter(each -> String.valueOf(each.event().newFormOnlyRows()).compareTo("0") > 0)
        .map(each -> "hidden rows " + each.event());
  }

  /** The last word on a target and a version that was heard of in the last two minutes. */
  private Stream<String> failedTargets() {
    return of(PairVerified.class)
        .filter(each -> each.event().outcome() == Outcome.FAILED)
        .filter(each -> touchesTarget(each.event()) && isLast(each))
        .filter(each -> !each.event().a().component().equals("orders-db"))
        .filter(each -> !each.event().b().component().equals("orders-db"))
        .map(each -> "failed " + each.event());
  }

  private boolean touchesTarget(PairVerified pair) {
    String a = pair.a().toString();
    String b = pair.b().toString();
    return (targets.contains(a) && stays(b)) || (targets.contains(b) && stays(a));
  }

  private boolean stays(String version) {
    return live.contains(version)
        && targets.stream().noneMatch(each -> sameComponent(each, version));
  }

  private static boolean sameComponent(String one, String other) {
    return one.substring(0, one.indexOf(' ')).equals(other.substring(0, other.indexOf(' ')));
  }

  private static Optional<String> seen(Event event) {
    return switch (event) {
      case ComponentObserved e -> Optional.of(e.component() + " " + e.version());
      case WorkerReported e -> Optional.of(e.component() + " " + e.version());
      default -> Optional.empty();
    };
  }

  private boolean isLast(Recorded<PairVerified> pair) {
    return of(PairVerified.class)
        .filter(each -> each.event().a().equals(pair.event().a()))
        .filter(each -> each.event().b().equals(pair.event().b()))
        .noneMatch(each -> each.occurredAt().isAfter(pair.occurredAt()));
  }

  private Stream<String> badTargets() {
    return last(of(VersionMarked.class).filter(each -> isTarget(each.event())))
        .filter(each -> each.event().mark() == Mark.FAULTY)
        .map(each -> "faulty " + each.event());
  }

  private boolean isTarget(VersionMarked mark) {
    return targets.contains(mark.component() + " " + mark.version());
  }

  private Stream<String> strandedMessages() {
    Set<MessageForm> taken =
        of(WorkerReported.class)
            .filter(
                each -> targets.contains(each.event().component() + " " + each.event().version()))
            .flatMap(each -> each.event().accepts().stream())
            .collect(Collectors.toSet());
    Predicate<MessageForm> stranded = form -> !taken.contains(form);
    return targets.stream().noneMatch(each -> each.startsWith("order-worker "))
        ? Stream.empty()
        : last(of(QueueObserved.class))
            .filter(
                each ->
                    each.event().bySchema().entrySet().stream()
                        .anyMatch(form -> form.getValue() > 0 && stranded.test(form.getKey())))
            .map(each -> "stranded " + each.event());
  }

  private Stream<String> openActions() {
    Set<ActionRef> ended =
        of(ActionFinished.class).map(each -> each.event().action()).collect(Collectors.toSet());
    return of(StepStarted.class)
        .map(Recorded::event)
        .filter(each -> targets.stream().anyMatch(one -> one.startsWith(each.component() + " ")))
        .filter(each -> !targets.contains(each.component() + " " + each.version()))
        .filter(each -> !ended.contains(each.action()))
        .map(each -> "open " + each.action());
  }

  private static boolean notBefore(Recorded<?> one, Recorded<?> other) {
    return !one.occurredAt().isBefore(other.occurredAt());
  }

  private <E extends Event> Stream<Recorded<E>> of(Class<E> kind) {
    return events.stream()
        .filter(each -> kind.isInstance(each.event()))
        .map(each -> Join.as(each, kind.cast(each.event())));
  }

  private static <E extends Event> Stream<Recorded<E>> last(Stream<Recorded<E>> facts) {
    return facts.max(Recorded.BY_TIME).stream();
  }
}
