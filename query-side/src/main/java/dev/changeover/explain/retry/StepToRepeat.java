package dev.changeover.explain.retry;

import dev.changeover.event.PolicyEvent.EntityChanged;
import dev.changeover.event.Recorded;
import dev.changeover.explain.MissingFact;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.AttemptLife;
import dev.changeover.projection.action.Step;
import dev.changeover.projection.action.StepClass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A step that was tried.
 *
 * @param repeated whether the retry would run it again; if not, it is skipped
 */
public record StepToRepeat(RetryFacts facts, Step step, boolean repeated) implements RetrySubject {

  @Override
  public String name() {
    return "step " + step.name();
  }

  /** Where a step has effects that count, those must be proved and not the step. */
  @Override
  public boolean mustBeProved() {
    return !step.stepClass().effectful();
  }

  public boolean skipped() {
    return !repeated && step.succeeded();
  }

  public AttemptLife lifeOf(Attempt attempt) {
    return facts.at().lifeOf(attempt);
  }

  /** Tries that must be taken for running. */
  public List<Attempt> live() {
    return step.attempts().stream()
        .filter(attempt -> lifeOf(attempt) instanceof AttemptLife.Live)
        .toList();
  }

  /** Tries that nothing shows running and nothing proves ended. */
  public List<Attempt> silent() {
    return step.attempts().stream()
        .filter(attempt -> lifeOf(attempt) instanceof AttemptLife.Silent)
        .toList();
  }

  /** The try that told of an automatic retry which has not begun. */
  public Optional<Attempt> toBeRetried() {
    return facts.at().toBeRetried(step);
  }

  /** Whether an automatic retry is so late that it may never come. */
  public boolean overdue(Attempt attempt) {
    return attempt
        .nextRetryAt()
        .filter(next -> asked().isAfter(next.plus(ActionAt.RETRY_GRACE)))
        .isPresent();
  }

  public boolean readOnly() {
    return step.stepClass() instanceof StepClass.ReadOnly;
  }

  public boolean naturallyIdempotent() {
    return step.stepClass() instanceof StepClass.NaturallyIdempotent;
  }

  /** The latest change that others made to the entity of the action since its first try. */
  public Optional<Recorded<EntityChanged>> changedByOthers() {
    Instant first =
        step.attempts().getFirst().startedAt().or(facts.action()::beganAt).orElse(Instant.MIN);
    return facts
        .action()
        .key()
        .flatMap(facts.environment()::entity)
        .flatMap(
            entity ->
                entity.byVersion().values().stream()
                    .filter(change -> !change.event().by().equals(action()))
                    .filter(change -> mayBeSince(change, first))
                    .max(Recorded.BY_TIME));
  }

  /** Whoever changed it may go by another clock than whoever tried. */
  private static boolean mayBeSince(Recorded<EntityChanged> change, Instant first) {
    return Instant.MIN.equals(first)
        || !change.effectiveAt().isBefore(first.minus(ActionAt.CLOCK_SKEW));
  }

  /** Whether it was undone after its last try, so that what it did is no longer there. */
  public boolean undoneSince() {
    Attempt last = step.attempts().getLast();
    Optional<Instant> began = last.startedAt().or(last::endedAt);
    return facts
        .at()
        .compensationOf(step.name())
        .filter(
            end ->
                began
                    .filter(at -> at.minus(ActionAt.CLOCK_SKEW).isAfter(end.effectiveAt()))
                    .isEmpty())
        .isPresent();
  }

  @Override
  public MissingFact whatNobodyTold() {
    return new MissingFact(
        "what became of step " + step.name(),
        name(),
        "declare the class of step " + step.name() + " with actiontype.declared",
        MissingFact.Kind.DECLARATION);
  }
}
