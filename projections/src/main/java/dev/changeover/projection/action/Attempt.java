package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.AttemptError;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One try at a step. At least one of start and end was seen, except where an effect was told of a
 * try that nobody saw.
 *
 * @param number as the source counts, from 1; two tries may bear the same number where a source
 *     does not count
 * @param endsDisagree several ends were told of it that differ; the worst one is kept, and what it
 *     did is not known
 * @param unseen where neither start nor end was seen: what told of the try all the same
 */
public record Attempt(
    String step,
    int number,
    Optional<Recorded<StepStarted>> started,
    Optional<Recorded<StepFinished>> finished,
    boolean endsDisagree,
    Optional<Recorded<EffectRecorded>> unseen) {

  public Optional<Instant> startedAt() {
    return started.map(Recorded::effectiveAt);
  }

  /** When it told of its end; empty: it has not, which does not say that it runs. */
  public Optional<Instant> endedAt() {
    return finished.map(Recorded::effectiveAt);
  }

  public Optional<AttemptOutcome> outcome() {
    return finished.map(end -> end.event().outcome());
  }

  public boolean succeeded() {
    return outcome().filter(AttemptOutcome.SUCCEEDED::equals).isPresent();
  }

  public Optional<AttemptError> error() {
    return finished.flatMap(end -> Optional.ofNullable(end.event().error()));
  }

  /** When an automatic retry of it will start; empty: none known. */
  public Optional<Instant> nextRetryAt() {
    return finished.flatMap(end -> Optional.ofNullable(end.event().nextRetryAt()));
  }

  /** Until when it holds the work. */
  public Optional<Instant> leaseUntil() {
    return Stream.concat(
            started.stream().map(start -> Optional.ofNullable(start.event().leaseUntil())),
            finished.stream().map(end -> Optional.ofNullable(end.event().leaseUntil())))
        .flatMap(Optional::stream)
        .max(Instant::compareTo);
  }

  public Optional<String> component() {
    return started
        .flatMap(start -> Optional.ofNullable(start.event().component()))
        .or(() -> finished.flatMap(end -> Optional.ofNullable(end.event().component())));
  }

  public Optional<String> version() {
    return started
        .flatMap(start -> Optional.ofNullable(start.event().version()))
        .or(() -> finished.flatMap(end -> Optional.ofNullable(end.event().version())));
  }

  public Optional<String> instance() {
    return started
        .flatMap(start -> Optional.ofNullable(start.event().instance()))
        .or(() -> finished.flatMap(end -> Optional.ofNullable(end.event().instance())));
  }

  /** What ran it, where both component and version were told. */
  public Optional<ComponentVersion> ranOn() {
    return component().flatMap(name -> version().map(each -> new ComponentVersion(name, each)));
  }

  /** The step that it undoes, for a try at a compensation. */
  public Optional<String> compensates() {
    return started
        .flatMap(start -> Optional.ofNullable(start.event().compensates()))
        .or(() -> finished.flatMap(end -> Optional.ofNullable(end.event().compensates())));
  }

  /** The events that told of it, start first. */
  public List<Recorded<? extends OfAction>> told() {
    return Stream.<Recorded<? extends OfAction>>concat(started.stream(), finished.stream())
        .toList();
  }
}
