package dev.changeover.explain.proof;

import dev.changeover.explain.proof.ActionTruth.Call;
import dev.changeover.explain.proof.ActionTruth.Fate;
import dev.changeover.explain.proof.ActionTruth.Kind;
import dev.changeover.explain.proof.ActionTruth.Step;
import dev.changeover.explain.proof.ActionTruth.Try;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a retry would really do, read from what really happened.
 *
 * @param provably whether calls of which nobody can know count as if they took effect, and what
 *     nobody could be shown does not count in favour of a retry
 */
record RetryHarm(ActionTruth truth, boolean provably) {
  /** How long after the question a retry may still make its calls. */
  static final Duration PROMPT = Duration.ofMinutes(4);

  /**
   * The harm of running again from a step.
   *
   * @param from empty: nothing is run
   * @param versions that may run it
   */
  Optional<String> of(Optional<String> from, Set<String> versions) {
    if (!truth.obstacles.isEmpty()) {
      return Optional.of(truth.obstacles.getFirst());
    }
    String pinned = truth.pinnedTo;
    if (pinned != null && !versions.contains(pinned)) {
      return Optional.of("the engine keeps it to version " + pinned + ", which is gone");
    }
    boolean again = false;
    for (Step step : truth.steps) {
      again = again || from.filter(step.name()::equals).isPresent();
      if (again) {
        for (String version : versions) {
          if (truth.columns.isGone(step, version, truth.asked)) {
            return Optional.of("step " + step.name() + " uses a column that is gone");
          }
          Optional<String> harm = repeating(step, version);
          if (harm.isPresent()) {
            return harm;
          }
        }
      } else if (from.isPresent() && !done(step)) {
        return Optional.of("step " + step.name() + " is not done and would be skipped");
      } else if (from.isPresent() && isOtherStep(step, versions)) {
        return Optional.of("step " + step.name() + " is another one where it resumes");
      }
    }
    return Optional.empty();
  }

  /** It succeeded, or all that it is for has happened: then it may be skipped. */
  private boolean done(Step step) {
    List<Call> there =
        truth
            .calls(step)
            .filter(call -> call.landsAt != null && !undone(call))
            .filter(call -> !provably || call.fate == Fate.HAPPENED)
            .toList();
    boolean happened =
        !step.effects().isEmpty()
            && step.effects().stream()
                .allMatch(name -> there.stream().anyMatch(call -> call.effect.equals(name)));
    boolean succeeded = truth.tries(step).anyMatch(each -> each.succeeded);
    return happened || (succeeded && truth.calls(step).noneMatch(this::undone));
  }

  private boolean undone(Call call) {
    return call.undoneAt != null && !call.undoneAt.isAfter(truth.asked);
  }

  /** An engine that keeps to the definition knows the steps as they were run. */
  private boolean isOtherStep(Step step, Set<String> versions) {
    return truth.pinnedTo == null
        && truth
            .tries(step)
            .reduce((_, later) -> later)
            .filter(
                last ->
                    versions.stream()
                        .anyMatch(each -> truth.graphs.isOther(step, last.graph, each)))
            .isPresent();
  }

  private Optional<String> repeating(Step step, String version) {
    List<Try> before = truth.tries(step).toList();
    if (before.isEmpty()) {
      return Optional.empty();
    }
    boolean changed =
        truth.changes.stream().anyMatch(each -> !each.isBefore(before.getFirst().start));
    boolean writes =
        step.kind() == Kind.NATURALLY_IDEMPOTENT || (provably && step.kind() != Kind.READ_ONLY);
    if (writes && changed) {
      return Optional.of("step " + step.name() + " would write over what others wrote");
    }
    boolean repeatable =
        !step.kind().effectful()
            || (step.kind() == Kind.RETRIABLE && (!provably || pastThePivot(step)));
    return repeatable
        ? Optional.empty()
        : step.effects().stream()
            .flatMap(effect -> again(step, effect, before, version).stream())
            .findFirst();
  }

  private Optional<String> again(Step step, String effect, List<Try> before, String version) {
    return before.stream()
        .flatMap(
            each ->
                each.calls.stream()
                    .filter(call -> call.effect.equals(effect) && lands(step, each, call))
                    .flatMap(call -> again(step, each, call, version).stream()))
        .findFirst();
  }

  /** The harm of doing again what this call did. */
  private Optional<String> again(Step step, Try self, Call call, String version) {
    boolean there = !undone(call);
    if (provably && !there) {
      return Optional.of(call.effect + " was undone");
    }
    if (step.kind() == Kind.INBOX_DEDUPED) {
      return inbox(step, call, version, there);
    }
    boolean keyed =
        step.kind() == Kind.KEYED && truth.keysTold.getOrDefault(call.effect, Set.of()).size() <= 1;
    if (!keyed) {
      return there ? Optional.of(call.effect + " would happen twice") : Optional.empty();
    }
    Instant known = (call.landsAt == null || provably) ? self.start : call.landsAt;
    boolean forgotten = !truth.asked.plus(PROMPT).isBefore(known.plus(step.ttl()));
    if (forgotten) {
      return there
          ? Optional.of(call.effect + " would happen twice: its key is forgotten")
          : Optional.empty();
    }
    if (!there) {
      return Optional.of(call.effect + " was undone, and its key would be answered as done");
    }
    return !known.isAfter(truth.asked) && differs(call, version)
        ? Optional.of(call.effect + " would be asked with another payload under its key")
        : Optional.empty();
  }

  /** The message comes again: under its id, where it keeps that, else under one never seen. */
  private Optional<String> inbox(Step step, Call call, String version, boolean there) {
    Instant last = truth.asked.plus(PROMPT);
    boolean dropped =
        truth.messagesKeepTheirId
            && (provably
                ? isSurelyDropped(step, call, version)
                : truth.isNoted(step, call.message, version, last));
    if (dropped == there) {
      return Optional.empty();
    }
    return Optional.of(
        there
            ? call.effect + " would happen twice: no inbox knows its message"
            : call.effect + " was undone, and its message would be dropped");
  }

  /** It was put back before, only versions that tried may take it, and each try took one. */
  private boolean isSurelyDropped(Step step, Call call, String version) {
    List<Try> before = truth.tries(step).toList();
    return call.message != null
        && truth.deliveries.getOrDefault(step, List.of()).size() > before.size()
        && before.stream().anyMatch(each -> each.version.equals(version))
        && truth
            .asked
            .plus(PROMPT)
            .isBefore(before.getFirst().start.plus(step.ttl()).minus(RetryScene.CLOCKS));
  }

  private boolean pastThePivot(Step step) {
    return truth.steps.stream()
        .takeWhile(each -> !each.equals(step))
        .anyMatch(each -> each.kind() == Kind.PIVOT && done(each));
  }

  /** Whether a version builds another payload, or, for a proof, is not known to build the same. */
  private boolean differs(Call call, String version) {
    boolean shown =
        truth.tries.stream()
            .flatMap(each -> each.calls.stream())
            .anyMatch(each -> each.effect.equals(call.effect) && each.version.equals(version));
    return !call.version.equals(version) && (truth.payloadsDiffer || (provably && !shown));
  }

  private boolean lands(Step step, Try self, Call call) {
    return (provably && call.fate == Fate.OPEN) ? !denied(step, self, call) : call.landsAt != null;
  }

  /** Asked once no call could be under way any more, the callee denied it. */
  private boolean denied(Step step, Try self, Call call) {
    Instant end = self.end;
    return end != null
        && truth.denials.stream()
            .anyMatch(
                denial ->
                    denial.effect().equals(call.effect)
                        && !denial.at().isBefore(end.plus(step.bound())));
  }
}
