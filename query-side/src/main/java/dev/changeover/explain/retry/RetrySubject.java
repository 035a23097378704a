package dev.changeover.explain.retry;

import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.Subject;
import java.time.Instant;

/** What a retry is judged by. Each kind has its own rules. */
public sealed interface RetrySubject extends Subject
    permits ActionUnderRetry, StepToRepeat, EffectToRepeat, MessageOfAction {

  RetryFacts facts();

  /** The instant asked. */
  default Instant asked() {
    return facts().asked().instant();
  }

  /** E.g. {@code order/4711}. */
  default String action() {
    return facts().ref().toString();
  }

  /** Cites with the ages at the instant asked. */
  default FactsInWords cite() {
    return new FactsInWords(asked());
  }

  /** A moment as people say it, seen from the instant asked. */
  default String say(Instant moment) {
    return SpokenTime.moment(moment, asked());
  }
}
