package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.EffectLookedUp;
import dev.changeover.event.ActionEvent.TraceGapFound;
import dev.changeover.event.Recorded;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.action.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Signs that something may have run of which nothing was told. Whoever runs a step may die before
 * telling of its start, and spans are told only when they end: that nothing was seen of a step
 * whose turn it was does not prove that nothing happened.
 */
final class UnseenWork {

  private final ActionAt at;
  private final List<Step> steps;

  private UnseenWork(ActionAt at) {
    this.at = at;
    this.steps = at.forwardSteps();
  }

  static List<RecordGap> of(ActionAt at) {
    UnseenWork work = new UnseenWork(at);
    if (work.isOnItsWayOrOver()) {
      return List.of();
    }
    List<RecordGap> gaps = new ArrayList<>(work.turns());
    work.acceptedAnew().ifPresent(gaps::add);
    return gaps;
  }

  /** Then what was not seen is not missing: it is yet to come, or never will. */
  private boolean isOnItsWayOrOver() {
    return !at.waitingMessages().isEmpty()
        || switch (at.state().state()) {
          case RUNNING, COMPLETED, COMPENSATED -> true;
          case QUEUED,
              WAITING_CALLBACK,
              AUTO_RETRY_SCHEDULED,
              STRANDED,
              STALLED,
              IN_DOUBT,
              FAILED_CLEAN,
              FAILED_DIRTY,
              COMPENSATING,
              SUPERSEDED,
              UNOBSERVED ->
              false;
        };
  }

  /**
   * Steps whose turn it was, with effects of their own or of steps that come after them: whoever
   * runs a harmless step unseen goes on to the next. A look-up of each declared effect closes the
   * gap, where it was taken once no call could be under way any more.
   */
  private List<RecordGap> turns() {
    return steps.stream().noneMatch(Step::attempted)
        ? List.of()
        : IntStream.range(0, steps.size())
            .filter(i -> !steps.get(i).attempted())
            .filter(i -> Resumption.predecessors(i, steps).stream().allMatch(this::succeeded))
            .mapToObj(steps::get)
            .filter(step -> !fromThereOn(step).allMatch(this::denied))
            .map(
                step ->
                    new RecordGap(
                        "it was the turn of " + step.name() + ", and nothing was told of it",
                        List.copyOf(lastProgress().stream().toList())))
            .toList();
  }

  /** The step and those that come after it, as far as they have effects and were not seen. */
  private Stream<Step> fromThereOn(Step step) {
    Set<String> names = Resumption.withFollowers(step.name(), steps);
    return steps.stream()
        .filter(each -> names.contains(each.name()))
        .filter(each -> !each.attempted() && each.stepClass().effectful());
  }

  private boolean succeeded(String name) {
    return steps.stream().filter(each -> each.name().equals(name)).allMatch(Step::succeeded);
  }

  private boolean denied(Step step) {
    Optional<Instant> last = lastProgress().map(Recorded::effectiveAt);
    return !step.effects().isEmpty()
        && step.effects().stream()
            .allMatch(
                effect ->
                    last.filter(word -> at.isDenied(effect, word.plus(at.inFlightBound(effect))))
                        .isPresent());
  }

  /** It was accepted again after its last try. */
  private Optional<RecordGap> acceptedAnew() {
    Optional<Instant> lastTry =
        steps.stream()
            .flatMap(step -> step.attempts().stream())
            .flatMap(attempt -> attempt.told().stream())
            .<Instant>map(Recorded::effectiveAt)
            .max(Instant::compareTo);
    return lastTry.flatMap(
        last ->
            at.action().facts().stream()
                .filter(each -> each.event() instanceof ActionAccepted)
                .filter(each -> each.effectiveAt().isAfter(last))
                .findFirst()
                .map(
                    each ->
                        new RecordGap(
                            "it was accepted anew, and nothing was seen after that",
                            List.of(each))));
  }

  private Optional<Recorded<?>> lastProgress() {
    return at.action().facts().stream()
        .filter(
            each ->
                !(each.event() instanceof EffectLookedUp || each.event() instanceof TraceGapFound))
        .<Recorded<?>>map(each -> each)
        .reduce((_, later) -> later);
  }
}
