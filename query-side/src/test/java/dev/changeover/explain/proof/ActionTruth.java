package dev.changeover.explain.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What really became of an action, and what a retry would really do: plain bookkeeping of calls at
 * callees, with no notion of evidence.
 */
final class ActionTruth {
  /** How long after the question a retry may still make its calls. */
  static final Duration PROMPT = Duration.ofMinutes(4);

  /** What repeating a step does. */
  enum Kind {
    READ_ONLY,
    NATURALLY_IDEMPOTENT,
    KEYED,
    EXTERNAL_NON_IDEMPOTENT,
    COMPENSATABLE,
    PIVOT,
    RETRIABLE;

    boolean effectful() {
      return this != READ_ONLY && this != NATURALLY_IDEMPOTENT;
    }
  }

  /**
   * A step as it is.
   *
   * @param ttl how long the callee remembers a key
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
    final String key;
    final @Nullable Instant landsAt;
    final Fate fate;
    @Nullable Instant undoneAt;

    Call(String effect, String version, String key, @Nullable Instant landsAt, Fate fate) {
      this.effect = effect;
      this.version = version;
      this.key = key;
      this.landsAt = landsAt;
      this.fate = fate;
    }

    /** The call as it is where nothing takes effect after a moment. */
    Call endedBy(Instant end) {
      return landsAt == null || !landsAt.isAfter(end)
          ? this
          : new Call(effect, version, key, null, fate);
    }
  }

  /** One try; {@code end} null: it is still at it. */
  static final class Try {
    final Step step;
    final String version;
    final Instant start;
    final List<Call> calls = new ArrayList<>();
    @Nullable Instant end;
    boolean succeeded;
    boolean died;

    Try(Step step, String version, Instant start) {
      this.step = step;
      this.version = version;
      this.start = start;
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

  boolean payloadsDiffer;
  Instant asked = Instant.MAX;

  /** A callee said at {@code at} that it does not know the effect. */
  record Denial(String effect, Instant at) {}

  /**
   * The harm of running again from a step.
   *
   * @param from empty: nothing is run
   * @param versions that may run it
   * @param openLands whether calls of which nobody can know count as if they took effect
   */
  Optional<String> harm(Optional<String> from, Set<String> versions, boolean openLands) {
    if (!obstacles.isEmpty()) {
      return Optional.of(obstacles.getFirst());
    }
    boolean again = false;
    for (Step step : steps) {
      again = again || from.filter(step.name()::equals).isPresent();
      if (again) {
        for (String version : versions) {
          Optional<String> harm = repeating(step, version, openLands);
          if (harm.isPresent()) {
            return harm;
          }
        }
      } else if (from.isPresent() && !done(step, openLands)) {
        return Optional.of("step " + step.name() + " is not done and would be skipped");
      }
    }
    return Optional.empty();
  }

  /** It succeeded, or all that it is for has happened: then it may be skipped. */
  private boolean done(Step step, boolean provably) {
    List<Call> landed =
        tries.stream()
            .filter(each -> each.step.equals(step))
            .flatMap(each -> each.calls.stream())
            .filter(call -> call.landsAt != null && !undone(call))
            .filter(call -> !provably || call.fate == Fate.HAPPENED)
            .toList();
    boolean happened =
        !step.effects().isEmpty()
            && step.effects().stream()
                .allMatch(name -> landed.stream().anyMatch(call -> call.effect.equals(name)));
    boolean undone =
        tries.stream()
            .filter(each -> each.step.equals(step))
            .flatMap(each -> each.calls.stream())
            .anyMatch(this::undone);
    return happened
        || (!undone && tries.stream().anyMatch(each -> each.step.equals(step) && each.succeeded));
  }

  private boolean undone(Call call) {
    return call.undoneAt != null && !call.undoneAt.isAfter(asked);
  }

  private Optional<String> repeating(Step step, String version, boolean openLands) {
    List<Try> before = tries.stream().filter(each -> each.step.equals(step)).toList();
    if (before.isEmpty()) {
      return Optional.empty();
    }
    boolean changed = changes.stream().anyMatch(each -> !each.isBefore(before.getFirst().start));
    if (openLands && step.kind() != Kind.READ_ONLY && changed) {
      return Optional.of("others changed what step " + step.name() + " is about");
    }
    return switch (step.kind()) {
      case READ_ONLY -> Optional.empty();
      case NATURALLY_IDEMPOTENT ->
          changed
              ? Optional.of("step " + step.name() + " would write over what others wrote")
              : Optional.empty();
      case RETRIABLE, KEYED, EXTERNAL_NON_IDEMPOTENT, COMPENSATABLE, PIVOT -> {
        if (step.kind() == Kind.RETRIABLE && (!openLands || pastThePivot(step))) {
          yield Optional.empty();
        }
        for (String effect : step.effects()) {
          Optional<String> harm = again(step, effect, before, version, openLands);
          if (harm.isPresent()) {
            yield harm;
          }
        }
        yield Optional.empty();
      }
    };
  }

  private Optional<String> again(
      Step step, String effect, List<Try> before, String version, boolean openLands) {
    for (Try each : before) {
      for (Call call : each.calls) {
        if (!call.effect.equals(effect) || !lands(step, each, call, openLands)) {
          continue;
        }
        boolean there = !undone(call);
        if (openLands && !there) {
          return Optional.of(effect + " was undone");
        }
        if (step.kind() != Kind.KEYED || keysTold.getOrDefault(effect, Set.of()).size() > 1) {
          if (there) {
            return Optional.of(effect + " would happen twice");
          }
          continue;
        }
        Instant known = (call.landsAt == null || openLands) ? each.start : call.landsAt;
        boolean forgotten = !asked.plus(PROMPT).isBefore(known.plus(step.ttl()));
        if (forgotten && there) {
          return Optional.of(effect + " would happen twice: its key is forgotten");
        }
        if (!forgotten && !there) {
          return Optional.of(effect + " was undone, and its key would be answered as done");
        }
        if (!forgotten
            && !known.isAfter(asked)
            && differs(effect, call.version, version, openLands)) {
          return Optional.of(effect + " would be asked with another payload under its key");
        }
      }
    }
    return Optional.empty();
  }

  private boolean pastThePivot(Step step) {
    return steps.stream()
        .takeWhile(each -> !each.equals(step))
        .anyMatch(each -> each.kind() == Kind.PIVOT && done(each, true));
  }

  /** Whether two versions build different payloads, or, for a proof, are not known to agree. */
  private boolean differs(String effect, String one, String other, boolean mustBeShown) {
    boolean shown =
        tries.stream()
            .flatMap(each -> each.calls.stream())
            .anyMatch(call -> call.effect.equals(effect) && call.version.equals(other));
    return !one.equals(other) && (payloadsDiffer || (mustBeShown && !shown));
  }

  private boolean lands(Step step, Try each, Call call, boolean openLands) {
    return (openLands && call.fate == Fate.OPEN) ? !denied(step, each, call) : call.landsAt != null;
  }

  /** Asked once no call could be under way any more, the callee denied it. */
  private boolean denied(Step step, Try each, Call call) {
    Instant end = each.end;
    return end != null
        && denials.stream()
            .anyMatch(
                denial ->
                    denial.effect().equals(call.effect)
                        && !denial.at().isBefore(end.plus(step.bound())));
  }
}
