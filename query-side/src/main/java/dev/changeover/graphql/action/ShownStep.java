package dev.changeover.graphql.action;

import dev.changeover.event.ActionEvent.AttemptError;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.Recorded;
import dev.changeover.graphql.Cites;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A part of an action: the type {@code Step} of the schema. */
record ShownStep(
    String name,
    @Nullable String stepClass,
    @Nullable String compensates,
    boolean succeeded,
    List<ShownAttempt> attempts) {

  static ShownStep of(Step step) {
    return new ShownStep(
        step.name(),
        step.declared().map(StepDeclaration::stepClass).orElse(null),
        step.compensates().orElse(null),
        step.succeeded(),
        step.attempts().stream().map(ShownAttempt::of).toList());
  }

  /** One try at a step: the type {@code Attempt} of the schema. */
  record ShownAttempt(
      int number,
      @Nullable String component,
      @Nullable String version,
      @Nullable String instance,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable AttemptOutcome outcome,
      @Nullable String error,
      @Nullable Instant nextRetryAt,
      @Nullable Instant leaseUntil,
      List<Long> positions)
      implements Cites {

    static ShownAttempt of(Attempt attempt) {
      Optional<AttemptError> error = attempt.error();
      return new ShownAttempt(
          attempt.number(),
          attempt.component().orElse(null),
          attempt.version().orElse(null),
          attempt.instance().orElse(null),
          attempt.startedAt().orElse(null),
          attempt.endedAt().orElse(null),
          attempt.outcome().orElse(null),
          error.isPresent() ? error.get().type() : null,
          attempt.nextRetryAt().orElse(null),
          attempt.leaseUntil().orElse(null),
          Stream.<Recorded<?>>concat(attempt.told().stream(), attempt.unseen().stream())
              .map(Recorded::position)
              .distinct()
              .sorted()
              .toList());
    }
  }
}
