package dev.changeover.projection.environment;

import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.Recorded;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * That tries at a step failed in one way on one version. Known to the minute, so that a storm of
 * failures does not rewrite this with each of them.
 *
 * @param actionType e.g. {@code order}
 * @param version null: the tries did not tell
 * @param error the error's type, as OpenTelemetry's {@code error.type}; the outcome where none told
 * @param first the first of them
 * @param latest the first of the latest minute
 */
public record ErrorFacts(
    String actionType,
    String step,
    @Nullable String component,
    @Nullable String version,
    String error,
    Recorded<StepFinished> first,
    Recorded<StepFinished> latest) {

  static ErrorFacts merge(@Nullable ErrorFacts known, Recorded<StepFinished> fact) {
    StepFinished e = fact.event();
    return new ErrorFacts(
        e.action().type(),
        e.step(),
        e.component(),
        e.version(),
        errorOf(e),
        Recorded.earliest(known == null ? null : known.first, fact),
        known == null ? fact : later(known.latest, fact));
  }

  static String errorOf(StepFinished e) {
    String type = e.error() == null ? null : e.error().type();
    return type == null ? e.outcome().name() : type;
  }

  private static Recorded<StepFinished> later(
      Recorded<StepFinished> one, Recorded<StepFinished> other) {
    int minute =
        one.effectiveAt()
            .truncatedTo(ChronoUnit.MINUTES)
            .compareTo(other.effectiveAt().truncatedTo(ChronoUnit.MINUTES));
    return minute == 0 ? Recorded.earliest(one, other) : minute > 0 ? one : other;
  }

  /** The same failure, whatever it ran on. */
  public boolean isLike(ErrorFacts other) {
    return actionType.equals(other.actionType)
        && step.equals(other.step)
        && error.equals(other.error);
  }
}
