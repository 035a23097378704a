package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.AttemptError;
import dev.changeover.event.PolicyEvent.EntityChanged;
import dev.changeover.event.Recorded;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.retry.StepGraphStanding.NotAsked;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.AttemptLife;
import dev.changeover.projection.action.EffectTruth.NeverHappened;
import dev.changeover.projection.action.Step;
import dev.changeover.projection.action.StepClass;
import dev.changeover.projection.environment.StepRuns;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A step that was tried.
 *
 * @param repeated whether the retry would run it again; if not, it is skipped
 * @param toRun all steps that the retry would run
 */
public record StepToRepeat(RetryFacts facts, Step step, boolean repeated, List<Step> toRun)
    implements RetrySubject {

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

  /** Its last try, where that failed and it would run again. */
  public Optional<Attempt> lastFailure() {
    return Optional.of(step.attempts().getLast())
        .filter(attempt -> repeated && attempt.finished().isPresent() && !attempt.succeeded());
  }

  /** What the last try failed with, as OpenTelemetry's {@code error.type}; empty: not told. */
  public Optional<String> lastError() {
    return lastFailure().flatMap(StepToRepeat::errorOf);
  }

  private static Optional<String> errorOf(Attempt attempt) {
    return attempt.error().flatMap(error -> Optional.ofNullable(error.type()));
  }

  /** It has no effects, or surely none of them happened. */
  public boolean withoutEffect() {
    return !step.stepClass().effectful()
        || (!step.effects().isEmpty()
            && step.effects().stream()
                .allMatch(each -> facts.at().truthOf(each) instanceof NeverHappened));
  }

  /** Tries that failed as the last one did; where that error is not deterministic: none. */
  public List<Attempt> deterministicFailures() {
    List<Attempt> same =
        lastError()
            .map(
                error ->
                    step.attempts().stream()
                        .filter(each -> errorOf(each).filter(error::equals).isPresent())
                        .toList())
            .orElse(List.of());
    List<Boolean> told =
        same.stream()
            .flatMap(each -> each.error().map(AttemptError::deterministic).stream())
            .toList();
    return told.contains(true) && !told.contains(false) ? same : List.of();
  }

  /** Whether a version that may run the retry is one of those that made these tries. */
  public boolean mayRunOnTheSameVersion(List<Attempt> attempts) {
    NavigableSet<String> tried =
        attempts.stream()
            .flatMap(each -> each.version().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Optional<RetryingVersions> next =
        attempts.getLast().component().map(name -> RetryingVersions.of(facts, name, tried));
    return tried.isEmpty()
        || next.filter(RetryingVersions::complete).isEmpty()
        || next.get().versions().stream().anyMatch(tried::contains);
  }

  /** How the version of the last failure fares with this step, where it has never finished it. */
  public Optional<StepRuns> failingVersion() {
    return lastFailure()
        .flatMap(Attempt::ranOn)
        .flatMap(
            ranOn ->
                runsOf(ranOn.component()).stream()
                    .filter(each -> each.version().equals(ranOn.version()))
                    .findFirst())
        .filter(runs -> runs.succeeded() == null);
  }

  /** Other live versions that finish this step of other actions, and never failed at this one. */
  public List<StepRuns> versionsThatFareWell(StepRuns failing) {
    Set<String> live =
        facts
            .environment()
            .component(failing.component())
            .map(each -> Set.copyOf(each.liveVersions(asked(), facts.policy())))
            .orElse(Set.of());
    Set<String> triedHere =
        step.attempts().stream()
            .filter(each -> !each.succeeded())
            .flatMap(each -> each.version().stream())
            .collect(Collectors.toSet());
    return runsOf(failing.component()).stream()
        .filter(each -> live.contains(each.version()) && !triedHere.contains(each.version()))
        .filter(StepRuns::faresWell)
        .toList();
  }

  private List<StepRuns> runsOf(String component) {
    return facts.environment().stepRuns(facts.ref().type(), step.name(), component);
  }

  /** Whether those who would resume after it know the steps as it was run. */
  public StepGraphStanding graph() {
    return repeated ? new NotAsked() : new StepGraphReading(facts, step, toRun).read();
  }

  /**
   * Whether the version is there that an engine redrives it on. Steps that were never tried go by
   * the definition that those before them began on.
   */
  public NeededVersion neededVersion() {
    boolean goesOnUntried = toRun.stream().anyMatch(each -> !each.attempted());
    return repeated || goesOnUntried ? NeededVersion.of(facts, step) : new NeededVersion.NotAsked();
  }

  /** The version of the entity that its last try read; empty: not told. */
  private Optional<String> entityVersionRead() {
    return step.attempts()
        .getLast()
        .started()
        .flatMap(start -> Optional.ofNullable(start.event().entityVersion()));
  }

  private static Optional<String> versionOf(Recorded<EntityChanged> change) {
    return Optional.of(change.event().version());
  }

  /**
   * The latest change that others made to the entity of the action since its first try, but for the
   * one that its last try read.
   */
  public Optional<Recorded<EntityChanged>> changedByOthers() {
    Instant first =
        step.attempts().getFirst().startedAt().or(facts.action()::beganAt).orElse(Instant.MIN);
    return facts
        .action()
        .key()
        .flatMap(facts.environment()::entity)
        .flatMap(
            entity ->
                entity.changes().values().stream()
                    .filter(change -> !change.event().by().equals(action()))
                    .filter(change -> mayBeSince(change, first))
                    .filter(change -> !entityVersionRead().equals(versionOf(change)))
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
        "Declare the class of step " + step.name() + " with actiontype.declared.",
        MissingFact.Kind.DECLARATION);
  }
}
