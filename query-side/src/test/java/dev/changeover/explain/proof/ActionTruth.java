package dev.changeover.explain.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What really became of an action: plain bookkeeping of calls, with no notion of evidence. */
final class ActionTruth {
  /** What repeating a step does. */
  enum Kind {
    READ_ONLY,
    NATURALLY_IDEMPOTENT,
    KEYED,
    EXTERNAL_NON_IDEMPOTENT,
    COMPENSATABLE,
    PIVOT,
    RETRIABLE,
    INBOX_DEDUPED;

    boolean effectful() {
      return this != READ_ONLY && this != NATURALLY_IDEMPOTENT;
    }
  }

  /**
   * A step as it is.
   *
   * @param ttl how long the callee remembers a key, or an inbox a message
   */
  record Step(
      String name,
      Kind kind,
      Duration ttl,
      @Nullable Duration timeout,
      List<String> effects,
      boolean queued) {
    /** How long after a try's end its calls may take effect, as it is declared. */
    Duration bound() {
      Duration twice = timeout == null ? Duration.ZERO : timeout.multipliedBy(2);
      return twice.compareTo(Duration.ofMinutes(15)) > 0 ? twice : Duration.ofMinutes(15);
    }
  }

  /** What could be known of a call, if all were told. */
  enum Fate {
    HAPPENED,
    NOTHING,
    OPEN
  }

  /** One call to a callee; {@code landsAt} null: it never takes effect. */
  static final class Call {
    final String effect;
    final String version;

    /** The message that it was made for, if any. */
    final @Nullable String message;

    final @Nullable Instant landsAt;
    final Fate fate;
    @Nullable Instant undoneAt;

    Call(
        String effect,
        String version,
        @Nullable String message,
        @Nullable Instant landsAt,
        Fate fate) {
      this.effect = effect;
      this.version = version;
      this.message = message;
      this.landsAt = landsAt;
      this.fate = fate;
    }

    /** The call as it is where nothing takes effect after a moment. */
    Call endedBy(Instant end) {
      return landsAt == null || !landsAt.isAfter(end)
          ? this
          : new Call(effect, version, message, null, fate);
    }
  }

  /** One try; {@code end} null: it is still at it. */
  static final class Try {
    final Step step;
    final String version;
    final Instant start;

    /** The graph of the steps, or the code of this one, that it ran on. */
    final String graph;

    final List<Call> calls = new ArrayList<>();
    @Nullable Instant end;
    boolean succeeded;
    boolean died;

    Try(Step step, String version, Instant start, String graph) {
      this.step = step;
      this.version = version;
      this.start = start;
      this.graph = graph;
    }
  }

  final List<Step> steps = new ArrayList<>();
  final List<Try> tries = new ArrayList<>();

  /** What else goes on by itself or stands against a retry at the moment asked. */
  final List<String> obstacles = new ArrayList<>();

  /** When others changed the entity. */
  final List<Instant> changes = new ArrayList<>();

  /** Truthful answers of callees: effect and moment, where they denied it. */
  final List<Denial> denials = new ArrayList<>();

  /** Keys that were told, by effect. */
  final Map<String, Set<String>> keysTold = new HashMap<>();

  /** The error of a step that fails the same way at every try. */
  static final String POISON = "ParseException";

  /** A step that fails at every try, on one version or, where that is null, on each. */
  @Nullable Step poisoned;

  @Nullable String poisonedOn;

  boolean payloadsDiffer;

  /** Whether a message that is sent again is the same one, and whether versions share an inbox. */
  boolean messagesKeepTheirId;

  boolean inboxIsShared;

  /** The version that an engine keeps the action to; null: none does, or it has not begun. */
  @Nullable String pinnedTo;

  final StepGraphs graphs = new StepGraphs();
  UsedColumns columns = new UsedColumns(null, false);

  /** Messages that were sent or taken for a step, one for each time. */
  final Map<Step, List<String>> deliveries = new HashMap<>();

  Instant asked = Instant.MAX;

  /** A callee said at {@code at} that it does not know the effect. */
  record Denial(String effect, Instant at) {}

  boolean isPoison(Step step, String version) {
    return step.equals(poisoned) && (poisonedOn == null || version.equals(poisonedOn));
  }

  Stream<Try> tries(Step step) {
    return tries.stream().filter(each -> each.step.equals(step));
  }

  /** All calls of all tries at a step. */
  Stream<Call> calls(Step step) {
    return tries(step).flatMap(each -> each.calls.stream());
  }

  /** Calls of a step that have taken effect by a moment. */
  List<Call> landed(Step step, Instant at) {
    return calls(step).filter(call -> call.landsAt != null && !call.landsAt.isAfter(at)).toList();
  }

  /** Whether a callee knows an effect at a moment. */
  boolean isThere(String effect, Instant at) {
    return tries.stream()
        .flatMap(each -> each.calls.stream())
        .filter(call -> call.effect.equals(effect))
        .filter(call -> call.landsAt != null && !call.landsAt.isAfter(at))
        .anyMatch(call -> call.undoneAt == null || call.undoneAt.isAfter(at));
  }

  /** Whether an inbox knows that a message was dealt with; it notes that with the effect. */
  boolean isNoted(Step step, @Nullable String message, String version, Instant at) {
    return message != null
        && landed(step, at).stream()
            .filter(call -> message.equals(call.message))
            .filter(call -> inboxIsShared || call.version.equals(version))
            .anyMatch(call -> call.landsAt != null && at.isBefore(call.landsAt.plus(step.ttl())));
  }

  /** Nobody asks about what is yet to be. */
  void forgetAfter(Instant moment) {
    asked = moment;
    tries.removeIf(each -> each.start.isAfter(moment));
    denials.removeIf(each -> each.at().isAfter(moment));
    changes.removeIf(each -> each.isAfter(moment));
  }
}
