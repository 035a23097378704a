package dev.changeover.explain.decision;

import static dev.changeover.explain.decision.ScoredDecision.follows;

import dev.changeover.event.DecisionEvent.DecisionRecorded;
import dev.changeover.event.IncidentEvent.IncidentOpened;
import dev.changeover.event.Outcome;
import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent.RollbackFinished;
import dev.changeover.event.ReleaseEvent.RollbackStarted;
import dev.changeover.explain.SpokenTime;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import dev.changeover.projection.environment.release.RollbackFacts;
import dev.changeover.projection.environment.release.StepFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of decisions on a release.
 *
 * @param instant the moment that is judged
 */
public record ReleaseDecisions(EnvironmentFacts facts, ReleaseFacts release, Instant instant) {

  /** Harm that comes this long after something was done is laid at its door. */
  private static final Duration SHOWS_WITHIN = Duration.ofHours(1);

  /** The decision with what followed. */
  public ScoredDecision score(Recorded<DecisionRecorded> decision) {
    return switch (decision.event().question()) {
      case "ROLLBACK" -> byCourse(decision, this::rollback);
      case "PROCEED" -> byCourse(decision, this::proceed);
      default ->
          ScoredDecision.of(
              decision,
              Score.CANNOT_TELL,
              "Nothing that is recorded shows what came of a decision on %s."
                  .formatted(decision.event().question()));
    };
  }

  private ScoredDecision byCourse(
      Recorded<DecisionRecorded> decision,
      Function<Recorded<DecisionRecorded>, ScoredDecision> gone) {
    return switch (ScoredDecision.course(decision.event())) {
      case GO -> gone.apply(decision);
      case NO_GO -> leftAsItIs(decision);
      case NOT_UNDERSTOOD -> ScoredDecision.notUnderstood(decision);
    };
  }

  private ScoredDecision rollback(Recorded<DecisionRecorded> decision) {
    Optional<RollbackFacts> back = rollbackAfter(decision);
    if (back.isEmpty()) {
      return ScoredDecision.of(decision, Score.NOT_DONE, "No rollback has started since.");
    }
    Recorded<RollbackStarted> started = back.get().started();
    Recorded<RollbackFinished> finished = back.get().finished();
    if (back.get().running() || finished == null) {
      return ScoredDecision.of(decision, Score.TOO_EARLY, "The rollback is under way.", started);
    }
    if (finished.event().outcome() == Outcome.FAILED) {
      return ScoredDecision.of(
          decision,
          Score.WENT_WRONG,
          "The rollback failed at %s.".formatted(say(finished)),
          started,
          finished);
    }
    if (finished.event().outcome() == null) {
      return ScoredDecision.of(
          decision,
          Score.CANNOT_TELL,
          "The rollback ended at %s and nobody said how.".formatted(say(finished)),
          started,
          finished);
    }
    return afterwards(decision, "The rollback succeeded", started, finished);
  }

  private ScoredDecision proceed(Recorded<DecisionRecorded> decision) {
    Optional<StepFacts> step = stepAfter(decision);
    if (step.isEmpty()) {
      return ScoredDecision.of(decision, Score.NOT_DONE, "No step has started since.");
    }
    var started = step.get().started();
    var finished = step.get().finished();
    String name = "Step `%s`".formatted(step.get().step());
    if (step.get().running() || finished == null) {
      return ScoredDecision.of(decision, Score.TOO_EARLY, name + " is under way.", started);
    }
    if (step.get().failed()) {
      return ScoredDecision.of(
          decision,
          Score.WENT_WRONG,
          "%s failed at %s.".formatted(name, say(finished)),
          started,
          finished);
    }
    Optional<RollbackFacts> back = rollbackAfter(decision);
    if (back.isPresent()) {
      return ScoredDecision.of(
          decision,
          Score.WENT_WRONG,
          "%s was taken, and a rollback began afterwards.".formatted(name),
          started,
          finished,
          back.get().started());
    }
    return step.get().succeeded()
        ? afterwards(decision, name + " succeeded", started, finished)
        : ScoredDecision.of(
            decision,
            Score.CANNOT_TELL,
            "%s ended at %s and nobody said how.".formatted(name, say(finished)),
            started,
            finished);
  }

  /** Not to go ahead was decided. */
  private ScoredDecision leftAsItIs(Recorded<DecisionRecorded> decision) {
    Optional<Recorded<IncidentOpened>> incident = incidentAfter(decision);
    if (incident.isPresent()) {
      return ScoredDecision.of(
          decision,
          Score.WENT_WRONG,
          "It was left as it was, and incident %s was opened at %s."
              .formatted(incident.get().event().incident(), say(incident.get())),
          incident.get());
    }
    return instant.isBefore(decision.effectiveAt().plus(SHOWS_WITHIN))
        ? ScoredDecision.of(decision, Score.TOO_EARLY, "Nothing has followed yet.")
        : ScoredDecision.of(
            decision,
            Score.WENT_WELL,
            "No incident was opened within %s.".formatted(SpokenTime.length(SHOWS_WITHIN)));
  }

  private ScoredDecision afterwards(
      Recorded<DecisionRecorded> decision,
      String done,
      @Nullable Recorded<?> started,
      Recorded<?> finished) {
    Optional<Recorded<IncidentOpened>> incident =
        incidentAfter(started == null ? finished : started);
    if (incident.isPresent()) {
      return ScoredDecision.of(
          decision,
          Score.WENT_WRONG,
          "%s, and incident %s was opened at %s."
              .formatted(done, incident.get().event().incident(), say(incident.get())),
          started,
          finished,
          incident.get());
    }
    boolean early = instant.isBefore(finished.effectiveAt().plus(SHOWS_WITHIN));
    return ScoredDecision.of(
        decision,
        early ? Score.TOO_EARLY : Score.WENT_WELL,
        early
            ? "%s at %s; what follows from it does not show yet.".formatted(done, say(finished))
            : "%s at %s, and no incident was opened within %s."
                .formatted(done, say(finished), SpokenTime.length(SHOWS_WITHIN)),
        started,
        finished);
  }

  private Optional<RollbackFacts> rollbackAfter(Recorded<DecisionRecorded> decision) {
    return release.rollbacks().values().stream()
        .filter(each -> follows(decision, each.started()))
        .findFirst();
  }

  /** The step that is named, else the first that started since. */
  private Optional<StepFacts> stepAfter(Recorded<DecisionRecorded> decision) {
    String named = decision.event().target();
    return release.steps().values().stream()
        .filter(each -> follows(decision, each.started()))
        .filter(each -> named == null || named.equals(each.step()))
        .min(Comparator.comparing(ReleaseDecisions::begun));
  }

  private static Instant begun(StepFacts step) {
    return step.started() == null ? Instant.MAX : step.started().effectiveAt();
  }

  /** The first incident within the time in which what was done shows, on what the release moves. */
  private Optional<Recorded<IncidentOpened>> incidentAfter(Recorded<?> done) {
    Instant end = done.effectiveAt().plus(SHOWS_WITHIN);
    return facts.incidents().values().stream()
        .flatMap(each -> Stream.ofNullable(each.opened()))
        .filter(each -> !each.effectiveAt().isBefore(done.effectiveAt()))
        .filter(each -> each.effectiveAt().isBefore(end))
        .filter(each -> concerns(each.event()))
        .min(Recorded.BY_TIME);
  }

  /** An incident that names no component may be of any. */
  private boolean concerns(IncidentOpened incident) {
    List<String> moved =
        release.plan().stream()
            .flatMap(plan -> plan.components().stream())
            .map(each -> each.name())
            .toList();
    return incident.component() == null || moved.isEmpty() || moved.contains(incident.component());
  }

  private String say(@Nullable Recorded<?> fact) {
    return fact == null
        ? "a time that nobody told"
        : SpokenTime.moment(fact.effectiveAt(), instant);
  }
}
