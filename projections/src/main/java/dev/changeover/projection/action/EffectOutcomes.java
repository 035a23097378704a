package dev.changeover.projection.action;

import static dev.changeover.event.ActionEvent.EffectOutcome.COMPENSATED;
import static dev.changeover.event.ActionEvent.EffectOutcome.CONFIRMED;
import static dev.changeover.event.ActionEvent.EffectOutcome.NOT_ATTEMPTED;
import static dev.changeover.event.ActionEvent.EffectOutcome.NO_EFFECT;
import static dev.changeover.event.ActionEvent.EffectOutcome.PARTIAL;
import static dev.changeover.event.ActionEvent.EffectOutcome.UNKNOWN;

import dev.changeover.event.ActionEvent.AttemptError;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.Recorded;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What follows for an effect from what its try told and from how the try ended. */
final class EffectOutcomes {
  /**
   * Errors after which nothing was sent, or the callee says that it refused. Names as
   * OpenTelemetry's {@code error.type}; status codes by RFC 9110: a client error that is no
   * conflict, no rate limit and no timeout.
   */
  private static final Set<String> BEFORE_ANY_EFFECT =
      Set.of(
          "connection_refused",
          "circuit_open",
          "validation",
          "validation_error",
          "name_resolution_error",
          "400",
          "401",
          "403",
          "404",
          "405",
          "413",
          "415",
          "422");

  private static final Set<String> EXCEPTIONS_BEFORE_ANY_EFFECT =
      Set.of("UnknownHostException", "ConnectException", "CallNotPermittedException");

  /**
   * Errors, beside status codes, that a call meets that was sent: words and names of exceptions,
   * e.g. {@code timeout}, {@code DEADLINE_EXCEEDED}, {@code java.net.SocketTimeoutException}.
   */
  private static final Pattern CALLS =
      Pattern.compile(
          "(?i).*(time_?d?_?out|deadline|reset|broken_?pipe|unavailable|socket|eof|closed|hangup"
              + "|ioexception|http).*");

  private EffectOutcomes() {}

  /**
   * The outcome of one effect in one try.
   *
   * @param words what the try told of it, in order of time
   * @param alone whether it is the only effect of the step: an error before sending speaks for the
   *     call that met it, and with several calls nobody knows which one that was
   * @return empty where the try has not ended and told of nothing that will stay
   */
  static Optional<EffectOutcome> of(
      Attempt attempt, List<Recorded<EffectRecorded>> words, boolean alone) {
    Optional<EffectOutcome> told = told(words);
    if (told.isEmpty()) {
      return implied(attempt, alone);
    }
    if (!nothing(told.get())) {
      return told;
    }
    if (attempt.finished().isEmpty()) {
      return Optional.empty();
    }
    if (told.get() != NOT_ATTEMPTED || !before(words.getLast(), attempt.finished().get())) {
      return told;
    }
    if (alone && attempt.succeeded()) {
      return implied(attempt, alone);
    }
    return calledSomebody(attempt) ? Optional.of(UNKNOWN) : told;
  }

  /** One source goes by one clock, also where that is ahead; two go by clocks that differ. */
  private static boolean before(Recorded<?> word, Recorded<?> end) {
    return word.id().source().equals(end.id().source())
        ? word.occurredAt().isBefore(end.occurredAt())
        : word.effectiveAt().isBefore(end.effectiveAt().plus(ActionAt.CLOCK_SKEW));
  }

  /**
   * Whether its end shows that a call was made: whoever said before that nothing was attempted may
   * have attempted it after that.
   */
  private static boolean calledSomebody(Attempt attempt) {
    String type = attempt.error().map(AttemptError::type).orElse("");
    return attempt.outcome().filter(AttemptOutcome.TIMED_OUT::equals).isPresent()
        || (!beforeAnyEffect(attempt)
            && (type.matches("[1-5]\\d\\d") || CALLS.matcher(simpleName(type)).matches()));
  }

  /**
   * Joins the words of one try. That something happened outweighs doubt, doubt outweighs an earlier
   * denial, and only a later undoing takes back what happened.
   */
  private static Optional<EffectOutcome> told(List<Recorded<EffectRecorded>> words) {
    Optional<EffectOutcome> joined =
        words.stream().map(each -> each.event().outcome()).reduce(EffectOutcomes::then);
    return joined.filter(EffectOutcomes::nothing).isPresent() && someoneElseDoubts(words)
        ? Optional.of(UNKNOWN)
        : joined;
  }

  /** Whoever was in doubt may take that back; another source may not do it for them. */
  private static boolean someoneElseDoubts(List<Recorded<EffectRecorded>> words) {
    String last = words.getLast().id().source();
    return words.stream()
        .anyMatch(each -> each.event().outcome() == UNKNOWN && !each.id().source().equals(last));
  }

  static EffectOutcome then(EffectOutcome earlier, EffectOutcome later) {
    if (later == COMPENSATED) {
      return COMPENSATED;
    }
    if (Stream.of(earlier, later).anyMatch(CONFIRMED::equals)) {
      return CONFIRMED;
    }
    if (Stream.of(earlier, later).anyMatch(PARTIAL::equals)) {
      return PARTIAL;
    }
    boolean denialOfLess =
        (earlier == UNKNOWN && later == NOT_ATTEMPTED)
            || (earlier == COMPENSATED && nothing(later));
    return denialOfLess ? earlier : later;
  }

  private static Optional<EffectOutcome> implied(Attempt attempt, boolean alone) {
    if (attempt.endsDisagree()) {
      return Optional.of(UNKNOWN);
    }
    return attempt
        .outcome()
        .map(
            outcome ->
                switch (outcome) {
                  case SUCCEEDED -> CONFIRMED;
                  case TIMED_OUT -> UNKNOWN;
                  case FAILED -> alone && beforeAnyEffect(attempt) ? NO_EFFECT : UNKNOWN;
                });
  }

  /** Whether the try failed with an error after which nothing can have happened. */
  static boolean beforeAnyEffect(Attempt attempt) {
    String type = attempt.error().map(AttemptError::type).orElse(null);
    return type != null
        && (BEFORE_ANY_EFFECT.contains(type)
            || EXCEPTIONS_BEFORE_ANY_EFFECT.contains(simpleName(type)));
  }

  /** Of a class; another one whose name only ends alike may mean anything. */
  private static String simpleName(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static boolean nothing(EffectOutcome outcome) {
    return outcome == NO_EFFECT || outcome == NOT_ATTEMPTED;
  }
}
