package dev.changeover.projection.action;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What repeating a step does, as its owner declared it. */
public sealed interface StepClass {

  /** A longer lifetime is a slip of the pen, and could not be added to a time. */
  Duration LONGEST = Duration.ofDays(365_250);

  /** It changes nothing. */
  record ReadOnly() implements StepClass {}

  /** Repeating it writes the same values. */
  record NaturallyIdempotent() implements StepClass {}

  /** The callee remembers a key for {@code ttl}; empty: how long is not told. */
  record Keyed(Optional<Duration> ttl) implements StepClass {}

  /** The consumer drops message ids that it has seen within {@code retention}. */
  record InboxDeduped(Optional<Duration> retention) implements StepClass {}

  /** Another step undoes it. */
  record Compensatable() implements StepClass {}

  /** The go or no-go of the action. */
  record Pivot() implements StepClass {}

  /** It comes after the pivot and is repeated until it succeeds. */
  record Retriable() implements StepClass {}

  /** Repeating it does it again. {@code queryable}: whether the callee can be asked about it. */
  record ExternalNonIdempotent(boolean queryable) implements StepClass {}

  /** Whether a try at it can have a consequence that a repetition would double. */
  default boolean effectful() {
    return !(this instanceof ReadOnly || this instanceof NaturallyIdempotent);
  }

  /** What a step counts as whose class nobody declared, or nobody can read. */
  static StepClass undeclared() {
    return new ExternalNonIdempotent(false);
  }

  /**
   * Reads {@code KEYED;ttl=PT24H}, {@code EXTERNAL_NON_IDEMPOTENT;queryable}, {@code
   * INBOX_DEDUPED;retention=P7D} or a bare name; parameters may also stand in brackets, {@code
   * KEYED(PT24H)}. A text of another form counts as {@link #undeclared()}: an owner's slip must not
   * make a step safer.
   */
  static StepClass parse(@Nullable String text) {
    if (text == null) {
      return undeclared();
    }
    String[] parts = text.strip().replace("(", ";").replace(")", "").split(";", -1);
    Map<String, String> parameters = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].strip().split("=", 2);
      parameters.put(pair[0].toLowerCase(Locale.ROOT), pair.length > 1 ? pair[1] : pair[0]);
    }
    return switch (parts[0].strip().toUpperCase(Locale.ROOT)) {
      case "READ_ONLY" -> new ReadOnly();
      case "NATURALLY_IDEMPOTENT" -> new NaturallyIdempotent();
      case "KEYED" -> new Keyed(duration(parameters, "ttl"));
      case "INBOX_DEDUPED" -> new InboxDeduped(duration(parameters, "retention"));
      case "COMPENSATABLE" -> new Compensatable();
      case "PIVOT" -> new Pivot();
      case "RETRIABLE" -> new Retriable();
      case "EXTERNAL_NON_IDEMPOTENT" ->
          new ExternalNonIdempotent(
              parameters.containsKey("queryable")
                  && !"false".equalsIgnoreCase(parameters.get("queryable")));
      default -> undeclared();
    };
  }

  private static Optional<Duration> duration(Map<String, String> parameters, String name) {
    return Optional.ofNullable(parameters.get(name))
        .or(() -> parameters.keySet().stream().filter(key -> key.startsWith("p")).findFirst())
        .flatMap(StepClass::duration);
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(Duration.parse(text.strip()))
          .filter(length -> LONGEST.compareTo(length) >= 0);
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
